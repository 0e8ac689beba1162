import type { TablePart } from "../../documents/table-part.ts";

/** A row that another one is in. */
export interface Ancestor {
  readonly id: number;
  readonly rank: number;
}

/** What a row of a tree is in, from the closest on, as far as this page knows it. */
export function ancestorsOf(part: TablePart, rank: number): readonly Ancestor[] {
  const found: Ancestor[] = [];
  let level = part.at(rank)?.branch?.[0] ?? 1;
  for (let above = rank - 1; above >= part.first && level > 1; above -= 1) {
    const row = part.at(above);
    const its = row?.branch?.[0] ?? 1;
    if (row && its < level) {
      found.push({ id: row.id, rank: above });
      level = its;
    }
  }
  return found;
}

/** Which of the rows that one was in is closed now, and shows; null if the row is not out of sight
 *  for that. */
export function closedAbove(part: TablePart, ancestors: readonly Ancestor[]): Ancestor | null {
  const shown = ancestors.find(({ id }) => part.rankOf(id) >= 0);
  return shown && part.row(shown.id)?.branch?.[1] === false ? shown : null;
}

/** What a row is in, whether it shows or not, for as long as that is known. */
export class Lineage {
  readonly #part: TablePart;
  #ancestors: readonly Ancestor[] = [];

  constructor(part: TablePart) {
    this.#part = part;
  }

  /** The row is there now. */
  follow(rank: number): void {
    if (this.#part.at(rank)) this.#ancestors = ancestorsOf(this.#part, rank);
  }

  /** The rank of the closed row that it has gone into; -1 if it has not. */
  get closed(): number {
    const ancestor = closedAbove(this.#part, this.#ancestors);
    return ancestor ? this.#part.rankOf(ancestor.id) : -1;
  }
}

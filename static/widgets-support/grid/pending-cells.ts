import type { Cell } from "../../documents/table-part.ts";

/** In the place of a number: nothing that comes confirms it by itself. */
const HELD = Number.POSITIVE_INFINITY;

interface Made {
  readonly cell: Cell;
  readonly seq: number;
}

/** What the user has entered into cells, until the program has told what became of it. */
export class PendingCells {
  /** By the ids of the rows and the keys of the columns. */
  readonly #made = new Map<number, Map<string, Made>>();

  /** @param seq the number of the input that tells of it; 0 if nobody will say what becomes of it */
  add(id: number, key: string, cell: Cell, seq: number): void {
    if (!seq) return;
    const row = this.#made.get(id) ?? new Map<string, Made>();
    row.set(key, { cell, seq });
    this.#made.set(id, row);
  }

  of(id: number, key: string): Cell | undefined {
    return this.#made.get(id)?.get(key)?.cell;
  }

  has(id: number, key: string): boolean {
    return this.#made.get(id)?.has(key) ?? false;
  }

  /** The program looks at what was entered, and will say so when it has.
   *  @param seq the last input that it knows of: what was entered later counts more */
  hold(cells: readonly (readonly [id: number, key: string, typed: Cell])[], seq: number): void {
    for (const [id, key, typed] of cells) {
      const made = this.#made.get(id)?.get(key);
      if (!made || made.seq <= seq || made.seq === HELD) this.add(id, key, typed ?? "", HELD);
    }
  }

  /** The program has looked at what was entered. */
  settle(cells: readonly (readonly [id: number, key: string])[]): void {
    for (const [id, key] of cells) {
      const row = this.#made.get(id);
      // What was entered since is on its way.
      if (row?.get(key)?.seq === HELD) row.delete(key);
      if (row && !row.size) this.#made.delete(id);
    }
  }

  /** The cells are others now. */
  settleAll(): void {
    for (const [id, row] of this.#made) this.settle([...row.keys()].map((key) => [id, key]));
  }

  /** What the program tells from now on stands for the inputs up to this one. */
  confirm(seq: number): void {
    for (const [id, row] of this.#made) {
      for (const [key, made] of row) if (made.seq <= seq) row.delete(key);
      if (!row.size) this.#made.delete(id);
    }
  }
}

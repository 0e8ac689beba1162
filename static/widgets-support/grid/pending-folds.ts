import type { Row } from "../../documents/table-part.ts";

/** Where a row is in a tree, as its user sees it. */
export interface ShownBranch {
  readonly level: number;
  /** null: there is nothing in it. */
  readonly isOpen: boolean | null;
  readonly position: number;
  readonly count: number;
  /** It was opened or closed, and the rows are still to come or to go. */
  readonly isBusy: boolean;
  /** It was opened, and nobody could tell what is in it. */
  readonly hasFailed: boolean;
}

interface Made {
  readonly isOpen: boolean;
  readonly seq: number;
}

/** What the user has opened and closed in a tree, until the program has told what became of it. */
export class PendingFolds {
  /** By the ids of the rows, the last of each. */
  readonly #made = new Map<number, Made>();

  /** @param seq the number of the input that tells of it; 0 if nobody will say what becomes of it */
  add(id: number, isOpen: boolean, seq: number): void {
    if (seq) this.#made.set(id, { isOpen, seq });
  }

  /** What the program tells from now on stands for the inputs up to this one. */
  confirm(seq: number): void {
    for (const [id, made] of this.#made) if (made.seq <= seq) this.#made.delete(id);
  }

  shown({ id, branch }: Row): ShownBranch {
    const [level, told, position, count, state] = branch ?? [1, null, 1, 1];
    const made = told === null ? undefined : this.#made.get(id);
    const isBusy = state === "loading" || (made !== undefined && made.isOpen !== told);
    const hasFailed = state === "failed" && !isBusy;
    return { level, isOpen: made?.isOpen ?? told, position, count, isBusy, hasFailed };
  }
}

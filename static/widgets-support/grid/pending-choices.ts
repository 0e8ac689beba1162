import type { Flags, Row } from "../../documents/table-part.ts";

/** What the user has chosen changes of one row: a new value for its flags. */
export type Choice = (flags: Flags, row: Row, rank: number, keys: readonly string[]) => Flags;

export type Span = readonly [first: number, last: number];

/** How many rows or cells are selected then, of so many before. */
export type Count = (before: number) => number;

interface Made {
  readonly choice: Choice;
  readonly count: Count;
  readonly seq: number;
}

/** What the user has selected, until the program has told what is. */
export class PendingChoices {
  /** In their order. */
  #made: Made[] = [];

  /** @param seq the number of the input that tells of it; 0 if nobody will say what becomes of it */
  add(choice: Choice, count: Count, seq: number): void {
    if (seq) this.#made.push({ choice, count, seq });
  }

  /** How many rows or cells are selected, as the user sees it, of so many that the program told. */
  count(told: number): number {
    return this.#made.reduce((before, { count }) => count(before), told);
  }

  get isPending(): boolean {
    return this.#made.length > 0;
  }

  /** What is selected of a row, as the user sees it. */
  flags(row: Row, rank: number, keys: readonly string[]): Flags {
    return this.#made.reduce((flags, { choice }) => choice(flags, row, rank, keys), row.flags);
  }

  /** What the program tells from now on stands for the inputs up to this one. */
  confirm(seq: number): void {
    if (this.#made.length) this.#made = this.#made.filter((made) => made.seq > seq);
  }
}

/** Only the rows of these ranks, or all of them but those. */
export function rowsBetween([first, last]: Span): Choice {
  return (_flags, _row, rank) => (rank >= first && rank <= last ? 1 : 0);
}

export function onlyRow(id: number): Choice {
  return (_flags, row) => (row.id === id ? 1 : 0);
}

export function toggledRow(id: number): Choice {
  return (flags, row) => {
    if (row.id !== id) return flags;
    return isRowSelected(flags) ? 0 : 1;
  };
}

/** Only the cells between two corners. */
export function cellsBetween([top, bottom]: Span, [left, right]: Span): Choice {
  return (_flags, _row, rank, keys) => {
    return rank >= top && rank <= bottom ? keys.slice(left, right + 1) : [];
  };
}

export function onlyCell(id: number, key: string): Choice {
  return (_flags, row) => (row.id === id ? [key] : []);
}

export function toggledCell(id: number, key: string): Choice {
  return (flags, row) => {
    if (row.id !== id) return flags;
    const keys = selectedKeys(flags);
    return keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
  };
}

export const NO_ROWS: Choice = () => 0;
export const ALL_ROWS: Choice = () => 1;
export const NO_CELLS: Choice = () => [];
export const ALL_CELLS: Choice = (_flags, _row, _rank, keys) => keys;

export function isRowSelected(flags: Flags): boolean {
  return typeof flags === "number" && flags % 2 === 1;
}

export function selectedKeys(flags: Flags): readonly string[] {
  return typeof flags === "number" ? [] : flags;
}

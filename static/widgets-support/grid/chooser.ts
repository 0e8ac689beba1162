import type { GridModel } from "./grid-model.ts";
import type { Place } from "./grid-keys.ts";
import {
  ALL_CELLS,
  ALL_ROWS,
  cellsBetween,
  isRowSelected,
  NO_CELLS,
  NO_ROWS,
  onlyCell,
  onlyRow,
  rowsBetween,
  type Choice,
  type Count,
  type Span,
  toggledCell,
  toggledRow,
} from "./pending-choices.ts";

/** How a row or a cell is selected: alone, in addition or no longer, or with all from the anchor on. */
export type Manner = "set" | "toggle" | "extend";

/** Tells of what the user does. @returns the number of the input */
export type Fire = (action: string, ...args: unknown[]) => number;

interface Anchor {
  readonly id: number;
  readonly rank: number;
  readonly column: number;
}

/** Selects rows or cells, as the user says. */
export class Chooser {
  readonly #model: GridModel;
  readonly #fire: Fire;
  /** Where a range begins. */
  #anchor: Anchor | null = null;
  /** What is to be selected as soon as this page knows its row. */
  #waiting: (() => void) | null = null;
  /** What the user does with it then, unless the user selects something else before. */
  #then: (() => void) | null = null;

  constructor(model: GridModel, fire: Fire) {
    this.#model = model;
    this.#fire = fire;
  }

  /** Whether something is to be selected as soon as this page knows its row. */
  get isWaiting(): boolean {
    return this.#waiting !== null;
  }

  /** Does something with what is selected, as soon as that is known. */
  after(act: () => void): void {
    if (this.isWaiting) this.#then = act;
    else act();
  }

  choose(place: Place, manner: Manner): void {
    if (place.rank < 0) return;
    const row = this.#model.part.at(place.rank);
    this.#waiting = row ? null : () => this.choose(place, manner);
    this.#then = null;
    if (!row) return;
    const here = { id: row.id, rank: place.rank, column: place.column };
    const anchor = this.#model.isMultiple && manner === "extend" ? this.#anchor : null;
    this.#anchor = anchor ?? here;
    if (this.#model.selectsCells) this.#chooseCells(here, anchor, manner);
    else this.#chooseRows(here, anchor, manner);
  }

  /** Rows have come. */
  known(): void {
    // The program's own message is being carried out: what the page tells comes after it.
    if (this.#waiting) queueMicrotask(() => this.#goOn());
  }

  #goOn(): void {
    const then = this.#then;
    this.#waiting?.();
    if (this.isWaiting) this.#then = then;
    else if (then) {
      this.#then = null;
      then();
    }
  }

  /** All there is, or nothing. */
  chooseAll(all: boolean): void {
    if (all && !this.#model.isMultiple) return;
    this.#waiting = null;
    const mode = all ? "all" : "none";
    const { part, keys, selectsCells } = this.#model;
    const count = all ? part.count * (selectsCells ? keys.length : 1) : 0;
    if (selectsCells) this.#tell("choose_cells", [mode, null, null], all ? ALL_CELLS : NO_CELLS, () => count);
    else this.#tell("choose_rows", [mode, null, null], all ? ALL_ROWS : NO_ROWS, () => count);
  }

  /** All cells of a row. */
  chooseRow(rank: number): void {
    const row = this.#model.part.at(rank);
    const last = this.#model.columns.length - 1;
    if (!row || !this.#model.selectsCells || !this.#model.isMultiple) {
      this.choose({ rank, column: 0 }, "set");
      return;
    }
    this.choose({ rank, column: 0 }, "set");
    this.choose({ rank, column: last }, "extend");
  }

  #chooseRows({ id, rank }: Anchor, anchor: Anchor | null, manner: Manner): void {
    const isOn = this.#isRowSelected(rank);
    if (anchor) {
      const rows = span(this.#rankOf(anchor), rank);
      this.#tell("choose_rows", ["extend", id, anchor.id], rowsBetween(rows), () => size(rows));
    } else if (manner === "toggle" && (this.#model.isMultiple || isOn)) {
      this.#tell("choose_rows", ["toggle", id, null], toggledRow(id), isOn ? less : more);
    } else this.#tell("choose_rows", ["set", id, null], onlyRow(id), () => 1);
  }

  #chooseCells(here: Anchor, anchor: Anchor | null, manner: Manner): void {
    const cell = [here.id, this.#key(here)];
    const isOn = this.#isCellSelected(here);
    if (anchor) {
      const [rows, columns] = [span(this.#rankOf(anchor), here.rank), span(anchor.column, here.column)];
      const from = [anchor.id, this.#key(anchor)];
      const count = size(rows) * size(columns);
      this.#tell("choose_cells", ["extend", cell, from], cellsBetween(rows, columns), () => count);
    } else if (manner === "toggle" && (this.#model.isMultiple || isOn)) {
      const choice = toggledCell(here.id, this.#key(here));
      this.#tell("choose_cells", ["toggle", cell, null], choice, isOn ? less : more);
    } else this.#tell("choose_cells", ["set", cell, null], onlyCell(here.id, this.#key(here)), () => 1);
  }

  /** @param count how many are selected then */
  #tell(action: string, args: readonly unknown[], choice: Choice, count: Count): void {
    this.#model.chosen.add(choice, count, this.#fire(action, ...args));
  }

  #rankOf(anchor: Anchor): number {
    const rank = this.#model.part.rankOf(anchor.id);
    return rank < 0 ? anchor.rank : rank;
  }

  #key({ column }: Anchor): string {
    return this.#model.keys[column] ?? "";
  }

  #isRowSelected(rank: number): boolean {
    const shown = this.#model.shown(rank);
    return shown !== null && isRowSelected(shown.flags);
  }

  #isCellSelected({ rank, column }: Anchor): boolean {
    const shown = this.#model.shown(rank);
    return shown !== null && this.#model.isSelected(shown, column);
  }
}

function span(one: number, other: number): Span {
  return [Math.min(one, other), Math.max(one, other)];
}

function size([first, last]: Span): number {
  return last - first + 1;
}

function more(before: number): number {
  return before + 1;
}

function less(before: number): number {
  return before - 1;
}

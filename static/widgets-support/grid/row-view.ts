import type { Row } from "../../documents/table-part.ts";
import { css, length, make } from "../../core/style.ts";
import { CellView } from "./cell-view.ts";
import type { GridModel, ShownRow } from "./grid-model.ts";
import { isRowSelected } from "./pending-choices.ts";
import { RowBranch } from "./row-branch.ts";

/** What all rows of a grid have, or not. */
export interface RowFrame {
  readonly hasNumbers: boolean;
  readonly hasHead: boolean;
  readonly hasFilters: boolean;
}

/** How many rows come before all others: the names of the columns, and the fields to filter by. */
export function headRows({ hasHead, hasFilters }: RowFrame): number {
  return (hasHead ? 1 : 0) + (hasFilters ? 1 : 0);
}

/** A row of the page: it shows one row of the table after another. */
export class RowView {
  readonly element = make("div", "pg-row");
  /** What the ids of its cells begin with. */
  readonly #id: string;
  /** Its number, if rows are numbered. */
  readonly #number = make("div", "pg-row-number");
  readonly #cells: CellView[] = [];
  /** What it has if it is one of a tree. */
  readonly #branch: RowBranch | null;
  #rank = -1;
  /** What it shows: the row, … */
  #row: Row | null = null;
  /** … and the state of all else. */
  #version = -1;
  #top = Number.NaN;

  constructor(id: string, isTree: boolean) {
    this.#id = id;
    this.#branch = isTree ? new RowBranch(this.element) : null;
    this.element.role = "row";
    this.element.id = id;
    this.#number.role = "rowheader";
    this.#number.ariaColIndex = "1";
  }

  get rank(): number {
    return this.#rank;
  }

  cell(column: number): HTMLElement | null {
    return this.#cells[column]?.element ?? null;
  }

  /** @param top where it lies in the body, in px */
  place(rank: number, top: number, frame: RowFrame): void {
    if (top !== this.#top) this.element.style.top = length(top);
    this.#top = top;
    const index = String(rank + 1 + headRows(frame));
    if (index !== this.element.ariaRowIndex) this.element.ariaRowIndex = index;
    if (rank === this.#rank) return;
    this.#rank = rank;
    this.#number.textContent = String(rank + 1);
    css(this.element, "pg-odd", rank % 2 === 1);
  }

  show(model: GridModel, rank: number, frame: RowFrame): void {
    const row = model.part.at(rank);
    if (row === this.#row && model.version === this.#version) return;
    [this.#row, this.#version] = [row, model.version];
    this.#fill(model, model.shown(rank), frame);
  }

  #fill(model: GridModel, shown: ShownRow | null, frame: RowFrame): void {
    this.#fit(model.columns.length, frame.hasNumbers);
    css(this.element, "pg-blank", shown === null);
    this.element.ariaBusy = shown ? null : "true";
    if (!shown) {
      this.element.dataset["key"] = "";
      this.element.ariaSelected = model.selectsCells ? null : "false";
      this.#branch?.show(null, null);
      return;
    }
    this.element.dataset["key"] = shown.row.key;
    this.element.ariaSelected = model.selectsCells ? null : String(isRowSelected(shown.flags));
    for (const [index, cell] of this.#cells.entries()) cell.show(model, shown, index, frame);
    this.#branch?.show(this.cell(0), model.folds.shown(shown.row));
  }

  #fit(count: number, hasNumber: boolean): void {
    const hadNumber = this.#number.parentElement === this.element;
    if (hasNumber === hadNumber && count === this.#cells.length) return;
    while (this.#cells.length < count) {
      this.#cells.push(new CellView(`${this.#id}-${this.#cells.length}`));
    }
    this.#cells.length = count;
    const number = hasNumber ? [this.#number] : [];
    this.element.replaceChildren(...number, ...this.#cells.map(({ element }) => element));
  }
}

import { icon } from "../../core/icons.ts";
import { css, make } from "../../core/style.ts";
import type { Column } from "./column.ts";
import { freeze } from "./frozen.ts";
import type { GridModel } from "./grid-model.ts";

/** The names of the columns, above the rows. */
export class GridHead {
  readonly element = make("div", "pg-grid-head");
  readonly #row = make("div", "pg-head-row");
  /** Above the numbers of the rows. */
  readonly #corner = make("div", "pg-row-number pg-corner", "#");
  readonly #model: GridModel;
  #cells: HTMLElement[] = [];
  /** What the cells were made of. */
  #columns: readonly Column[] = [];
  /** What the ids of its cells begin with. */
  readonly #id: string;

  constructor(model: GridModel, id: string) {
    this.#model = model;
    this.#id = id;
    this.element.role = "rowgroup";
    this.#row.role = "row";
    this.#row.ariaRowIndex = "1";
    this.#corner.role = "columnheader";
    this.#corner.textContent = "#";
    this.#corner.ariaLabel = "Row";
    this.#corner.ariaColIndex = "1";
    this.element.append(this.#row);
  }

  show(hasNumbers: boolean): void {
    const { columns } = this.#model;
    if (columns !== this.#columns || hasNumbers !== (this.#corner.parentElement !== null)) {
      this.#columns = columns;
      this.#cells = columns.map((column, index) => this.#make(column, index + (hasNumbers ? 2 : 1)));
      this.#row.replaceChildren(...(hasNumbers ? [this.#corner] : []), ...this.#cells);
    }
    for (const [index, cell] of this.#cells.entries()) {
      freeze(cell, index, this.#model.frozen);
      this.#showSort(cell, columns[index]?.key ?? "");
    }
  }

  cell(column: number): HTMLElement | null {
    return this.#cells[column] ?? null;
  }

  /** What has the name of a column, in its font. */
  labelOf(column: number): Element | null {
    return this.#cells[column]?.querySelector(".pg-head-label") ?? null;
  }

  /** The column of a cell of the header that an element is in, or −1. */
  columnOf(element: Element): number {
    const cell = element.closest<HTMLElement>(".pg-head-cell");
    return cell ? this.#cells.indexOf(cell) : -1;
  }

  #make(column: Column, place: number): HTMLElement {
    const cell = make("div", "pg-head-cell");
    cell.id = `${this.#id}-${place}`;
    cell.role = "columnheader";
    cell.ariaColIndex = String(place);
    cell.dataset["column"] = column.key;
    cell.dataset["align"] = column.align;
    // Decoration: keys resize as well.
    const grip = make("span", "pg-head-grip");
    grip.ariaHidden = "true";
    cell.append(make("span", "pg-head-label", column.label), make("span", "pg-head-sort"), grip);
    return cell;
  }

  #showSort(cell: HTMLElement, key: string): void {
    const { sort } = this.#model.part;
    const at = sort.findIndex(([sorted]) => sorted === key);
    const ascending = sort[at]?.[1] ?? null;
    css(cell, "pg-sortable", this.#model.isSortable);
    const state = ascending === null ? "" : `${ascending} ${at} ${sort.length}`;
    if (cell.dataset["sort"] === state) return;
    cell.dataset["sort"] = state;
    cell.ariaSort = sortName(ascending);
    const mark = cell.querySelector(".pg-head-sort");
    if (ascending === null) mark?.replaceChildren();
    else mark?.replaceChildren(icon(ascending ? "up" : "down"), sort.length > 1 ? String(at + 1) : "");
  }
}

function sortName(ascending: boolean | null): string | null {
  if (ascending === null) return null;
  return ascending ? "ascending" : "descending";
}

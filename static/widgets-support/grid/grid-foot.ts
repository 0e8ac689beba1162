import { make } from "../../core/style.ts";
import type { Column } from "./column.ts";
import { freeze } from "./frozen.ts";
import type { GridModel } from "./grid-model.ts";

/** What the columns come to, by their keys: what it is called, and its text once that is known. */
export type Footer = Readonly<Record<string, readonly [name: string, text: string | null]>>;

/** Below the rows: what the columns come to. It stays in view. */
export class GridFoot {
  readonly element = make("div", "pg-grid-foot");
  readonly #row = make("div", "pg-foot-row");
  /** Below the numbers of the rows. */
  readonly #corner = make("div", "pg-row-number");
  readonly #model: GridModel;
  #cells: readonly HTMLElement[] = [];
  /** What the ids of its cells begin with. */
  readonly #id: string;
  /** What it was made of, to compare. */
  #shown: readonly unknown[] = [];

  constructor(model: GridModel, id: string) {
    this.#model = model;
    this.#id = id;
    this.element.role = "rowgroup";
    this.#row.role = "row";
    this.#corner.role = "gridcell";
    this.#corner.ariaColIndex = "1";
    this.element.hidden = true;
    this.element.append(this.#row);
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  /** @param index which of all rows it is, from 1 on */
  show(hasNumbers: boolean, index: number): void {
    const { columns, footer } = this.#model;
    this.element.hidden = !columns.some(({ key }) => key in footer);
    this.#row.ariaRowIndex = String(index);
    const shown = [columns, footer, hasNumbers, this.#model.frozen, this.#model.decimals];
    if (shown.every((it, at) => it === this.#shown[at])) return;
    this.#shown = shown;
    this.#cells = columns.map((column, at) => this.#make(column, at + (hasNumbers ? 2 : 1)));
    for (const [at, cell] of this.#cells.entries()) freeze(cell, at, this.#model.frozen);
    this.#row.replaceChildren(...(hasNumbers ? [this.#corner] : []), ...this.#cells);
  }

  cell(column: number): HTMLElement | null {
    return this.#cells[column] ?? null;
  }

  /** What a column comes to, to copy. */
  textOf(column: number): string {
    const key = this.#model.keys[column];
    return (key !== undefined && this.#model.footer[key]?.[1]) || "";
  }

  #make(column: Column, place: number): HTMLElement {
    const total = this.#model.footer[column.key];
    const cell = cellOf(column, total, place);
    cell.id = `${this.#id}-${place}`;
    const text = cell.querySelector<HTMLElement>(".pg-foot-text");
    if (text && total?.[1]) text.dataset["lacking"] = this.#model.lacking(column, total[1]);
    return cell;
  }
}

function cellOf(column: Column, total: Footer[string] | undefined, place: number): HTMLElement {
  const cell = make("div", "pg-foot-cell");
  cell.role = "gridcell";
  cell.ariaColIndex = String(place);
  cell.ariaReadOnly = "true";
  cell.dataset["column"] = column.key;
  cell.dataset["align"] = column.align;
  if (!total) return cell;
  const [name, text] = total;
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  cell.setAttribute("aria-description", title ? `${title} of ${column.label}` : `Total of ${column.label}`);
  cell.ariaBusy = text === null ? "true" : null;
  // From the end of the line, so that where there is no room for both the name goes.
  cell.append(make("span", "pg-foot-text", text ?? "…"), " ", make("span", "pg-foot-name", title));
  return cell;
}

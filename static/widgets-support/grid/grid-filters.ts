import type { FilterValue } from "../../documents/table-part.ts";
import { giveFocus } from "../../core/focus.ts";
import { icon } from "../../core/icons.ts";
import { make } from "../../core/style.ts";
import type { Column } from "./column.ts";
import { FilterField } from "./filter-field.ts";
import { freeze } from "./frozen.ts";
import type { Grid } from "./grid.ts";
import { HEAD } from "./grid-keys.ts";
import { TypedField } from "./typed-field.ts";

const NOTHING = ["", ""] as const;

/** What decides which rows of a grid show: fields below the heads, a field above, and what says how
 *  many rows show. */
export class GridFilters {
  /** The row of fields. */
  readonly row = make("div", "pg-filter-row");
  /** Has the field to search in. */
  readonly bar = make("div", "pg-search-bar");
  /** Says how many rows show. */
  readonly strip = make("div", "pg-filter-strip");
  /** Says that none of them does. */
  readonly nothing = make("div", "pg-filter-nothing");
  /** Whose rows these are. */
  readonly #grid: Grid;
  readonly #count = make("span", "pg-filter-count");
  readonly #search: TypedField;
  #fields: FilterField[] = [];
  /** What the fields were made of. */
  #columns: readonly Column[] = [];
  /** Whether the rows were numbered then. */
  #hasNumbers = false;
  #hasFields = false;
  /** The last input that what the program has told stands for. */
  #seq = 0;

  constructor(grid: Grid) {
    this.#grid = grid;
    this.row.role = "row";
    this.row.ariaRowIndex = "2";
    this.#count.role = "status";
    const input = make("input", "pg-search-field pg-field");
    input.type = "search";
    input.placeholder = "Search";
    input.ariaLabel = "Search all rows";
    input.autocomplete = "off";
    input.spellcheck = false;
    this.#search = new TypedField(input, (text) => this.#tell("search_rows", text));
    input.addEventListener("keydown", (event) => this.#key(event));
    this.bar.append(icon("search"), input);
    this.nothing.append(make("span", "", "No rows fit the filters"), this.#button());
    this.strip.append(this.#count, this.#button());
    for (const it of [this.row, this.bar, this.strip, this.nothing]) it.hidden = true;
  }

  /** What shows around the rows. */
  around(rows: HTMLElement, empty: HTMLElement): readonly HTMLElement[] {
    return [this.bar, rows, empty, this.nothing, this.strip];
  }

  get hasFields(): boolean {
    return this.#hasFields;
  }

  set hasFields(tf: boolean) {
    this.#hasFields = tf;
    this.row.hidden = !tf;
  }

  setSearch(tf: boolean): void {
    this.bar.hidden = !tf;
  }

  /** Takes the keys to the field of a column. @returns whether there is one */
  focus(column: number): boolean {
    const field = this.#hasFields ? this.#fields[column] : undefined;
    field?.enter();
    return field !== undefined;
  }

  /** The program has said which values a column has. */
  offer(key: string, values: readonly FilterValue[] | null): void {
    this.#fields[this.#columns.findIndex((column) => column.key === key)]?.offer(values);
  }

  /** What the program tells from now on stands for the inputs up to this one. */
  confirm(seq: number): void {
    this.#seq = seq;
  }

  show(columns: readonly Column[], hasNumbers: boolean): void {
    const { part } = this.#grid.model;
    if (this.#hasFields) this.#showFields(columns, hasNumbers);
    for (const [index, field] of this.#fields.entries()) {
      freeze(field.element, index, this.#grid.model.frozen);
      field.told(part.filters[this.#columns[index]?.key ?? ""] ?? NOTHING, this.#seq);
    }
    this.#search.told(part.search, this.#seq);
    const isFiltered = part.of !== null || Object.keys(part.filters).length > 0 || part.search.trim() !== "";
    this.strip.hidden = !isFiltered;
    const count = part.of === null ? "" : `${counted(part.count)} of ${counted(part.of)} rows`;
    if (this.#count.textContent !== count) this.#count.textContent = count;
    this.nothing.hidden = part.count > 0 || !part.of;
  }

  #showFields(columns: readonly Column[], hasNumbers: boolean): void {
    if (columns === this.#columns && hasNumbers === this.#hasNumbers) return;
    const former = new Map(this.#columns.map((column, index) => [facts(column), this.#fields[index]]));
    [this.#columns, this.#hasNumbers] = [columns, hasNumbers];
    const shift = hasNumbers ? 2 : 1;
    this.#fields = columns.map((column, index) => {
      // One in which the user types stays, if only a width has changed.
      const field = former.get(facts(column)) ?? this.#make(column);
      field.element.ariaColIndex = String(index + shift);
      return field;
    });
    const corner = make("div", "pg-row-number");
    corner.role = "gridcell";
    corner.ariaColIndex = "1";
    const wanted = [...(hasNumbers ? [corner] : []), ...this.#fields.map(({ element }) => element)];
    for (const it of [...this.row.children]) if (!wanted.includes(it as HTMLDivElement)) it.remove();
    this.#put(wanted);
  }

  /** Puts what is in the row into an order. The field in which the user types is not moved itself: it
   *  would lose the keys. */
  #put(wanted: readonly HTMLElement[]): void {
    if (wanted.every((it, index) => this.row.children[index] === it)) return;
    const held = wanted.findIndex((it) => it.contains(document.activeElement));
    if (held < 0) this.row.append(...wanted);
    else {
      wanted[held]?.before(...wanted.slice(0, held));
      wanted[held]?.after(...wanted.slice(held + 1));
    }
  }

  #make(column: Column): FilterField {
    return new FilterField(column, {
      typed: (text) => this.#tell("filter_rows", column.key, text),
      asks: () => void this.#grid.fire("ask_values", column.key),
      left: (to) => this.#leave(to, this.#columns.findIndex(({ key }) => key === column.key)),
    });
  }

  #tell(action: string, ...args: string[]): number {
    // What is looked for comes first.
    this.#grid.scroll.scrollToFraction(0);
    return this.#grid.fire(action, ...args);
  }

  /** The keys leave a field: for the name of its column, for the rows, or to where they were. */
  #leave(to: "up" | "down" | "back", column: number): void {
    const { element, model, scroll } = this.#grid;
    if (to === "down" && !model.part.count) return;
    giveFocus(element, { preventScroll: true });
    if (to === "up") this.#grid.goTo({ rank: HEAD, column }, null);
    else if (to === "down") this.#grid.goTo({ rank: scroll.inView.first, column }, null);
  }

  #button(): HTMLButtonElement {
    const button = make("button", "pg-filter-clear", "Clear filters");
    button.type = "button";
    button.addEventListener("click", () => this.#grid.fire("unfilter"));
    return button;
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") this.#search.tell();
    else if (event.key === "ArrowDown") this.#leave("down", 0);
    else if (event.key === "Escape" && this.#search.text) this.#search.put("");
    else if (event.key === "Escape") this.#leave("back", 0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** What a field depends on. */
function facts({ key, label, facts: { type, widget, choices } }: Column): string {
  return JSON.stringify([key, label, type, widget, choices]);
}

function counted(count: number): string {
  return count.toLocaleString("en-US");
}

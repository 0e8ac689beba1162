import { length } from "../../core/style.ts";
import type { Fire } from "./chooser.ts";
import { Column, shownOf } from "./column.ts";
import { decimalsOf } from "./decimal-point.ts";
import type { GridHead } from "./grid-head.ts";
import type { GridModel } from "./grid-model.ts";
import { textMeasure } from "./text-measure.ts";
import { Tracks } from "./tracks.ts";

/** Beside the texts: the padding of a cell and its line. */
const PADDING_PX = 17;
/** For the sign that the rows are in the order of a column. */
const SIGN_PX = 20;
/** By so much the strong letters of totals are wider, in whatever font. */
const STRONG = 1.15;
/** Between the two things in a cell. */
const GAP_PX = 8;
/** A bar that says something is so long. */
const BAR_PX = 40;
/** What the kinds need beside a text, or without one. */
const EXTRA_PX = { text: 0, check: 16, choice: 22, progress: 96, button: 26, icon: 0 } as const;
/** So much of the view the columns that stay in it leave to the others at least. */
const FREE_SHARE = 0.4;
/** However long a text is, no column is made wider for it. */
const MOST_PX = 600;

/** What it knows of the grid whose columns these are. */
interface Holder {
  readonly model: GridModel;
  readonly element: HTMLElement;
  readonly head: GridHead;
  changed(): void;
  /** The columns have come to other widths. */
  resized(): void;
}

/** How wide the columns of a grid are, by their content, the program and the user. */
export class GridWidths {
  readonly #holder: Holder;
  readonly #fire: Fire;
  readonly #tracks: Tracks;
  /** Whether the columns are others than the tracks were made for. */
  #isStale = true;
  /** What the columns need, by their keys: found out once there are rows. */
  #known = new Map<string, number>();
  /** Those that were there last. */
  #columns: readonly Column[] = [];
  /** Whether there were rows. */
  #hadRows = false;
  /** How many rows there were to show when it was found out. */
  #count = 0;
  /** What is between the columns, in px. */
  #spacing = 0;
  /** How wide the numbers of the rows are. */
  #numbers = 0;
  /** How many digits they have. */
  #digits = 0;
  /** How many of the first columns are to stay in view. */
  #frozen = 0;
  /** How wide the view is. */
  #view = 0;

  constructor(holder: Holder, fire: Fire, signal: AbortSignal) {
    this.#holder = holder;
    this.#fire = fire;
    this.#tracks = new Tracks(() => this.#show(), signal);
  }

  get ruler(): HTMLElement {
    return this.#tracks.ruler;
  }

  /** How wide the numbers of the rows are, which stay in view. */
  get numbers(): number {
    return this.#numbers;
  }

  /** How many of the first columns stay in view: as many of those that are to as leave room. */
  get frozen(): number {
    const most = Math.min(this.#frozen, this.#tracks.count);
    let frozen = 0;
    while (frozen < most && this.left(frozen + 1) <= this.#view * (1 - FREE_SHARE)) frozen += 1;
    return frozen;
  }

  /** How much at the beginning of the view stays in it. */
  get fixed(): number {
    return this.left(this.frozen);
  }

  freeze(count: number): void {
    this.#frozen = count;
    this.forget();
    this.#holder.changed();
  }

  /** Where a column begins in the content. */
  left(column: number): number {
    return this.#numbers + this.#tracks.left(column);
  }

  width(column: number, span = 1): number {
    return this.#tracks.width(column, span);
  }

  get all(): readonly number[] {
    return this.#tracks.widths;
  }

  /** How wide all of it is, as far as it is laid out. */
  get total(): number {
    return this.#numbers + this.#tracks.total;
  }

  /** The same as `all` of all columns that there are: 0 where one is not laid out, or does not show. */
  get known(): readonly number[] {
    const { columns, hidden } = this.#holder.model;
    return [...columns.map((_, index) => Math.max(0, this.#tracks.width(index))), ...hidden.map(() => 0)];
  }

  /** There are other columns, or the same ones show their values in another way. */
  forget(): void {
    this.#isStale = true;
    const { columns } = this.#holder.model;
    for (const column of columns) {
      const before = this.#columns.find(({ key }) => key === column.key);
      if (!column.isLike(before)) this.#known.delete(column.key);
    }
    this.#columns = columns;
  }

  /** The column at a place in the content, or the next one to it. */
  columnAt(x: number): number {
    const last = this.#tracks.count - 1;
    let column = 0;
    while (column < last && x >= this.left(column + 1)) column += 1;
    return column;
  }

  /** What the content needs has changed as a whole.
   *  @param spacing what is between the columns, in px */
  refresh(spacing = this.#spacing): void {
    this.#spacing = spacing;
    this.#known.clear();
    this.#isStale = true;
  }

  /** Takes over at once what the columns have come to. */
  measure(): void {
    this.#tracks.measure();
  }

  /** Fits the columns to the width of the view, once there is one.
   *  @param numbered how many rows are numbered */
  fit(width: number, numbered: number): void {
    const { model, element } = this.#holder;
    if (!width || !element.isConnected) return;
    this.#view = width;
    const digits = numbered ? Math.max(2, String(numbered).length) : 0;
    if (digits !== this.#digits) this.#isStale = true;
    this.#digits = digits;
    const hasRows = model.part.rows.length > 0;
    const isNew = this.#isStale || (hasRows && !this.#hadRows);
    if (isNew || (hasRows && this.#hasOpened)) {
      const measure = textMeasure(element);
      const isWider = this.#find(measure, hasRows);
      this.#numbers = digits ? Math.ceil(measure("0".repeat(digits))) + PADDING_PX : 0;
      if (isNew || isWider) this.#tracks.show(model.columns, model.columns.map(({ key }) => this.#known.get(key) ?? 0));
    }
    this.ruler.style.width = length(width - this.#numbers);
  }

  /** Whether rows of a tree were opened: they are farther in than those that they are in. */
  get #hasOpened(): boolean {
    const { isTree, part } = this.#holder.model;
    return isTree && part.count !== this.#count;
  }

  /** Rows that are scrolled to make no column wider: nothing is to move. Those that were opened do.
   *  @returns whether a column that was known needs more room than it did */
  #find(measure: (text: string) => number, hasRows: boolean): boolean {
    const { model } = this.#holder;
    const before = this.#hadRows ? this.#known : new Map<string, number>();
    const isOpened = this.#hasOpened;
    [this.#isStale, this.#hadRows, this.#count] = [false, this.#hadRows || hasRows, model.part.count];
    const fresh = model.columns.filter(({ key }) => isOpened || !before.has(key));
    this.#findPoints(fresh, before);
    this.#known = new Map(model.columns.map((column, index) => {
      const known = before.get(column.key) ?? 0;
      const natural = fresh.includes(column) ? this.#natural(column, index, measure) : 0;
      return [column.key, Math.max(known, natural)];
    }));
    return [...before].some(([key, width]) => (this.#known.get(key) ?? 0) > width);
  }

  /** Finds out where the points of numbers are.
   *  @param known the columns of which it was known */
  #findPoints(fresh: readonly Column[], known: ReadonlyMap<string, number>): void {
    const { model } = this.#holder;
    const decimals = new Map([...model.decimals].filter(([key]) => known.has(key)));
    for (const column of fresh) {
      if (!column.hasPoints) continue;
      const index = model.columns.indexOf(column);
      const most = model.part.rows.map((row) => decimalsOf(shownOf(model.cell(row, index))));
      decimals.set(column.key, Math.max(decimals.get(column.key) ?? 0, ...most));
    }
    model.decimals = decimals;
    model.version += 1;
  }

  /** The user drags the edge of a column: it is that wide for now. */
  drag(column: number, width: number): void {
    this.#tracks.resize(column, width);
  }

  /** The user takes that back. */
  restore(): void {
    this.#tracks.restore();
  }

  /** A column is to stay as wide as it is now, and so are all others: otherwise they would take or
   *  give room. */
  settle(): void {
    const { model } = this.#holder;
    const widths = this.#tracks.widths;
    for (const [index, { key, facts }] of model.columns.entries()) {
      if (facts.colwidth !== widths[index]) this.#fire("resize_column", key, widths[index]);
    }
    model.columns = model.columns.map(({ facts }, index) => new Column({ ...facts, colwidth: widths[index] ?? null }));
    this.#isStale = true;
    this.#holder.changed();
  }

  /** Makes a column as wide as its content needs, as far as the page has it. */
  makeOptimal(index: number): void {
    const column = this.#holder.model.columns[index];
    if (!column) return;
    const natural = this.#natural(column, index, textMeasure(this.#holder.element));
    this.drag(index, Math.min(MOST_PX, Math.ceil(natural)));
    this.settle();
  }

  #natural(column: Column, index: number, measure: (text: string) => number): number {
    const { model } = this.#holder;
    const head = this.#holder.head.labelOf(index);
    const label = (head ? textMeasure(head)(column.label) : measure(column.label)) + SIGN_PX;
    const extra = EXTRA_PX[column.kind];
    const widest = model.part.rows.reduce((most, row) => {
      // What spans over others needs no room of its own.
      const isWritten = hasText(column) && !(column.isSpread && model.span(row, index) > 1);
      const cell = isWritten ? model.cell(row, index) : undefined;
      return Math.max(most, measure(shownOf(cell) + model.lacking(column, cell)) + model.indent(row, index));
    }, 0);
    const written = column.kind === "button" && column.facts.text ? measure(column.facts.text) : widest;
    // A bar beside a number has as much room as that.
    const cell = column.bar === "beside" ? 2 * Math.max(written, BAR_PX) + GAP_PX : written + extra;
    return Math.max(label, cell, this.#total(column, measure)) + PADDING_PX + this.#spacing;
  }

  #total(column: Column, measure: (text: string) => number): number {
    const { model } = this.#holder;
    const [name, text] = model.footer[column.key] ?? ["", null];
    return text === null ? 0 : measure(text + model.lacking(column, text)) * STRONG + (name ? measure(name) + GAP_PX : 0);
  }

  #show(): void {
    const { style } = this.#holder.element;
    const numbers = this.#numbers ? [length(this.#numbers)] : [];
    style.setProperty("--pg-tracks", [...numbers, ...this.#tracks.widths.map(length)].join(" "));
    style.setProperty("--pg-total", length(this.total));
    for (let column = 0; column < this.#frozen; column += 1) {
      style.setProperty(`--pg-left-${column}`, length(this.left(column)));
    }
    this.#holder.resized();
  }
}

function hasText({ kind }: Column): boolean {
  return kind === "text" || kind === "choice" || kind === "button";
}

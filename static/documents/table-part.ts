/** What one cell shows: a text, a state, or more than that; null is spanned over by the cell before. */
export type Cell = string | boolean | RichCell | null;

export interface RichCell {
  readonly text?: string;
  /** What is edited, if not the text. */
  readonly edit?: string;
  /** There is no value. */
  readonly missing?: boolean;
  /** How long a bar is. */
  readonly value?: number;
  /** The text is the beginning of one of so many characters. */
  readonly length?: number;
}

/** A cell that does not show, or can't be operated, or be edited, in this row. */
export interface BarredCell {
  readonly of: Cell;
  readonly visible?: false;
  readonly enabled?: false;
  readonly editable?: false;
}

/** A cell as it travels. */
export type AnyCell = Cell | BarredCell;

/** The colours of a cell, a row, a column or the table; null leaves a channel to the next of these. */
export type Look = readonly [fg: string | null, bg: string | null, bold: boolean | null];

/** Looks by the keys of columns; "" has the one of the row. */
export type Looks = Readonly<Record<string, Look>>;

/** Bit 1: the row is selected; or the keys of the columns whose cells are. */
export type Flags = number | readonly string[];

/** Where a row is in a tree: its level, from 1; whether what is in it shows, null if there is
 *  nothing; which of its siblings it is, from 1, and how many these are. */
export type Branch = readonly [
  level: number,
  isOpen: boolean | null,
  position: number,
  count: number,
  // What is in it is on its way, or could not be fetched.
  state?: "loading" | "failed",
];

export interface Row {
  readonly id: number;
  readonly key: string;
  /** In the order of the columns. */
  readonly cells: readonly AnyCell[];
  readonly looks: Looks | null;
  readonly flags: Flags;
  /** null in a table. */
  readonly branch: Branch | null;
}

export type SortOrder = readonly (readonly [key: string, ascending: boolean])[];

/** A part of a table as it travels; what comes behind the elements of a row is for later servers. */
export interface TableWindow {
  readonly first: number;
  readonly count: number;
  readonly rows: readonly (readonly [
    id: number,
    key: string,
    cells: readonly AnyCell[],
    looks: Looks | null,
    flags: Flags,
    branch?: Branch,
    ...more: unknown[],
  ])[];
  readonly selected: number;
  readonly sort: SortOrder;
  readonly looks: { readonly columns?: Looks; readonly table?: Look | null };
  /** How many rows there are, if not all show. */
  readonly of?: number;
  readonly filters?: Filters;
  /** Words that are searched. */
  readonly search?: string;
  /** Rows are being sorted or filtered; until then they show as before. */
  readonly busy?: boolean;
}

/** What is typed into the field of a column, and why it can't be read. */
export type ColumnFilter = readonly [text: string, error: string];

/** A value that a column has: as a filter has it among its choices, as it is seen, in how many rows
 *  it is, and whether it is chosen. */
export type FilterValue = readonly [text: string, label: string, count: number, isOn: boolean];

/** By the keys of columns. */
export type Filters = Readonly<Record<string, ColumnFilter>>;

/** An edit that was not taken: where, what was typed, and why. */
export type Refusal = readonly [id: number, key: string, cell: AnyCell, reason: string];

export type TableEdit =
  | readonly ["cells", readonly (readonly [id: number, key: string, cell: AnyCell])[]]
  | readonly ["looks", readonly (readonly [id: number, looks: Looks | null])[]]
  | readonly ["flags", selected: number, readonly (readonly [id: number, flags: Flags])[]]
  // Rows came or went before the part, which is so much further on now.
  | readonly ["shift", by: number, count: number, selected: number, of?: number]
  | readonly ["rows", TableWindow, by?: number]
  | readonly ["refused", readonly Refusal[]]
  // What the user has entered waits until the program has looked at it, …
  | readonly ["pending", readonly (readonly [id: number, key: string, typed: string | boolean | null])[]]
  // … or no more.
  | readonly ["settled", readonly (readonly [id: number, key: string])[]]
  // The text that the user has asked to copy.
  | readonly ["copied", text: string]
  // What a row is in, as the user has asked; -1 if in nothing.
  | readonly ["parent", id: number, rank: number]
  // What the user may choose in a cell; null if nobody knows.
  | readonly ["offered", id: number, key: string, choices: readonly string[] | null]
  // What the user may filter a column by; null if there is too much to choose from.
  | readonly ["values", key: string, values: readonly FilterValue[] | null]
  // Where the row is that the user has put into the table.
  | readonly ["arrived", id: number, rank: number]
  // Where something is that the user has taken back, or done again; "": the row as a whole.
  | readonly ["shifted", id: number, rank: number]
  | readonly ["reverted", id: number, rank: number, key: string]
  // The file that the user has asked for, or why there is none.
  | readonly ["exported", text: string | null, reason: string]
  // The text of a cell that the page has asked for, as it had the beginning.
  | readonly ["whole", id: number, key: string, text: string];

/** The rows of a table that this page has been told of: those in view, and some more. */
export class TablePart {
  /** The rank of the first row. */
  first = 0;
  /** How many rows the whole table has. */
  count = 0;
  /** How many rows or cells of it are selected. */
  selected = 0;
  sort: SortOrder = [];
  /** How many rows there are, if not all show. */
  of: number | null = null;
  filters: Filters = {};
  search = "";
  /** Rows are being sorted or filtered. */
  isBusy = false;
  columnLooks: Looks = {};
  tableLook: Look | null = null;
  /** A row that changes is another object. */
  #rows: Row[] = [];
  /** Where a row is among them. */
  #places = new Map<number, number>();
  /** Cells of columns that this page is told of later, by row and key: what was said of the columns
   *  is left out on a slow line if it is said again. */
  readonly #early = new Map<string, readonly [id: number, key: string, cell: AnyCell]>();

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** The rank behind the last row. */
  get end(): number {
    return this.first + this.#rows.length;
  }

  /** What decides which rows show, and in which order, as a text that differs when they may. */
  get arrangement(): string {
    return JSON.stringify([this.sort, this.filters, this.search, this.isBusy]);
  }

  /** The row of a rank, if this page knows it. */
  at(rank: number): Row | null {
    return this.#rows[rank - this.first] ?? null;
  }

  /** The rank of a row; -1 if this page does not know it. */
  rankOf(id: number): number {
    const place = this.#places.get(id);
    return place === undefined ? -1 : this.first + place;
  }

  row(id: number): Row | null {
    return this.#rows[this.#places.get(id) ?? -1] ?? null;
  }

  replace(window: TableWindow): void {
    this.first = window.first;
    this.count = window.count;
    this.selected = window.selected;
    this.sort = window.sort;
    this.of = window.of ?? null;
    this.filters = window.filters ?? {};
    this.search = window.search ?? "";
    this.isBusy = window.busy ?? false;
    this.columnLooks = window.looks.columns ?? {};
    this.tableLook = window.looks.table ?? null;
    this.#rows = window.rows.map(([id, key, cells, looks, flags, branch = null]) => {
      return { id, key, cells, looks, flags, branch };
    });
    this.#places = new Map(this.#rows.map(({ id }, place) => [id, place]));
    this.#early.clear();
  }

  /** Other columns have come. @param keys their keys, in their order */
  columnsCame(keys: readonly string[]): void {
    const early = [...this.#early.values()];
    this.#early.clear();
    for (const [id, key, cell] of early) if (keys.includes(key)) this.#setCell(id, key, cell, keys);
  }

  /** Makes an edit that the server tells of; those of rows that it does not know are for others.
   *  @param keys the keys of the columns, in their order */
  apply(edit: TableEdit, keys: readonly string[]): void {
    switch (edit[0]) {
      case "cells":
        for (const [id, key, cell] of edit[1]) this.#setCell(id, key, cell, keys);
        break;
      case "looks":
        for (const [id, looks] of edit[1]) this.#change(id, { looks });
        break;
      case "flags":
        this.selected = edit[1];
        for (const [id, flags] of edit[2]) this.#change(id, { flags });
        break;
      case "shift":
        this.first += edit[1];
        this.count = edit[2];
        this.selected = edit[3];
        if (this.of !== null) this.of = edit[4] ?? this.of;
        break;
      case "rows":
        this.replace(edit[1]);
        break;
      case "refused":
        for (const [id, key, cell] of edit[1]) this.#setCell(id, key, cell, keys);
        break;
      case "pending":
      case "settled":
      case "copied":
      case "parent":
      case "offered":
      case "values":
      case "arrived":
      case "reverted":
      case "shifted":
      case "exported":
      case "whole":
        break;
      default:
        throw new Error(`unknown edit of a table: ${JSON.stringify(edit)}`);
    }
  }

  #setCell(id: number, key: string, cell: AnyCell, keys: readonly string[]): void {
    const row = this.row(id);
    const index = keys.indexOf(key);
    if (row && index < 0) this.#early.set(`${id} ${key}`, [id, key, cell]);
    // Other columns may have come, and their cells not yet.
    const has = row !== null && index >= 0 && index < row.cells.length;
    if (has) this.#change(id, { cells: row.cells.with(index, cell) });
  }

  #change(id: number, facts: Partial<Row>): void {
    const place = this.#places.get(id);
    const row = place === undefined ? undefined : this.#rows[place];
    if (place !== undefined && row) this.#rows[place] = { ...row, ...facts };
  }
}

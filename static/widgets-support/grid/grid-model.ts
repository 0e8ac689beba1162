import { type AnyCell, type BarredCell, type Cell, type Flags, type Look, type Row, TablePart } from "../../documents/table-part.ts";
import { type Column, shownOf } from "./column.ts";
import { lacking } from "./decimal-point.ts";
import type { Footer } from "./grid-foot.ts";
import { Indentation } from "./indentation.ts";
import { PendingCells } from "./pending-cells.ts";
import { isRowSelected, PendingChoices, selectedKeys } from "./pending-choices.ts";
import { PendingFolds } from "./pending-folds.ts";
import { WholeTexts } from "./whole-texts.ts";

export type SelectionMode = "single" | "multiple" | "single-cell" | "multiple-cell";

/** What is known of one row, all that its user sees laid over it. */
export interface ShownRow {
  readonly row: Row;
  readonly rank: number;
  readonly flags: Flags;
}

/** What a grid shows: the rows that this page has, and what its user did that is not settled. */
export class GridModel {
  readonly part = new TablePart();
  /** What the user has entered. */
  readonly typed = new PendingCells();
  /** What the user has selected. */
  readonly chosen = new PendingChoices();
  /** What the user has opened and closed. */
  readonly folds = new PendingFolds();
  readonly indentation = new Indentation();
  /** Whether rows are in other rows. */
  readonly isTree: boolean;
  /** Texts of which the program has told the beginning. */
  readonly wholes = new WholeTexts(this);
  mode: SelectionMode = "single";
  isSortable = false;
  /** Whether the user can insert, delete, duplicate and move rows. */
  areRowsEditable = false;
  /** Whether the user can move and hide columns. */
  isMovable = true;
  #frozen = 0;
  /** How wide the columns are, in px. */
  widths: readonly number[] = [];
  /** How many digits the numbers of a column have behind the point at most, by its key. */
  decimals: ReadonlyMap<string, number> = new Map();
  /** The columns that don't show. */
  hidden: readonly Column[] = [];
  /** Whether the keys are those of a spreadsheet. */
  hasCursor = false;
  #footer: Footer = {};
  /** Grows with each change that is not one of a row. */
  version = 0;
  #columns: readonly Column[] = [];
  #keys: readonly string[] = [];

  constructor(isTree: boolean) {
    this.isTree = isTree;
  }

  /** What the columns come to. */
  get footer(): Footer {
    return this.#footer;
  }

  /** @returns whether there is something that was not there before */
  setFooter(footer: Footer): boolean {
    const before = this.#footer;
    this.#footer = footer;
    return Object.keys(footer).some((key) => footer[key]?.[1] && !before[key]?.[1]);
  }

  /** How many of the first columns stay in view. */
  get frozen(): number {
    return this.#frozen;
  }

  freeze(count: number): void {
    if (count === this.#frozen) return;
    this.#frozen = count;
    this.version += 1;
  }

  /** How many lines the texts of a row have at most. */
  get lines(): number {
    return Math.max(1, ...this.#columns.map(({ lines }) => lines));
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  set columns(columns: readonly Column[]) {
    this.#columns = columns;
    this.#keys = columns.map(({ key }) => key);
    this.part.columnsCame(this.#keys);
  }

  /** The keys of the columns. */
  get keys(): readonly string[] {
    return this.#keys;
  }

  get selectsCells(): boolean {
    return this.mode.endsWith("cell");
  }

  get isMultiple(): boolean {
    return this.mode.startsWith("multiple");
  }

  /** Whether keys lead from cell to cell as in a spreadsheet. */
  get isSheet(): boolean {
    return this.hasCursor || this.selectsCells;
  }

  shown(rank: number): ShownRow | null {
    const row = this.part.at(rank);
    return row && { row, rank, flags: this.chosen.flags(row, rank, this.#keys) };
  }

  cell(row: Row, column: number): Cell | undefined {
    const key = this.#keys[column];
    if (key === undefined) return undefined;
    const typed = this.typed.of(row.id, key);
    if (typed !== undefined) return typed;
    const cell = row.cells[column];
    return isBarred(cell) ? cell.of : cell;
  }

  /** What a number lacks for its point to be below the others'. */
  lacking(column: Column, cell: Cell | undefined): string {
    return column.hasPoints ? lacking(shownOf(cell), this.decimals.get(column.key) ?? 0) : "";
  }

  /** How many px of what a cell takes are not of its own column. */
  beyond(column: number, span: number): number {
    return this.widths.slice(column + 1, column + span).reduce((sum, width) => sum + width, 0);
  }

  /** How many columns a cell takes: those behind it without a value are spanned over. */
  span(row: Row, column: number): number {
    let behind = column + 1;
    while (behind < this.#columns.length && this.cell(row, behind) === null) behind += 1;
    return behind - column;
  }

  /** The column of the cell that is seen at a column: another one may be spanned over it. */
  owner(row: Row, column: number): number {
    let owner = column;
    while (owner > 0 && this.cell(row, owner) === null) owner -= 1;
    return owner;
  }

  /** How far the text of a cell is moved on in it, in px. */
  indent(row: Row, column: number): number {
    return this.isTree && column === 0 ? this.indentation.at(row.branch?.[0] ?? 1) : 0;
  }

  isSelected({ flags }: ShownRow, column: number): boolean {
    if (isRowSelected(flags)) return true;
    const key = this.#keys[column];
    return key !== undefined && selectedKeys(flags).includes(key);
  }

  /** The colours of a cell: each channel from the cell, its row, its column or the table. */
  look(row: Row, column: number): Look {
    const key = this.#keys[column] ?? "";
    const looks = [row.looks?.[key], row.looks?.[""], this.part.columnLooks[key], this.part.tableLook];
    const channel = <K extends 0 | 1 | 2>(index: K): Look[K] => {
      return looks.find((look) => look?.[index] != null)?.[index] ?? (null as Look[K]);
    };
    return [channel(0), channel(1), channel(2)];
  }

  isVisible(row: Row, column: number): boolean {
    const cell = row.cells[column];
    return !isBarred(cell) || cell.visible !== false;
  }

  /** Whether what is in a cell can be operated now. */
  isEnabled(row: Row, column: number): boolean {
    const cell = row.cells[column];
    return !isBarred(cell) || (cell.visible !== false && cell.enabled !== false);
  }

  /** Whether this cell can't be edited, while others of its column can. */
  isLocked(row: Row, column: number): boolean {
    const cell = row.cells[column];
    return isBarred(cell) && cell.editable === false;
  }

  canEdit(row: Row, column: number): boolean {
    const it = this.#columns[column];
    if (it === undefined || it.kind === "button" || !it.isEditable) return false;
    return this.isEnabled(row, column) && !this.isLocked(row, column);
  }
}

function isBarred(cell: AnyCell | undefined): cell is BarredCell {
  return typeof cell === "object" && cell !== null && "of" in cell;
}

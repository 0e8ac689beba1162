import { Container } from "../core/container.ts";
import { giveFocus } from "../core/focus.ts";
import { length, make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { GridBoxMethods } from "../generated/catalog.ts";

export interface GridBoxOptions {
  readonly rows?: number;
  readonly columns?: number;
}

interface Cell {
  readonly row: number;
  readonly col: number;
}

/** How CSS writes a row or a column as large as what is in it, and one that takes what is left. */
const NATURAL = "auto";
const FREE = "minmax(auto, 1fr)";

/** What takes the width, or the height, that is left. */
const WIDE = ".pg-fill, .pg-field, .pg-slider, .pg-progress-bar, .pg-expand-h";
const HIGH = ".pg-fill, .pg-expand-v";

/** Children in rows and columns. */
export class GridBox extends Container implements GridBoxMethods {
  /** Where the children are. */
  readonly #cells = new Map<Widget, Cell>();
  /** How many rows there are. */
  #rows: number;
  /** How many columns there are. */
  #columns: number;
  /** Whether rows and columns will be looked at anew. */
  #isDue = false;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: GridBoxOptions) {
    super(page, wid, make("div", "pg-grid-box pg-inset"));
    this.#rows = options.rows ?? 0;
    this.#columns = options.columns ?? 0;
  }

  add_widget(child: Widget, row: number, col: number): void {
    const isNew = child.parent !== this;
    if (isNew) this.insert(child);
    this.#cells.set(child, { row, col });
    this.#rows = Math.max(this.#rows, row + 1);
    this.#columns = Math.max(this.#columns, col + 1);
    if (isNew) this.element.append(child.element);
    this.childChanged();
  }

  set_shape(rows: number, columns: number): void {
    this.#rows = rows;
    this.#columns = columns;
    this.childChanged();
  }

  set_row_spacing(px: number | null): void {
    this.element.style.rowGap = length(px);
  }

  set_column_spacing(px: number | null): void {
    this.element.style.columnGap = length(px);
  }

  set_spacing(px: number | null): void {
    this.set_row_spacing(px);
    this.set_column_spacing(px);
  }

  get_row_column_count(): readonly [number, number] {
    return [this.#rows, this.#columns];
  }

  get_widget_at_cell(row: number, col: number): Widget | null {
    for (const [child, cell] of this.#cells) {
      if (cell.row === row && cell.col === col) return child;
    }
    return null;
  }

  /** Its rows and columns are looked at once, when all is in its place. */
  override childChanged(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.page.settled(() => this.#arrange());
  }

  protected override unplace(child: Widget): void {
    super.unplace(child);
    this.#cells.delete(child);
    child.element.style.gridArea = "";
    this.childChanged();
  }

  #arrange(): void {
    this.#isDue = false;
    const cells = [...this.#cells].sort(([, a], [, b]) => a.row - b.row || a.col - b.col);
    this.#order(cells.map(([{ element }]) => element));
    this.children.splice(0, this.children.length, ...cells.map(([child]) => child));
    const [rows, columns] = [new Map<number, string>(), new Map<number, string>()];
    const shown = cells.filter(([{ element }]) => !element.hidden);
    for (const [{ element }, { row, col }] of shown) {
      if (element.matches(HIGH)) rows.set(row, FREE);
      else if (!rows.has(row)) rows.set(row, NATURAL);
      if (element.matches(WIDE)) columns.set(col, FREE);
      else if (!columns.has(col)) columns.set(col, NATURAL);
    }
    const [down, across] = [inOrder(rows), inOrder(columns)];
    for (const [{ element }, { row, col }] of shown) {
      element.style.gridArea = `${(down.get(row) ?? 0) + 1} / ${(across.get(col) ?? 0) + 1}`;
    }
    this.element.style.gridTemplateRows = [...down.keys()].map((row) => rows.get(row)).join(" ");
    this.element.style.gridTemplateColumns = [...across.keys()].map((col) => columns.get(col)).join(" ");
  }

  /** The Tab key comes to the children in the order in which one reads. */
  #order(elements: readonly HTMLElement[]): void {
    const focused = document.activeElement;
    let next: HTMLElement | null = null;
    for (const element of [...elements].reverse()) {
      if (next && element.compareDocumentPosition(next) !== Node.DOCUMENT_POSITION_FOLLOWING) {
        this.element.insertBefore(element, next);
      }
      next = element;
    }
    if (focused instanceof HTMLElement && focused !== document.activeElement) giveFocus(focused);
  }
}

/** Of the rows, or columns, with something in them, the place of each among them: an empty one
 *  takes no room, and has no space beside it. */
function inOrder(lines: ReadonlyMap<number, string>): Map<number, number> {
  const sorted = [...lines.keys()].sort((a, b) => a - b);
  return new Map(sorted.map((line, index) => [line, index]));
}

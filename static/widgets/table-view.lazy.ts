import type { TableViewMethods } from "../generated/catalog.ts";
import { css, length, make } from "../core/style.ts";
import { type Edited, type Page, Widget } from "../core/widget.ts";
import type { CellDraft } from "../documents/draft.ts";
import type { TableEdit, TableWindow } from "../documents/table-part.ts";
import { Column, type ColumnFacts } from "../widgets-support/grid/column.ts";
import { Grid } from "../widgets-support/grid/grid.ts";
import type { Footer } from "../widgets-support/grid/grid-foot.ts";
import type { SelectionMode } from "../widgets-support/grid/grid-model.ts";
import { ScrollState, type ScrollFractions } from "../widgets-support/scroll-state.ts";

export interface TableViewOptions {
  readonly columns?: readonly Readonly<Record<string, unknown>>[] | null;
  readonly show_header?: boolean | null;
  readonly selection_mode?: SelectionMode | null;
  readonly alternate_row_colors?: boolean | null;
  readonly show_grid?: boolean | null;
  readonly show_row_numbers?: boolean | null;
  readonly sortable?: boolean | null;
  readonly allow_text_selection?: boolean | null;
  readonly cell_cursor?: boolean | null;
  readonly rows_editable?: boolean | null;
  readonly frozen_columns?: number | null;
  readonly movable_columns?: boolean | null;
  readonly show_filters?: boolean | null;
  readonly show_search?: boolean | null;
}

/** Rows and columns: to read, to sort, to select from, to edit. */
export class TableView extends Widget implements TableViewMethods, Edited {
  /** What shows them. */
  readonly #grid: Grid;
  /** What it is called for those who don't see it. */
  readonly #name: string;
  /** How far it is scrolled. */
  readonly #scroll: ScrollState;

  /** @param isTree whether rows are in other rows */
  constructor(page: Page, wid: number, _args: readonly unknown[], options: TableViewOptions, isTree = false) {
    super(page, wid, make("div", `pg-${isTree ? "tree" : "table"}-view pg-grid-holder pg-fill`));
    this.#name = isTree ? "Tree" : "Table";
    const hooks = {
      fire: (action: string, ...args: unknown[]) => this.fire(action, ...args),
      confirmed: () => this.page.confirmed,
      ask: (first: number, count: number) => this.page.view(this, [first, count]),
      contentChanges: () => this.#scroll.contentChanges(),
      lengthChanged: () => this.#scroll.lengthChanged(),
      resized: (widths: readonly number[]) => this.page.report(this, "column_widths", widths),
    };
    this.#grid = new Grid(hooks, isTree, this.signal);
    this.#grid.setLabel(this.#name);
    const scrolled = (h: number, v: number): void => void this.fire("scrolled", h, v);
    this.#scroll = new ScrollState(this, this.#grid.scroll.element, scrolled, this.signal, this.#grid);
    this.element.append(...this.#grid.parts);
    this.#take(options);
  }

  #take(options: TableViewOptions): void {
    this.#grid.setHead(options.show_header ?? true);
    this.#grid.set({ mode: options.selection_mode ?? "single", hasCursor: options.cell_cursor ?? false });
    css(this.element, "pg-striped", options.alternate_row_colors ?? false);
    this.set_show_grid(options.show_grid ?? false);
    this.set_show_row_numbers(options.show_row_numbers ?? false);
    this.set_sortable(options.sortable ?? true);
    this.set_allow_text_selection(options.allow_text_selection ?? false);
    this.set_rows_editable(options.rows_editable ?? false);
    this.set_frozen_columns(options.frozen_columns ?? 0);
    this.set_movable_columns(options.movable_columns ?? true);
    this.set_show_filters(options.show_filters ?? false);
    this.set_show_search(options.show_search ?? false);
    this.set_columns(options.columns ?? []);
  }

  protected override get focusTarget(): HTMLElement {
    return this.#grid.element;
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.#grid.setLabel(msg || this.#name);
  }

  override set_font(
    font?: string | null,
    size?: number | string | null,
    weight?: string | number | null,
    style?: string | null,
  ): void {
    super.set_font(font, size, weight, style);
    this.#grid.fontChanged();
  }

  set_columns(columns: readonly Readonly<Record<string, unknown>>[]): void {
    this.#grid.setColumns(columns as unknown as readonly ColumnFacts[]);
  }

  set_hidden(columns: readonly Readonly<Record<string, unknown>>[]): void {
    this.#grid.model.hidden = columns.map((facts) => new Column(facts as unknown as ColumnFacts));
  }

  set_frozen_columns(count: number): void {
    this.#grid.widths.freeze(count);
  }

  set_movable_columns(tf: boolean): void {
    this.#grid.model.isMovable = tf;
  }

  set_footer(footer: unknown): void {
    this.#grid.setFooter(footer as Footer);
  }

  get_column_widths(): readonly number[] {
    return this.#grid.widths.known;
  }

  measure_columns(): void {
    this.#grid.fontChanged();
  }

  set_header_font(
    family: string | null,
    size: number | null,
    weight: number | string | null,
    style: string | null,
  ): void {
    const fonts = { font: family && JSON.stringify(family), size: length(size), weight, style };
    for (const [name, value] of Object.entries(fonts)) {
      this.element.style.setProperty(`--pg-head-${name}`, String(value ?? ""));
    }
    this.#grid.fontChanged();
  }

  set_row_spacing(px: number): void {
    this.#grid.setRowSpacing(px);
  }

  set_column_spacing(px: number): void {
    this.#grid.setColumnSpacing(px);
  }

  set_show_grid(tf: boolean): void {
    css(this.element, "pg-lined", tf);
  }

  set_show_row_numbers(tf: boolean): void {
    this.#grid.setNumbers(tf);
  }

  set_sortable(tf: boolean): void {
    this.#grid.set({ isSortable: tf });
  }

  set_rows_editable(tf: boolean): void {
    this.#grid.set({ areRowsEditable: tf });
  }

  set_show_filters(tf: boolean): void {
    this.#grid.filters.hasFields = tf;
    this.#grid.setHead();
  }

  set_show_search(tf: boolean): void {
    this.#grid.filters.setSearch(tf);
  }

  /** @param rank where the program has the row; this page may not know it */
  scroll_to_path(_path: readonly string[], rank = 0): void {
    this.#scroll.moveBy(() => this.#grid.scrollToRank(rank));
  }

  scroll_to_end(): void {
    this.#scroll.moveTo(null, 1);
  }

  set_scroll_position(h_pct?: number | null, v_pct?: number | null): void {
    this.#scroll.moveTo(h_pct ?? null, v_pct ?? null);
  }

  get_scroll_position(): ScrollFractions {
    return this.#scroll.fractions();
  }

  copy_selection(): Promise<string> {
    return this.#grid.clipboard.take("copy");
  }

  cut_selection(): Promise<string> {
    return this.#grid.clipboard.take("cut");
  }

  paste_selection(): Promise<string> {
    return this.#grid.clipboard.give();
  }

  // The document.

  begin(): void {
    // Who asks for rows names no revision.
  }

  edited(_revision: number, edits: readonly TableEdit[]): void {
    this.#grid.apply(edits);
  }

  replaced(_revision: number, content: unknown): void {
    this.#grid.replace(content as TableWindow);
  }

  draft(): CellDraft | null {
    return this.#grid.editing.draft;
  }

  adopt(draft: CellDraft): void {
    this.#grid.editing.resume(draft);
  }
}

import { make } from "../core/style.ts";
import { Widget, type Edited, type Page } from "../core/widget.ts";
import type { TableViewMethods } from "../generated/catalog.ts";

const nothing = (): void => undefined;

/** Rows and columns. */
export class TableView extends Widget implements TableViewMethods, Edited {
  constructor(page: Page, wid: number) {
    super(page, wid, make("div", "pg-table-view"));
  }

  readonly begin = nothing;
  readonly edited = nothing;
  readonly replaced = nothing;
  readonly draft = (): null => null;
  readonly adopt = nothing;
  readonly set_columns = nothing;
  readonly set_header_font = nothing;
  readonly get_column_widths = (): readonly number[] => [];
  readonly set_row_spacing = nothing;
  readonly set_column_spacing = nothing;
  readonly set_show_grid = nothing;
  readonly set_show_row_numbers = nothing;
  readonly set_sortable = nothing;
  readonly scroll_to_path = nothing;
  readonly scroll_to_end = nothing;
  readonly set_scroll_position = nothing;
  readonly get_scroll_position = (): readonly [number, number] => [0, 0];
  readonly copy_selection = (): string => "";
  readonly cut_selection = (): string => "";
  readonly paste_selection = (): string => "";
}

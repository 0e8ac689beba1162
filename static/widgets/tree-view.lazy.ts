import type { TreeViewMethods } from "../generated/catalog.ts";
import type { Page } from "../core/widget.ts";
import { TableView, type TableViewOptions } from "./table-view.lazy.ts";

/** Rows that are in other rows, to open and to close; for the rest, a table. */
export class TreeView extends TableView implements TreeViewMethods {
  constructor(page: Page, wid: number, args: readonly unknown[], options: TableViewOptions) {
    super(page, wid, args, options, true);
  }
}

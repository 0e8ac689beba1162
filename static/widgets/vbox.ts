import type { Page } from "../core/widget.ts";
import type { VBoxMethods } from "../generated/catalog.ts";
import { Box } from "./box.ts";

/** Children in a column. */
export class VBox extends Box implements VBoxMethods {
  constructor(page: Page, wid: number, args: readonly unknown[]) {
    super(page, wid, args, { orientation: "vertical" });
  }
}

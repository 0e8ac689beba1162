import type { Page } from "../core/widget.ts";
import type { HBoxMethods } from "../generated/catalog.ts";
import { Box } from "./box.ts";

/** Children in a row. */
export class HBox extends Box implements HBoxMethods {
  constructor(page: Page, wid: number, args: readonly unknown[]) {
    super(page, wid, args, { orientation: "horizontal" });
  }
}

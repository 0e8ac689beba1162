import { orientationOf, type Orientation } from "../core/box-layout.ts";
import { make } from "../core/style.ts";
import { Widget, type Page } from "../core/widget.ts";
import type { SeparatorMethods } from "../generated/catalog.ts";

/** A line between widgets, or between the items of a menu. */
export class Separator extends Widget implements SeparatorMethods {
  constructor(page: Page, wid: number, args: readonly (Orientation | null)[]) {
    super(page, wid, make("div", "pg-separator"));
    this.element.role = "separator";
    this.set_orientation(args[0] ?? "horizontal");
  }

  set_orientation(orientation: Orientation): void {
    const direction = orientationOf(orientation, "horizontal");
    this.element.dataset["orientation"] = direction;
    this.element.setAttribute("aria-orientation", direction);
  }
}

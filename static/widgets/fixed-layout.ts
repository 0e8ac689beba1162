import { Container } from "../core/container.ts";
import { length, make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { FixedLayoutMethods } from "../generated/catalog.ts";

/** Children at points of the program's. */
export class FixedLayout extends Container implements FixedLayoutMethods {
  constructor(page: Page, wid: number) {
    super(page, wid, make("div", "pg-fixed-layout pg-inset"));
  }

  add_widget(child: Widget, x?: number | null, y?: number | null): void {
    if (child.parent !== this) {
      this.insert(child);
      this.element.append(child.element);
    }
    child.element.style.marginLeft = length(x ?? 0);
    child.element.style.marginTop = length(y ?? 0);
  }

  protected override unplace(child: Widget): void {
    super.unplace(child);
    child.element.style.marginLeft = "";
    child.element.style.marginTop = "";
  }
}

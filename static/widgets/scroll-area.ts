import type { Page } from "../core/widget.ts";
import type { ScrollAreaMethods } from "../generated/catalog.ts";
import { ListKeys } from "../widgets-support/list-keys.ts";
import type { ScrollFractions } from "../widgets-support/scroll-state.ts";
import { AbstractScrollArea, type AreaOptions } from "./abstract-scroll-area.ts";

/** A view of one child that may be larger. */
export class ScrollArea extends AbstractScrollArea implements ScrollAreaMethods {
  constructor(page: Page, wid: number, args: readonly unknown[], options: AreaOptions) {
    super(page, wid, args, options);
    // biome-ignore lint/correctness/noUnusedInstantiation: it lives by its listeners
    new ListKeys(this.view, this.signal);
  }

  protected override get isStill(): boolean {
    return false;
  }

  set_scroll_position(h_pct?: number | null, v_pct?: number | null): void {
    this.set_scroll_percent(h_pct, v_pct);
  }

  get_scroll_position(): ScrollFractions {
    return this.get_scroll_percent();
  }

  protected override enlarge(h_pct: number | null, v_pct: number | null): void {
    const { style } = this.content;
    if (h_pct !== null) style.minWidth = h_pct < 1 ? `${100 / h_pct}%` : "";
    if (v_pct !== null) style.minHeight = v_pct < 1 ? `${100 / v_pct}%` : "";
  }
}

import { boxLayout, orientationOf, setAlign, setSpacing, setStretch } from "../core/box-layout.ts";
import type { Orientation } from "../core/box-layout.ts";
import { Container } from "../core/container.ts";
import { contentChanged, leftContent } from "../core/room.ts";
import { make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { BoxMethods } from "../generated/catalog.ts";

export interface BoxOptions {
  readonly orientation?: Orientation;
}

/** Children in a row or a column. */
export class Box extends Container implements BoxMethods {
  constructor(page: Page, wid: number, _args: readonly unknown[], options: BoxOptions) {
    super(page, wid, make("div"));
    boxLayout(this.element, orientationOf(options.orientation, "horizontal"));
  }

  add_widget(child: Widget, stretch?: number | null): void {
    this.insert_widget(null, child, stretch);
  }

  insert_widget(index: number | null, child: Widget, stretch?: number | null): void {
    const at = this.insert(child, index);
    setStretch(child, stretch);
    this.placeAt(this.element, child.element, at);
    contentChanged(this.page, this.element, child.element);
  }

  override set_padding(padding: number | string | readonly number[] | null): void {
    super.set_padding(padding);
    contentChanged(this.page, this.element);
  }

  set_spacing(gap: number | string | null): void {
    setSpacing(this.element, gap);
  }

  set_align(align: string | null): void {
    setAlign(this.element, align);
  }

  protected override unplace(child: Widget): void {
    setStretch(child, 0);
    super.unplace(child);
    leftContent(child.element);
    contentChanged(this.page, this.element);
  }
}

import { orientationOf, setSpacing, setStretch, type Orientation } from "../core/box-layout.ts";
import { Container } from "../core/container.ts";
import { length, make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { ButtonBoxMethods } from "../generated/catalog.ts";

export interface ButtonBoxOptions {
  readonly orientation?: Orientation | null;
  readonly halign?: string;
  readonly min_button_width?: number | null;
}

/** Buttons in a row or a column. */
export class ButtonBox extends Container implements ButtonBoxMethods {
  /** What holds them. */
  readonly #line = make("div", "pg-button-line pg-inset");

  constructor(page: Page, wid: number, _args: readonly unknown[], options: ButtonBoxOptions) {
    super(page, wid, make("div", "pg-button-box"));
    const { orientation, halign = "right", min_button_width } = options;
    this.element.role = "group";
    this.element.dataset["orientation"] = orientationOf(orientation, "horizontal");
    if (min_button_width != null) {
      this.#line.style.setProperty("--pg-button-width", length(min_button_width));
    }
    this.element.append(this.#line);
    this.set_halign(halign);
  }

  add_widget(child: Widget, stretch?: number | null): void {
    this.insert_widget(null, child, stretch);
  }

  insert_widget(index: number | null, child: Widget, stretch?: number | null): void {
    const at = this.insert(child, index);
    setStretch(child, stretch);
    this.placeAt(this.#line, child.element, at);
  }

  set_spacing(gap: number | null): void {
    setSpacing(this.#line, gap);
  }

  set_halign(halign: string): void {
    this.element.dataset["halign"] = halign;
  }

  protected override unplace(child: Widget): void {
    setStretch(child, 0);
    super.unplace(child);
  }
}

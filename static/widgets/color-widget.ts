import { type Page, Widget } from "../core/widget.ts";
import type { ColorWidgetMethods } from "../generated/catalog.ts";
import { ColorPanel } from "../widgets-support/color-panel.ts";

export interface ColorWidgetOptions {
  readonly color?: string | null;
  readonly alpha?: boolean | null;
}

/** A color to choose. */
export class ColorWidget extends Widget implements ColorWidgetMethods {
  /** In which it is chosen. */
  readonly #panel: ColorPanel;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: ColorWidgetOptions) {
    const life = new AbortController();
    const hooks = {
      picked: (color: string) => this.fire("pick", color),
      kept: (color: string) => this.fire("kept", color),
    };
    const panel = new ColorPanel(options.alpha ?? true, hooks, life.signal);
    super(page, wid, panel.element);
    this.#panel = panel;
    this.signal.addEventListener("abort", () => life.abort(), { once: true });
    this.element.role = "group";
    this.element.ariaLabel = "Color";
    this.set_color(options.color ?? "#000000");
  }

  protected override get focusTarget(): HTMLElement {
    return this.#panel.well;
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.element.ariaLabel = msg || "Color";
  }

  get_color(): string {
    return this.#panel.color;
  }

  set_color(hex_string: string): void {
    this.#panel.show(hex_string);
  }

  set_recent(colors: readonly string[]): void {
    this.#panel.setRecent(colors);
  }
}

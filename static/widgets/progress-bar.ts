import type { ProgressBarMethods } from "../generated/catalog.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import { clamp } from "../core/clamp.ts";

/** How far something has come, 0 to 1, as a bar with the percentage in it. */
export class ProgressBar extends Widget implements ProgressBarMethods {
  /** From 0 to 1. */
  #value = 0;
  /** Dark text over the groove … */
  readonly #under = make("span", "pg-progress-text");
  /** … and light text over the bar, cut off where the bar ends. */
  readonly #over = make("span", "pg-progress-text");

  constructor(page: Page, wid: number) {
    super(page, wid, make("div", "pg-progress-bar pg-control"));
    const fill = make("div", "pg-progress-fill");
    fill.append(this.#over);
    this.element.append(this.#under, fill);
    this.#under.ariaHidden = "true";
    this.#over.ariaHidden = "true";
    this.element.role = "progressbar";
    this.element.ariaLabel = "Progress";
    this.element.ariaValueMin = "0";
    this.element.ariaValueMax = "100";
    this.set_value(0);
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.element.ariaLabel = msg || "Progress";
  }

  set_value(value: number): void {
    this.#value = clamp(value, 0, 1);
    const percent = Math.round(this.#value * 100);
    this.element.style.setProperty("--pg-share", String(this.#value));
    this.element.ariaValueNow = String(percent);
    this.#under.textContent = `${percent}%`;
    this.#over.textContent = `${percent}%`;
  }

  get_value(): number {
    return this.#value;
  }
}

import type { SliderMethods } from "../generated/catalog.ts";
import { isUsable, whenNoLonger } from "../core/presence.ts";
import { css, make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import { FrameLatest } from "../widgets-support/frame-latest.ts";
import {
  formatNumber,
  isOnStep,
  nearestStep,
  type NumberOptions,
  type NumberRules,
  rulesOf,
  fitted,
  withLimits,
} from "../widgets-support/number-format.ts";
import { forwardAt, numberAt } from "../widgets-support/number-keys.ts";
import { ShownNumber } from "../widgets-support/shown-number.ts";

export interface SliderOptions extends NumberOptions {
  readonly orientation?: "horizontal" | "vertical" | null;
  readonly track?: boolean | null;
  readonly show_value?: boolean | null;
  readonly show_value_position?: "top" | "bottom" | "left" | "right" | null;
}

/** A handle to move along a line: the platform's range input, which has keys and touch. */
export class Slider extends Widget implements SliderMethods {
  /** The platform's own slider. */
  readonly #input = make("input", "pg-slider-input");
  /** Shows the value, if asked to. */
  readonly #number: ShownNumber | null;
  /** Values that the user drags over. */
  readonly #fires: FrameLatest<number>;
  /** Limits, steps and digits. */
  #rules: NumberRules;
  /** The value by the page's knowledge. */
  #value: number;
  /** Whether a drag tells each value, or only the last. */
  #track: boolean;
  /** A pointer holds the handle. */
  #held = false;
  /** Aborted when it lets go. */
  #press: AbortController | null = null;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: SliderOptions) {
    super(page, wid, make("div", "pg-slider pg-numbered"));
    this.#rules = rulesOf(options);
    this.#track = options.track ?? false;
    this.#value = fitted(options.value ?? 0, this.#rules);
    this.#fires = new FrameLatest((value) => this.fire("activated", value), this.signal);
    const orientation = options.orientation ?? "horizontal";
    this.element.classList.add(`pg-${orientation}`, `pg-number-${options.show_value_position ?? "right"}`);
    css(this.element, "pg-control", orientation === "horizontal");
    this.#input.type = "range";
    this.#input.ariaOrientation = orientation;
    this.#input.ariaLabel = "Slider";
    this.#number = options.show_value ? new ShownNumber() : null;
    this.element.append(this.#input, ...(this.#number ? [this.#number.element] : []));
    this.#listen();
    this.#showLimits();
  }

  #listen(): void {
    const { signal } = this;
    const input = this.#input;
    input.addEventListener("pointerdown", () => this.#hold(), { signal });
    for (const type of ["pointerup", "pointercancel"]) {
      input.addEventListener(type, () => this.#release(), { signal });
    }
    input.addEventListener("keydown", (event) => this.#key(event), { signal });
    // A handle that is disabled in the user's hand still tells where that let go of it.
    const enabled = (action: () => void) => () => (input.disabled ? this.#show() : action());
    input.addEventListener("input", enabled(() => this.#moved()), { signal });
    input.addEventListener("change", enabled(() => this.#changed()), { signal });
  }

  protected override get focusTarget(): HTMLElement {
    return this.#input;
  }

  protected override applyEnabled(enabled: boolean): void {
    this.#input.disabled = !enabled;
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.#input.ariaLabel = msg || "Slider";
  }

  set_value(num: number): void {
    this.#value = fitted(num, this.#rules);
    // Without tracking nothing is under way to the server that would keep this off the handle.
    if (!this.#held || this.#track) this.#show();
  }

  get_value(): number {
    return this.#value;
  }

  set_limits(minval: number | null, maxval: number | null, incrval?: number | null): void {
    this.#rules = withLimits(this.#rules, minval, maxval, incrval);
    this.#value = fitted(this.#value, this.#rules);
    this.#showLimits();
  }

  set_tracking(track: boolean): void {
    this.#track = track;
  }

  set_decimals(num: number | null): void {
    this.#rules = { ...this.#rules, decimals: num };
    this.#showLimits();
  }

  #hold(): void {
    this.#held = true;
    this.#input.step = this.#platformStep;
    this.#press?.abort();
    this.#press = new AbortController();
    // What the user can't use any more hears of no release.
    whenNoLonger(isUsable, this.#input, this.#press.signal, () => this.#release());
  }

  /** The platform does not know of a last step that is shorter. */
  get #platformStep(): string {
    return isOnStep(this.#rules.max, this.#rules) ? String(this.#rules.step) : "any";
  }

  #release(): void {
    this.#press?.abort();
    this.#press = null;
    // The release's own `change` event comes first; then a value that had to wait shows.
    setTimeout(() => {
      this.#held = false;
      this.#show();
    });
  }

  /** The platform moves by whole steps alone, and not to where a last, shorter one leads. */
  #key(event: KeyboardEvent): void {
    const value = numberAt(event, this.#value, this.#rules, forwardAt(this.#input));
    if (value === null) return;
    event.preventDefault();
    if (value === this.#value) return;
    this.#value = value;
    this.#show();
    this.#tell(value);
  }

  #moved(): void {
    const value = nearestStep(this.#input.valueAsNumber, this.#rules);
    this.#input.valueAsNumber = value;
    if (this.#track) {
      this.#value = value;
      this.#fires.push(value);
    }
    this.#showNumber(value);
  }

  #changed(): void {
    if (this.#track) {
      this.#fires.flush();
    } else {
      this.#value = nearestStep(this.#input.valueAsNumber, this.#rules);
      this.#tell(this.#value);
    }
  }

  /** Tells a value at once, and none that was held back after it. */
  #tell(value: number): void {
    this.#fires.push(value);
    this.#fires.flush();
  }

  #show(): void {
    // The platform would move a value between two steps, so for that the steps are off.
    this.#input.step = isOnStep(this.#value, this.#rules) ? this.#platformStep : "any";
    this.#input.valueAsNumber = this.#value;
    this.#showNumber(this.#value);
  }

  #showLimits(): void {
    this.#input.min = String(this.#rules.min);
    this.#input.max = String(this.#rules.max);
    this.#number?.setRules(this.#rules);
    this.#show();
  }

  #showNumber(value: number): void {
    const { min, max } = this.#rules;
    const text = formatNumber(value, this.#rules);
    const share = max > min ? (value - min) / (max - min) : 0;
    this.#input.style.setProperty("--pg-share", String(share));
    this.#input.ariaValueText = text;
    this.#number?.show(text);
  }
}

import type { SpinBoxMethods } from "../generated/catalog.ts";
import { giveFocus } from "../core/focus.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import { FrameLatest } from "../widgets-support/frame-latest.ts";
import {
  formatNumber,
  type NumberOptions,
  type NumberRules,
  rulesOf,
  fitted,
  tidy,
  withLimits,
} from "../widgets-support/number-format.ts";
import { decimalSign, parseNumber } from "../widgets-support/number-input.ts";
import { RepeatButton } from "../widgets-support/repeat-button.ts";

const PAGE_STEPS = 10;
const STEPS_OF_KEY: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: PAGE_STEPS,
  PageDown: -PAGE_STEPS,
};

/** A number to type, or to step with buttons, arrow keys and the wheel. */
export class SpinBox extends Widget implements SpinBoxMethods {
  /** Where the number is typed. */
  readonly #input = make("input", "pg-spin-input");
  /** The upper button. */
  readonly #up: RepeatButton;
  /** The lower button. */
  readonly #down: RepeatButton;
  /** Values that the user steps over. */
  readonly #fires: FrameLatest<number>;
  /** Limits, steps and digits. */
  #rules: NumberRules;
  /** The value by the page's knowledge. */
  #value: number;
  /** The user is typing: what the program sets meanwhile must not eat that. */
  #typing = false;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: NumberOptions) {
    super(page, wid, make("div", "pg-spin-box pg-field pg-control"));
    this.#rules = rulesOf(options);
    this.#value = fitted(options.value ?? 0, this.#rules);
    this.#fires = new FrameLatest((value) => this.fire("activated", value), this.signal);
    this.#up = new RepeatButton("up", () => this.#step(1), this.signal);
    this.#down = new RepeatButton("down", () => this.#step(-1), this.signal);
    const buttons = make("div", "pg-spin-buttons");
    buttons.append(this.#up.element, this.#down.element);
    this.element.append(this.#input, buttons);
    this.#prepareInput();
    this.#show();
  }

  #prepareInput(): void {
    const input = this.#input;
    const { signal } = this;
    input.type = "text";
    input.role = "spinbutton";
    input.inputMode = "decimal";
    input.autocomplete = "off";
    input.ariaLabel = "Number";
    input.addEventListener("keydown", (event) => this.#key(event), { signal });
    input.addEventListener("input", () => this.#typed(), { signal });
    input.addEventListener("blur", () => this.#commit(), { signal });
    input.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    // The buttons take no focus of their own.
    this.element.addEventListener("pointerdown", (event) => this.#press(event), { signal });
  }

  protected override get focusTarget(): HTMLElement {
    return this.#input;
  }

  protected override applyEnabled(enabled: boolean): void {
    this.#input.disabled = !enabled;
    this.#showLimits();
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.#input.ariaLabel = msg || "Number";
  }

  set_value(val: number): void {
    this.#value = fitted(val, this.#rules);
    this.#show();
  }

  get_value(): number {
    return this.#value;
  }

  set_limits(minval: number | null, maxval: number | null, incrval?: number | null): void {
    this.#rules = withLimits(this.#rules, minval, maxval, incrval);
    this.set_value(this.#value);
  }

  set_decimals(num: number | null): void {
    this.#rules = { ...this.#rules, decimals: num };
    this.set_value(this.#value);
  }

  #typed(): void {
    this.#typing = true;
  }

  #press(event: PointerEvent): void {
    if (event.target === this.#input || this.#input.disabled) return;
    event.preventDefault();
    giveFocus(this.#input);
  }

  #key(event: KeyboardEvent): void {
    // Enter and the arrows belong to an input method while it composes.
    if (event.isComposing) return;
    const steps = STEPS_OF_KEY[event.key];
    if (steps !== undefined) {
      event.preventDefault();
      this.#step(steps);
    } else if (event.key === "Enter") {
      this.#commit();
      this.#input.select();
    } else if (event.key === "Escape" && this.#typing) {
      event.stopPropagation();
      this.#typing = false;
      this.#show();
    }
  }

  /** A page is scrolled over boxes without changing them: only the focused one steps. */
  #wheel(event: WheelEvent): void {
    if (document.activeElement !== this.#input || event.deltaY === 0) return;
    event.preventDefault();
    this.#step(event.deltaY < 0 ? 1 : -1);
  }

  #step(steps: number): void {
    if (this.#input.disabled) return;
    const before = this.#value;
    const typed = this.#typing ? this.#parsed() : null;
    this.#choose((typed ?? before) + steps * this.#rules.step);
    if (this.#value !== before) this.#fires.push(this.#value);
  }

  #parsed(): number | null {
    return parseNumber(this.#input.value, this.#rules.dtype, decimalSign(navigator.language));
  }

  /** What was typed becomes the value; what is no number is put back. */
  #commit(): void {
    if (this.#typing) {
      const before = this.#value;
      this.#choose(this.#parsed() ?? before);
      if (this.#value !== before) this.#fires.push(this.#value);
    }
    this.#fires.flush();
  }

  #choose(value: number): void {
    this.#typing = false;
    this.#value = tidy(value, this.#rules);
    this.#show();
  }

  #show(): void {
    const text = formatNumber(this.#value, this.#rules);
    if (!this.#typing && this.#input.value !== text) this.#input.value = text;
    this.#input.ariaValueNow = String(this.#value);
    this.#input.ariaValueText = text;
    this.#showLimits();
  }

  #showLimits(): void {
    const { min, max } = this.#rules;
    this.#input.ariaValueMin = Number.isFinite(min) ? String(min) : null;
    this.#input.ariaValueMax = Number.isFinite(max) ? String(max) : null;
    this.#up.element.disabled = this.#input.disabled || this.#value >= max;
    this.#down.element.disabled = this.#input.disabled || this.#value <= min;
  }
}

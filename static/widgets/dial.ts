import { type Drag, onDrag } from "../core/drag.ts";
import { Picture } from "../core/picture.ts";
import { isUsable } from "../core/presence.ts";
import { css, length, make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import type { DialMethods } from "../generated/catalog.ts";
import { FrameLatest } from "../widgets-support/frame-latest.ts";
import {
  fitted,
  formatNumber,
  nearestStep,
  type NumberOptions,
  type NumberRules,
  rulesOf,
  withLimits,
} from "../widgets-support/number-format.ts";
import { forwardAt, numberAt } from "../widgets-support/number-keys.ts";
import { ShownNumber } from "../widgets-support/shown-number.ts";

export interface DialOptions extends NumberOptions {
  readonly track?: boolean | null;
  readonly show_value?: boolean | null;
  readonly show_value_position?: "top" | "bottom" | "left" | "right" | null;
}

/** The scale begins below on the left, and ends below on the right; in degrees from the right. */
const START_DEG = 135;
const SWEEP_DEG = 270;
/** So near to the middle a hand gives no direction. */
const MIDDLE_PX = 6;

const DRAWING = `<svg viewBox="0 0 64 64" aria-hidden="true">
<circle class="pg-dial-ring" cx="32" cy="32" r="23.5"/>
<path class="pg-dial-track" d="M11.5 52.5A29 29 0 1 1 52.5 52.5"/>
<path class="pg-dial-fill" pathLength="1" d="M11.5 52.5A29 29 0 1 1 52.5 52.5"/>
<circle class="pg-dial-face" cx="32" cy="32" r="21"/>
<path class="pg-dial-mark" d="M32 13.5V20"/>
</svg>`;

/** A knob to turn. */
export class Dial extends Widget implements DialMethods {
  /** What is turned. */
  readonly #knob = make("div", "pg-dial-knob");
  /** Shows the value, if asked to. */
  readonly #number: ShownNumber | null;
  /** Values that the user turns over. */
  readonly #fires: FrameLatest<number>;
  /** Limits, steps and digits. */
  #rules: NumberRules;
  /** The value by the page's knowledge. */
  #value: number;
  /** Whether a drag tells each value, or only the last. */
  #track: boolean;
  /** The value in the user's hand, while a pointer holds the knob. */
  #held: number | null = null;
  /** The picture in the middle, if there is one. */
  #icon: Picture | null = null;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: DialOptions) {
    super(page, wid, make("div", "pg-dial pg-numbered"));
    this.#rules = rulesOf(options);
    this.#track = options.track ?? false;
    this.#value = fitted(options.value ?? 0, this.#rules);
    this.#fires = new FrameLatest((value) => this.fire("activated", value), this.signal);
    this.element.classList.add(`pg-number-${options.show_value_position ?? "right"}`);
    this.#knob.role = "slider";
    this.#knob.tabIndex = 0;
    this.#knob.ariaLabel = "Dial";
    this.#knob.innerHTML = DRAWING;
    this.#number = options.show_value ? new ShownNumber() : null;
    this.element.append(this.#knob, ...(this.#number ? [this.#number.element] : []));
    onDrag(this.#knob, this.signal, (event) => this.#begin(event));
    this.#knob.addEventListener("keydown", (event) => this.#key(event), { signal: this.signal });
    this.#showLimits();
  }

  protected override get focusTarget(): HTMLElement {
    return this.#knob;
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.#knob.ariaLabel = msg || "Dial";
  }

  set_value(num: number): void {
    this.#value = fitted(num, this.#rules);
    // Without tracking nothing is under way to the server that would keep this off the knob.
    if (this.#held !== null && !this.#track) return;
    this.#show(this.#value);
  }

  get_value(): number {
    return this.#value;
  }

  set_limits(minval: number | null, maxval: number | null, incrval?: number | null): void {
    this.#rules = withLimits(this.#rules, minval, maxval, incrval);
    this.#value = fitted(this.#value, this.#rules);
    if (this.#held !== null) this.#held = fitted(this.#held, this.#rules);
    this.#showLimits();
  }

  set_tracking(track: boolean): void {
    this.#track = track;
  }

  set_decimals(num: number | null): void {
    this.#rules = { ...this.#rules, decimals: num };
    this.#showLimits();
  }

  set_knob_diameter(len_px: number | null): void {
    this.#knob.style.inlineSize = length(len_px);
    this.#knob.style.blockSize = length(len_px);
    css(this.#knob, "pg-measured", len_px !== null);
  }

  /** A picture in the middle; null takes it away. `size` is its height in px. */
  set_icon(url: string | null, size?: number | readonly number[] | null): void {
    this.#icon ??= new Picture(this, "pg-dial-icon");
    const { element } = this.#icon;
    this.#icon.show(url);
    const [width, height] = typeof size === "number" ? [size, size] : (size ?? [16, 16]);
    element.style.width = length(width);
    element.style.height = length(height);
    this.#knob.append(element);
  }

  /** Where the middle is does not change in a hand: it is looked up once. */
  #begin(press: PointerEvent): Drag | null {
    if (this.#held !== null) return null;
    const former = this.#value;
    const box = this.#knob.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const turn = (event: PointerEvent, from: number | null): void => {
      const share = shareAt(event.clientX - x, event.clientY - y, from);
      if (share !== null) this.#turn(share);
    };
    this.#held = former;
    turn(press, null);
    return {
      move: (_dx, _dy, event) => turn(event, this.#shareOf(this.#held ?? former)),
      cancel: () => this.#hold(former),
      end: () => this.#letGo(),
    };
  }

  #turn(share: number): void {
    const { min, max } = this.#rules;
    this.#hold(nearestStep(min + share * (max - min), this.#rules));
  }

  #hold(value: number): void {
    this.#held = value;
    this.#show(value);
    if (!this.#track || value === this.#value) return;
    this.#value = value;
    this.#fires.push(value);
  }

  #letGo(): void {
    const held = this.#held;
    this.#held = null;
    // What was disabled or hidden in the user's hand tells nothing more.
    if (!isUsable(this.#knob)) this.#fires.cancel();
    else if (this.#track) this.#fires.flush();
    else if (held !== null && held !== this.#value) this.#choose(held);
    this.#show(this.#value);
  }

  #key(event: KeyboardEvent): void {
    const value = numberAt(event, this.#value, this.#rules, forwardAt(this.#knob));
    if (value === null) return;
    event.preventDefault();
    if (value !== this.#value && this.#held === null) this.#choose(value);
  }

  /** Tells a value at once, and none that was held back after it. */
  #choose(value: number): void {
    this.#value = value;
    this.#show(value);
    this.#fires.push(value);
    this.#fires.flush();
  }

  #showLimits(): void {
    this.#knob.ariaValueMin = String(this.#rules.min);
    this.#knob.ariaValueMax = String(this.#rules.max);
    this.#number?.setRules(this.#rules);
    this.#show(this.#held ?? this.#value);
  }

  #show(value: number): void {
    const text = formatNumber(value, this.#rules);
    this.#knob.style.setProperty("--pg-share", String(this.#shareOf(value)));
    this.#knob.ariaValueNow = String(value);
    this.#knob.ariaValueText = text;
    this.#number?.show(text);
  }

  #shareOf(value: number): number {
    const { min, max } = this.#rules;
    return max > min ? (value - min) / (max - min) : 0;
  }
}

/** Which part of the scale lies in a direction from the middle, or null if there is none.
 *  @param from where the hand was: it does not jump over the gap below */
function shareAt(dx: number, dy: number, from: number | null): number | null {
  if (Math.hypot(dx, dy) < MIDDLE_PX) return null;
  const degrees = (Math.atan2(dy, dx) * 180) / Math.PI;
  const turned = (degrees - START_DEG + 720) % 360;
  const share = turned > (360 + SWEEP_DEG) / 2 ? 0 : Math.min(1, turned / SWEEP_DEG);
  if (from === null || Math.abs(share - from) <= 0.5) return share;
  return from > 0.5 ? 1 : 0;
}

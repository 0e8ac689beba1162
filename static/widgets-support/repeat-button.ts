import { isUsable } from "../core/presence.ts";
import { make } from "../core/style.ts";

const DELAY_MS = 400;
const INTERVAL_MS = 60;

/** A small arrow beside a number that acts again and again while it is held down. */
export class RepeatButton {
  readonly element = make("button", "pg-repeat-button");
  /** What a press does. */
  readonly #act: () => void;
  /** Runs out when it is done once more. */
  #timer = 0;

  /** @param direction where the arrow points */
  constructor(direction: "up" | "down", act: () => void, signal: AbortSignal) {
    this.#act = act;
    this.element.type = "button";
    this.element.classList.add(`pg-${direction}`);
    // The keyboard and assistive technology step the number itself.
    this.element.tabIndex = -1;
    this.element.ariaHidden = "true";
    this.element.addEventListener("pointerdown", (event) => this.#start(event), { signal });
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
      this.element.addEventListener(type, () => this.#stop(), { signal });
    }
    signal.addEventListener("abort", () => this.#stop(), { once: true });
  }

  #start(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#stop();
    this.#act();
    this.#timer = window.setTimeout(() => this.#repeat(), DELAY_MS);
  }

  #repeat(): void {
    if (!isUsable(this.element)) return;
    this.#act();
    this.#timer = window.setTimeout(() => this.#repeat(), INTERVAL_MS);
  }

  #stop(): void {
    window.clearTimeout(this.#timer);
  }
}

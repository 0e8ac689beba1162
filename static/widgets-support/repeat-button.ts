import { isUsable } from "../core/presence.ts";
import { make } from "../core/style.ts";
import { Repeat } from "./repeat.ts";

/** A small arrow beside a number that acts again and again while it is held down. */
export class RepeatButton {
  readonly element = make("button", "pg-repeat-button");
  /** What a press does. */
  readonly #act: () => void;
  /** Does it again. */
  readonly #repeat: Repeat;

  /** @param direction where the arrow points */
  constructor(direction: "up" | "down", act: () => void, signal: AbortSignal) {
    this.#act = act;
    this.#repeat = new Repeat(signal);
    this.element.type = "button";
    this.element.classList.add(`pg-${direction}`);
    // The keyboard and assistive technology step the number itself.
    this.element.tabIndex = -1;
    this.element.ariaHidden = "true";
    this.element.addEventListener("pointerdown", (event) => this.#start(event), { signal });
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
      this.element.addEventListener(type, () => this.#repeat.stop(), { signal });
    }
  }

  #start(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#repeat.start(() => {
      if (!isUsable(this.element)) return false;
      this.#act();
      return true;
    });
  }
}

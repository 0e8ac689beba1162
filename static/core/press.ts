/** A hand moves so far in a press that is meant as a click. */
const STILL_PX = 3;
/** A finger, or a pen, rolls so far. */
const ROLL_PX = 8;

/** Where a button of the pointer went down: does its release end a click, or a drag? */
export class Press {
  /** On the screen, as what is under the pointer may move. */
  readonly #x: number;
  /** As `#x`, down. */
  readonly #y: number;
  /** As far it is a click. */
  readonly #still: number;

  constructor(event: PointerEvent) {
    this.#x = event.screenX;
    this.#y = event.screenY;
    this.#still = event.pointerType === "mouse" ? STILL_PX : ROLL_PX;
  }

  isDragged(event: PointerEvent): boolean {
    return Math.hypot(event.screenX - this.#x, event.screenY - this.#y) > this.#still;
  }
}

/** Whether a finger has pressed, and no mouse or key. */
export function isByFinger(event: Event): boolean {
  return event instanceof PointerEvent && event.pointerType === "touch";
}

import type { Drag } from "./drag.ts";

/** So long a finger rests on something to take hold of it, in ms. */
export const REST_MS = 500;

/** A drag of something that lies where fingers scroll. */
export interface TakenDrag extends Drag {
  /** A finger has rested: what it is on moves with it from now on. */
  taken(): void;
}

/** What is dragged where fingers scroll: by a mouse at once, by a finger or a pen that has rested,
 *  as one that moves before scrolls. */
export class Rest {
  /** Whether a finger holds something: it scrolls nothing then. */
  #isHeld = false;

  /** @param element around all that is dragged */
  constructor(element: HTMLElement, signal: AbortSignal) {
    const keep = (event: Event): void => {
      if (this.#isHeld && event.cancelable) event.preventDefault();
    };
    element.addEventListener("touchmove", keep, { signal, passive: false });
    // A menu of the system's would take the finger away.
    element.addEventListener("contextmenu", keep, { signal });
  }

  /** @returns what a press begins */
  drag(press: PointerEvent, drag: TakenDrag): Drag {
    if (press.pointerType === "mouse") return drag;
    let isTaken = false;
    const rest = window.setTimeout(() => {
      isTaken = true;
      this.#isHeld = true;
      drag.taken();
    }, REST_MS);
    return {
      move: (dx, dy, event) => {
        if (isTaken) drag.move(dx, dy, event);
        else window.clearTimeout(rest);
      },
      cancel: () => isTaken && drag.cancel?.(),
      lost: () => isTaken && drag.lost?.(),
      end: (moved) => {
        window.clearTimeout(rest);
        this.#isHeld = false;
        if (isTaken) drag.end?.(moved);
      },
    };
  }
}

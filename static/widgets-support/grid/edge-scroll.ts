import type { Drag } from "../../core/drag.ts";
import type { GridScroll } from "./grid-scroll.ts";

/** What happens during a drag under which rows may scroll. */
export interface ScrollingDrag {
  /** The pointer has moved, or the rows under it have. */
  follow(event: PointerEvent): void;
  /** It was taken back, or what is dragged is there no more: `end` comes next. */
  cancel?(): void;
  end(moved: boolean): void;
}

/** Scrolls rows while a drag is beyond their upper or lower edge. */
export class EdgeScroll {
  readonly #scroll: GridScroll;
  #frame = 0;

  constructor(scroll: GridScroll, signal: AbortSignal) {
    this.#scroll = scroll;
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  /** Makes a drag that goes on while rows scroll under it. */
  drag({ follow, cancel, end }: ScrollingDrag): Drag {
    let last: PointerEvent | null = null;
    const again = (): void => {
      if (last) follow(last);
    };
    return {
      move: (_dx, _dy, event) => {
        last = event;
        again();
        this.#scrollBeyond(event, again);
      },
      cancel: () => cancel?.(),
      lost: () => cancel?.(),
      end: (moved) => {
        this.stop();
        end(moved);
      },
    };
  }

  /** @param scrolled runs after each step */
  #scrollBeyond({ clientY }: PointerEvent, scrolled: () => void): void {
    this.stop();
    const { element, sizes } = this.#scroll;
    const top = element.getBoundingClientRect().top + sizes.head;
    const beyond = Math.min(0, clientY - top) + Math.max(0, clientY - top - sizes.height);
    if (!beyond) return;
    const step = (): void => {
      element.scrollTop += beyond / 4;
      scrolled();
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}

import type { Drag } from "../../core/drag.ts";
import { FrameScroll } from "../../core/frame-scroll.ts";
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
  readonly #steps: FrameScroll;

  constructor(scroll: GridScroll, signal: AbortSignal) {
    this.#scroll = scroll;
    const by = (px: number): void => {
      scroll.element.scrollTop += px;
    };
    this.#steps = new FrameScroll(by, signal);
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
    const { element, sizes } = this.#scroll;
    const top = element.getBoundingClientRect().top + sizes.head;
    const beyond = Math.min(0, clientY - top) + Math.max(0, clientY - top - sizes.height);
    this.#steps.run(beyond / 4, scrolled);
  }

  stop(): void {
    this.#steps.stop();
  }
}

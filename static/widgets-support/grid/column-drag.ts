import type { Drag } from "../../core/drag.ts";
import { css, length, make } from "../../core/style.ts";
import type { Grid } from "./grid.ts";

/** So near to the edge of the view, and beyond, a drag scrolls, in px. */
const EDGE_PX = 24;
/** So much in a frame, in px. */
const STEP_PX = 10;
/** So long a finger rests on a head to take it, or to open its menu. */
const REST_MS = 500;

/** What a press on a head leads to. */
export interface HeadPress {
  /** A finger has rested there, and did not move. */
  readonly rested: () => void;
}

/** The head of a column is dragged to another place: by a mouse at once, by a finger that has rested,
 *  as one that does not scrolls. */
export class ColumnDrag {
  readonly #grid: Grid;
  /** Says where the column would come. */
  readonly #mark = make("div", "pg-head-drop");
  /** Whether a finger holds a head: it scrolls nothing. */
  #isHeld = false;
  /** Scrolls while the pointer is at the edge. */
  #scrolling = 0;

  constructor(grid: Grid, signal: AbortSignal) {
    this.#grid = grid;
    this.#mark.hidden = true;
    grid.head.element.append(this.#mark);
    const keep = (event: TouchEvent): void => {
      if (this.#isHeld && event.cancelable) event.preventDefault();
    };
    grid.head.element.addEventListener("touchmove", keep, { signal, passive: false });
    signal.addEventListener("abort", () => cancelAnimationFrame(this.#scrolling), { once: true });
  }

  /** Other columns have come: those that were dragged are where they belong. */
  columnsCame(): void {
    if (!this.#grid.order.isPending) this.#mark.hidden = true;
  }

  begin(event: PointerEvent, column: number, { rested }: HeadPress): Drag | null {
    const key = this.#grid.model.keys[column];
    if (key === undefined) return null;
    const isFinger = event.pointerType !== "mouse";
    if (!(isFinger || this.#grid.model.isMovable)) return null;
    let isTaken = !isFinger;
    let to = column;
    const rest = isFinger
      ? window.setTimeout(() => {
          isTaken = true;
          this.#hold(column);
        }, REST_MS)
      : 0;
    const over = (): void => {
      window.clearTimeout(rest);
      this.#release(column);
    };
    return {
      move: (_dx, _dy, moved) => {
        if (!isTaken) window.clearTimeout(rest);
        if (!(isTaken && this.#grid.model.isMovable)) return;
        this.#follow(moved, column, (place) => {
          to = place;
        });
      },
      cancel: () => {
        to = column;
      },
      lost: () => {
        to = column;
      },
      end: (moved) => {
        over();
        if (!moved && isFinger && isTaken) rested();
        this.#mark.hidden = !this.#grid.order.move(key, to);
      },
    };
  }

  #hold(column: number): void {
    this.#isHeld = true;
    this.#show(column, true);
  }

  #release(column: number): void {
    this.#isHeld = false;
    cancelAnimationFrame(this.#scrolling);
    this.#show(column, false);
  }

  #show(column: number, isMoving: boolean): void {
    const head = this.#grid.head.cell(column);
    if (head) css(head, "pg-moving", isMoving);
  }

  #follow(event: PointerEvent, column: number, found: (place: number) => void): void {
    cancelAnimationFrame(this.#scrolling);
    const grid = this.#grid;
    this.#show(column, true);
    const look = (): void => {
      const to = grid.places.edgeAt(event.clientX);
      this.#mark.hidden = false;
      this.#mark.style.left = length(grid.places.leftOf(to));
      found(to);
    };
    const { left, right } = grid.scroll.element.getBoundingClientRect();
    const before = event.clientX < left + grid.widths.fixed + EDGE_PX;
    const beyond = event.clientX > right - EDGE_PX;
    const step = (): void => {
      if (before || beyond) {
        grid.scroll.element.scrollLeft += before ? -STEP_PX : STEP_PX;
        this.#scrolling = requestAnimationFrame(step);
      }
      look();
    };
    step();
  }
}

import type { Drag } from "../../core/drag.ts";
import { FrameScroll } from "../../core/frame-scroll.ts";
import { Rest } from "../../core/rest.ts";
import { css, length, make } from "../../core/style.ts";
import type { Grid } from "./grid.ts";

/** So near to the edge of the view, and beyond, a drag scrolls, in px. */
const EDGE_PX = 24;
/** So much in a frame, in px. */
const STEP_PX = 10;

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
  /** Fingers that do not rest scroll. */
  readonly #rest: Rest;
  /** Scrolls while the pointer is at the edge. */
  readonly #scroll: FrameScroll;

  constructor(grid: Grid, signal: AbortSignal) {
    this.#grid = grid;
    this.#mark.hidden = true;
    grid.head.element.append(this.#mark);
    this.#rest = new Rest(grid.head.element, signal);
    const by = (px: number): void => {
      grid.scroll.moveAcross(grid.scroll.left + px);
    };
    this.#scroll = new FrameScroll(by, signal);
  }

  /** Other columns have come: those that were dragged are where they belong. */
  columnsCame(): void {
    if (!this.#grid.order.isPending) this.#mark.hidden = true;
  }

  begin(event: PointerEvent, column: number, { rested }: HeadPress): Drag | null {
    const { model, order } = this.#grid;
    const key = model.keys[column];
    if (key === undefined) return null;
    if (event.pointerType === "mouse" && !model.isMovable) return null;
    let to = column;
    let hasRested = false;
    const back = (): void => {
      to = column;
    };
    return this.#rest.drag(event, {
      taken: () => {
        hasRested = true;
        this.#show(column, true);
      },
      move: (_dx, _dy, moved) => {
        hasRested = false;
        if (!model.isMovable) return;
        this.#follow(moved, column, (place) => {
          to = place;
        });
      },
      cancel: back,
      lost: back,
      end: () => {
        this.#scroll.stop();
        this.#show(column, false);
        if (hasRested) rested();
        this.#mark.hidden = !order.move(key, to);
      },
    });
  }

  #show(column: number, isMoving: boolean): void {
    const head = this.#grid.head.cell(column);
    if (head) css(head, "pg-moving", isMoving);
  }

  #follow({ clientX }: PointerEvent, column: number, found: (place: number) => void): void {
    const grid = this.#grid;
    this.#show(column, true);
    const look = (): void => {
      const to = grid.places.edgeAt(clientX);
      this.#mark.hidden = false;
      this.#mark.style.left = length(grid.places.leftOf(to));
      found(to);
    };
    look();
    const { left, right } = grid.scroll.element.getBoundingClientRect();
    const before = clientX < left + grid.widths.fixed + EDGE_PX;
    const direction = before ? -1 : Number(clientX > right - EDGE_PX);
    this.#scroll.run(direction * STEP_PX, look);
  }
}

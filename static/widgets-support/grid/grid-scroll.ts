import { clamp } from "../../core/clamp.ts";
import { length, make } from "../../core/style.ts";
import type { Stretch } from "./grid-body.ts";
import { ScrollScale } from "./scroll-scale.ts";

/** What a view of rows is measured by, in px. */
export interface ViewSizes {
  readonly row: number;
  readonly head: number;
  readonly width: number;
  /** Of the rows in view, without the head and the foot. */
  readonly height: number;
}

/** What a view of rows is measured by now.
 *  @param row how high a row is */
export function sizesOf({ scroll: { element }, head, foot }: Framed, row: number): ViewSizes {
  const top = head.element.offsetHeight;
  const height = Math.max(0, element.clientHeight - top - foot.element.offsetHeight);
  return { row, head: top, width: element.clientWidth, height };
}

/** What scrolls, and what stays above and below it. */
interface Framed {
  readonly scroll: { readonly element: HTMLElement };
  readonly head: { readonly element: HTMLElement };
  readonly foot: { readonly element: HTMLElement };
}

const NOTHING: ViewSizes = { row: 0, head: 0, width: 0, height: 0 };

/** Which rows are in view, and where: all rows are of one height, so that is arithmetic. */
export class GridScroll {
  /** What scrolls. */
  readonly element = make("div", "pg-grid-scroller");
  /** How far it is scrolled. */
  readonly #scale = new ScrollScale();
  /** Draws what is in view. */
  readonly #draw: () => void;
  #sizes = NOTHING;
  /** How many rows there are. */
  #count = 0;
  /** Whether the scroll bar is to be put to where the scale has it. */
  #moves = false;
  /** Where the scroll bar was when it was looked at last. */
  #seen = 0;
  /** How far it is scrolled to the side, in px. */
  #left = 0;

  constructor(draw: () => void, signal: AbortSignal) {
    this.#draw = draw;
    this.element.addEventListener("scroll", () => this.#scrolled(), { signal, passive: true });
    this.element.addEventListener("scrollend", () => this.#settle(), { signal });
  }

  get sizes(): ViewSizes {
    return this.#sizes;
  }

  get isShown(): boolean {
    return this.#sizes.row > 0 && this.#sizes.height > 0;
  }

  /** How high the rows are, as the browser lays them out. */
  get height(): number {
    return this.#scale.barHeight;
  }

  /** How far it is scrolled down, 0 to 1. */
  get fraction(): number {
    return this.#scale.fraction;
  }

  /** How far it is scrolled to the side, in px; to know it, nothing is laid out. */
  get left(): number {
    return this.#left;
  }

  /** Scrolls to the side, to a fraction of the way. */
  moveAcrossTo(fraction: number): void {
    const { scrollWidth, clientWidth } = this.element;
    this.moveAcross(fraction * (scrollWidth - clientWidth));
  }

  /** Scrolls to the side, as far as there is something. */
  moveAcross(left: number): void {
    this.element.scrollLeft = left;
    this.#left = this.element.scrollLeft;
  }

  get isAtTop(): boolean {
    return this.#scale.place === 0;
  }

  /** The rows that are in view, if only a part of them. */
  get inView(): Stretch {
    const { place, view } = this.#scale;
    const { row } = this.#sizes;
    return { first: Math.floor(place / row), end: Math.min(this.#count, Math.ceil((place + view) / row)) };
  }

  /** The first row that is in view as a whole. */
  get firstWhole(): number {
    return Math.ceil(this.#scale.place / Math.max(1, this.#sizes.row));
  }

  /** How many rows a page key goes over. */
  get page(): number {
    return Math.max(1, Math.floor(this.#sizes.height / Math.max(1, this.#sizes.row)) - 1);
  }

  /** Where a row lies below the head, in px of what the browser scrolls. */
  top(rank: number): number {
    return rank * this.#sizes.row - this.#scale.offset;
  }

  /** The same, but for rows that are far away just out of view: the content must not grow by what
   *  is laid over them. */
  near(rank: number): number {
    const { bar, view, barHeight } = this.#scale;
    const { row } = this.#sizes;
    return clamp(this.top(rank), bar - 2 * row, Math.min(bar + view + row, barHeight - row));
  }

  /** The rank of the row at a height in the window, or of the next one to it. */
  rankAt(clientY: number): number {
    const { top } = this.element.getBoundingClientRect();
    const y = this.#scale.place + clientY - top - this.#sizes.head;
    return clamp(Math.floor(y / Math.max(1, this.#sizes.row)), 0, Math.max(0, this.#count - 1));
  }

  /** The sizes are others; the first row in view stays that. */
  fit(sizes: ViewSizes): void {
    const { row } = this.#sizes;
    const place = row ? this.#scale.place / row : 0;
    this.#sizes = sizes;
    this.element.style.setProperty("--pg-row-px", length(sizes.row));
    if (!row || row === sizes.row || !sizes.height) return;
    this.#resize();
    this.#scale.moveTo(place * sizes.row);
    this.#moves = true;
  }

  setCount(count: number): void {
    this.#count = count;
  }

  /** Takes over how much there is to scroll; `height` is to be laid out by now. */
  prepare(): void {
    const { bar } = this.#scale;
    this.#resize();
    if (this.#scale.bar !== bar) this.#moves = true;
  }

  /** Puts the scroll bar to where it belongs. */
  finish(): void {
    if (!this.#moves) return;
    this.#moves = false;
    this.element.scrollTop = this.#scale.bar;
    this.#seen = this.element.scrollTop;
    this.#scale.barMoved(this.#seen);
  }

  /** Scrolls as little as it takes to show a row. */
  reveal(rank: number): void {
    const { row } = this.#sizes;
    const { place, view } = this.#scale;
    const top = rank * row;
    if (top < place || row > view) this.#moveTo(top);
    else if (top + row > place + view) this.#moveTo(top + row - view);
  }

  /** The same sideways.
   *  @param fixed how much at the beginning of the view stays in it */
  revealAcross(left: number, right: number, fixed: number): void {
    const { width } = this.#sizes;
    if (left - fixed < this.#left || right - left > width - fixed) this.moveAcross(left - fixed);
    else if (right > this.#left + width) this.moveAcross(right - width);
  }

  scrollToFraction(fraction: number): void {
    this.#moveTo(fraction * this.#scale.last);
  }

  /** So many rows have come before those in view, which stay there. */
  goAlong(rows: number): void {
    this.#resize();
    this.#scale.moveTo(this.#scale.place + rows * this.#sizes.row);
    this.#moves = true;
  }

  #moveTo(place: number): void {
    this.#scale.moveTo(place);
    this.#moves = true;
    this.#draw();
  }

  #resize(): void {
    this.#scale.resize(this.#count * this.#sizes.row, this.#sizes.height);
  }

  #scrolled(): void {
    const { scrollTop, scrollLeft } = this.element;
    this.#left = scrollLeft;
    const step = scrollTop - this.#seen;
    this.#seen = scrollTop;
    // Where the rows have moved, and the bar not yet, the user's own way is added to that.
    if (this.#moves) this.#scale.moveTo(this.#scale.place + step);
    else if (Math.abs(scrollTop - this.#scale.bar) >= 1) this.#scale.scrolled(scrollTop);
    if (this.#scale.isStuck) this.#settle();
    this.#draw();
  }

  /** Puts the scroll bar to where it belongs; the rows stay where they are. */
  #settle(): void {
    if (Math.abs(this.#scale.settled - this.#scale.bar) >= 1) this.#moveTo(this.#scale.place);
  }
}

import { clamp } from "../../core/clamp.ts";

/** Browsers can't lay out what is much higher, in px. */
export const MOST_PX = 6_000_000;

/** So far from either end a px of the scroll bar is a px of the content, so that a turn of the wheel
 *  gets there. */
const MARGIN_PX = 20_000;

/** The least way of a scroll bar's handle stands for more than this where heights are scaled, and
 *  the wheel makes no step that is longer. */
const STEP_PX = 2000;

/**
 * How far a view is scrolled in content that may be higher than browsers can lay out.
 *
 * The *place* is in px of the content. What the browser scrolls is the *bar*, which is no longer
 * than `MOST_PX`. The wheel and fingers move the content px by px, whatever the scale; dragging
 * the bar leads to the same share of the way. What the two have come apart by then is made good
 * when the scrolling ends (`settled`).
 */
export class ScrollScale {
  /** How high the content is. */
  #height = 0;
  /** How much of it is in view. */
  #view = 0;
  /** What is at the top of the view. */
  #place = 0;
  /** Where the bar is. */
  #bar = 0;

  get place(): number {
    return this.#place;
  }

  get bar(): number {
    return this.#bar;
  }

  /** What to add to a place in the bar's content to get the place in the whole. */
  get offset(): number {
    return this.#place - this.#bar;
  }

  /** How high the content is as the browser lays it out. */
  get barHeight(): number {
    return Math.min(this.#height, MOST_PX);
  }

  get view(): number {
    return this.#view;
  }

  get last(): number {
    return Math.max(0, this.#height - this.#view);
  }

  get fraction(): number {
    return this.last > 0 ? this.#place / this.last : 0;
  }

  /** The content or the view has another height; the place stays, as far as there is one. */
  resize(height: number, view: number): void {
    const wasScaled = this.#isScaled;
    this.#height = height;
    this.#view = view;
    this.#place = clamp(this.#place, 0, this.last);
    if (this.#isScaled || wasScaled) this.#bar = this.#barAt(this.#place);
    else this.#bar = this.#place;
  }

  /** The browser has scrolled the bar. */
  scrolled(bar: number): void {
    const step = bar - this.#bar;
    this.#bar = bar;
    if (!this.#isScaled) this.#place = clamp(bar, 0, this.last);
    else if (Math.abs(step) > STEP_PX) this.#place = this.#placeAt(bar);
    else this.#place = clamp(this.#place + step, 0, this.last);
  }

  /** Goes to a place. @returns where the bar is to be scrolled */
  moveTo(place: number): number {
    this.#place = clamp(place, 0, this.last);
    this.#bar = this.#barAt(this.#place);
    return this.#bar;
  }

  /** The browser has put the bar where it could, for a move that was asked for. */
  barMoved(bar: number): void {
    this.#bar = bar;
  }

  /** Whether the bar is at one of its ends, and the content is not. */
  get isStuck(): boolean {
    if (!this.#isScaled) return false;
    const isAtStart = this.#bar <= 0 && this.#place > 0;
    return isAtStart || (this.#bar >= this.#lastBar && this.#place < this.last);
  }

  /** Where the bar belongs now. */
  get settled(): number {
    return this.#barAt(this.#place);
  }

  get #isScaled(): boolean {
    return this.#height > MOST_PX;
  }

  get #lastBar(): number {
    return Math.max(0, this.barHeight - this.#view);
  }

  #barAt(place: number): number {
    const [last, lastBar] = [this.last, this.#lastBar];
    if (!this.#isScaled || place <= MARGIN_PX) return place;
    if (place >= last - MARGIN_PX) return lastBar - (last - place);
    const share = (place - MARGIN_PX) / (last - 2 * MARGIN_PX);
    return MARGIN_PX + share * (lastBar - 2 * MARGIN_PX);
  }

  #placeAt(bar: number): number {
    const [last, lastBar] = [this.last, this.#lastBar];
    if (bar <= MARGIN_PX) return Math.max(0, bar);
    if (bar >= lastBar - MARGIN_PX) return Math.min(last, last - (lastBar - bar));
    const share = (bar - MARGIN_PX) / (lastBar - 2 * MARGIN_PX);
    return MARGIN_PX + share * (last - 2 * MARGIN_PX);
  }
}

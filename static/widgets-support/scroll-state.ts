import type { Widget } from "../core/widget.ts";
import { clamp } from "../core/clamp.ts";

/** Scroll position as fractions of the way, 0 to 1: [horizontal, vertical]. */
export type ScrollFractions = readonly [h: number, v: number];

/** What positions are fractions of, where that is more than what the browser scrolls. */
export interface ScrollPlane {
  fractions(): ScrollFractions;
  /** Scrolls at once; null leaves that direction alone. */
  moveTo(h: number | null, v: number | null): void;
}

/** So long after a user's act its scroll may still come, whatever the program does meanwhile. */
const RECENT_MS = 200;

/**
 * Scroll position of a widget whose content scrolls in `viewport`; reported as the fact "scroll".
 *
 * Requests of the program wait until the page is complete and the widget laid out, so that
 * building a page never forces a layout. A scroll counts as the user's when the user touched,
 * pressed, turned the wheel or typed since the program last moved it, unless the content or the
 * view has got so small that it had to move.
 */
export class ScrollState {
  /** Whose position it is. */
  readonly #widget: Widget;
  /** The element that scrolls. */
  readonly #viewport: HTMLElement;
  /** What positions are fractions of. */
  readonly #plane: ScrollPlane;
  /** What the program asks for, until the widget is laid out. */
  #pending: (() => void) | null = null;
  /** Whether a scroll that comes now is the user's. */
  #userActs = false;
  /** When the user last acted, in ms. */
  #lastAct = 0;
  /** A scroll of the user's is under way: a drag of the bar, or the wheel's momentum. */
  #isUnderWay = false;
  /** Where it was, in px. */
  #last = { left: 0, top: 0 };
  /** What was told of that last. */
  #reported: ScrollFractions = [0, 0];

  /** @param scrolled the user scrolled; at most once per animation frame
   *  @param signal ends it, when it is to end before the widget does
   *  @param plane what positions are fractions of, if not of what the browser scrolls */
  constructor(
    widget: Widget,
    viewport: HTMLElement,
    scrolled: (h: number, v: number) => void,
    signal: AbortSignal = widget.signal,
    plane: ScrollPlane | null = null,
  ) {
    this.#widget = widget;
    this.#viewport = viewport;
    this.#plane = plane ?? { fractions: () => this.#fractions(), moveTo: (h, v) => this.#moveTo(h, v) };
    const acts = (): void => {
      this.#userActs = true;
      this.#lastAct = performance.now();
      this.#pending = null;
    };
    for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      viewport.addEventListener(type, acts, { signal, passive: true });
    }
    viewport.addEventListener("scroll", () => this.#scrolled(scrolled), { signal, passive: true });
    viewport.addEventListener("scrollend", () => this.#ended(), { signal });
    const observer = new ResizeObserver(() => this.#apply());
    observer.observe(viewport);
    signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  }

  fractions(): ScrollFractions {
    return this.#plane.fractions();
  }

  #fractions(): ScrollFractions {
    const { scrollLeft, scrollTop } = this.#viewport;
    const [width, height] = this.#range();
    return [
      width > 0 ? clamp(scrollLeft / width, 0, 1) : 0,
      height > 0 ? clamp(scrollTop / height, 0, 1) : 0,
    ];
  }

  /** Scrolls to fractions of the way; null leaves that direction alone.
   *  @param prepare sees to it before that there is as much to scroll as there will be */
  moveTo(h: number | null, v: number | null, prepare?: () => void): void {
    this.moveBy(() => {
      prepare?.();
      this.#plane.moveTo(h, v);
    });
  }

  #moveTo(h: number | null, v: number | null): void {
    const [width, height] = this.#range();
    if (h !== null) this.#viewport.scrollLeft = clamp(h, 0, 1) * width;
    if (v !== null) this.#viewport.scrollTop = clamp(v, 0, 1) * height;
  }

  /** Scrolls by `move` as soon as the widget is laid out; a later request replaces it. */
  moveBy(move: () => void): void {
    this.#userActs = false;
    this.#isUnderWay = false;
    this.#pending = move;
    const { page } = this.#widget;
    // Once more, as a dialog that holds it shows itself when the page has settled. No observer
    // tells that, if it was hidden for less than a frame.
    page.settled(() => page.settled(() => this.#apply()));
  }

  /** Whether a scroll that comes now is the user's. */
  get isUsers(): boolean {
    return this.#userActs;
  }

  /** The program changes the content: a scroll that comes of it is not the user's, but one that
   *  the user has begun still is. */
  contentChanges(): void {
    const isRecent = performance.now() - this.#lastAct < RECENT_MS;
    if (!isRecent && !this.#isUnderWay) this.#userActs = false;
  }

  /** There is more or less to scroll, so that what it shows is another part of the way. */
  lengthChanged(): void {
    if (this.fractions().some((it, index) => it !== this.#reported[index])) this.#report();
  }

  #report(): ScrollFractions {
    this.#reported = this.fractions();
    this.#widget.page.report(this.#widget, "scroll", this.#reported);
    return this.#reported;
  }

  #scrolled(tell: (h: number, v: number) => void): void {
    const [width, height] = this.#range();
    const { left, top } = this.#last;
    // Scaled pages have fractions of px.
    const hadToMove = left > Math.max(width, 0) + 1 || top > Math.max(height, 0) + 1;
    this.#last = { left: this.#viewport.scrollLeft, top: this.#viewport.scrollTop };
    const fractions = this.#report();
    if (!this.#userActs || hadToMove) return;
    this.#isUnderWay = true;
    tell(...fractions);
  }

  #ended(): void {
    this.#isUnderWay = false;
  }

  #range(): readonly [width: number, height: number] {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = this.#viewport;
    return [scrollWidth - clientWidth, scrollHeight - clientHeight];
  }

  #apply(): void {
    if (this.#pending === null || this.#viewport.clientHeight === 0) return;
    const move = this.#pending;
    this.#pending = null;
    move();
  }
}

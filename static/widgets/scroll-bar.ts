import { clamp } from "../core/clamp.ts";
import { type Drag, onDrag } from "../core/drag.ts";
import { isUsable, whenNoLonger } from "../core/presence.ts";
import { css, length, make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import type { ScrollBarMethods } from "../generated/catalog.ts";
import { FrameLatest } from "../widgets-support/frame-latest.ts";
import { Repeat } from "../widgets-support/repeat.ts";

export interface ScrollBarOptions {
  readonly orientation?: "horizontal" | "vertical" | null;
  readonly thickness?: number | null;
}

/** An arrow key leads on by so many parts of what is in view. */
const LINES = 10;

/** A bar to scroll by. */
export class ScrollBar extends Widget implements ScrollBarMethods {
  /** What shows which part is in view. */
  readonly #thumb = make("div", "pg-scroll-thumb");
  /** Whether it scrolls across. */
  readonly #isFlat: boolean;
  /** Where the user scrolls to. */
  readonly #fires: FrameLatest<number>;
  /** Goes on while the pointer rests on the groove. */
  readonly #repeat: Repeat;
  /** How far it is scrolled. */
  #scroll = 0;
  /** Which part is in view. */
  #part = 0.1;
  /** A pointer holds the thumb. */
  #isHeld = false;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: ScrollBarOptions) {
    super(page, wid, make("div", "pg-scroll-bar"));
    const orientation = options.orientation ?? "horizontal";
    this.#isFlat = orientation === "horizontal";
    this.element.classList.add(`pg-${orientation}`);
    this.element.style.setProperty("--pg-thickness", length(options.thickness));
    this.element.role = "scrollbar";
    this.element.tabIndex = 0;
    this.element.ariaOrientation = orientation;
    this.element.ariaLabel = "Scroll bar";
    this.element.append(this.#thumb);
    const { signal } = this;
    this.#fires = new FrameLatest((pct) => this.fire("activated", pct), signal);
    this.#repeat = new Repeat(signal);
    onDrag(this.#thumb, signal, () => this.#begin());
    this.element.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    this.element.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.element.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    this.#show();
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.element.ariaLabel = msg || "Scroll bar";
  }

  set_scroll_percent(pct: number): void {
    this.#scroll = pct;
    this.#show();
  }

  get_scroll_percent(): number {
    return this.#scroll;
  }

  set_thumb_percent(pct: number): void {
    this.#part = pct;
    this.#show();
  }

  get_thumb_percent(): number {
    return this.#part;
  }

  /** How far the way is that has what is in view once. */
  get #page(): number {
    return this.#part < 1 ? this.#part / (1 - this.#part) : 0;
  }

  /** The room is looked up once: nothing is laid out while the thumb moves. */
  #begin(): Drag | null {
    if (this.#isHeld || this.#part >= 1) return null;
    const former = this.#scroll;
    const { element } = this;
    const room = this.#isFlat
      ? element.clientWidth - this.#thumb.offsetWidth
      : element.clientHeight - this.#thumb.offsetHeight;
    this.#isHeld = true;
    return {
      move: (dx, dy) => room > 0 && this.#move(former + (this.#isFlat ? dx : dy) / room),
      cancel: () => this.#move(former),
      end: () => {
        this.#isHeld = false;
        if (isUsable(element)) this.#fires.flush();
        else this.#fires.cancel();
      },
    };
  }

  /** By pages towards the pointer, for as long as that is held. */
  #press(event: PointerEvent): void {
    if (event.button !== 0 || event.target === this.#thumb) return;
    const box = this.#thumb.getBoundingClientRect();
    const direction = Math.sign(
      this.#isFlat ? event.clientX - box.left - box.width / 2 : event.clientY - box.top - box.height / 2,
    );
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.signal]);
    this.#repeat.start(() => !signal.aborted && this.#pageTo(event, direction));
    const stop = (): void => {
      over.abort();
      this.#repeat.stop();
    };
    for (const type of ["pointerup", "pointercancel"]) {
      document.addEventListener(type, stop, { signal });
    }
    whenNoLonger(isUsable, this.element, signal, stop);
  }

  /** @returns whether the thumb has not reached the pointer */
  #pageTo(event: PointerEvent, direction: number): boolean {
    const { left, right, top, bottom } = this.#thumb.getBoundingClientRect();
    const [start, end] = this.#isFlat ? [left, right] : [top, bottom];
    const at = this.#isFlat ? event.clientX : event.clientY;
    if (direction < 0 ? at >= start : at <= end) return false;
    return this.#move(this.#scroll + direction * this.#page);
  }

  #wheel(event: WheelEvent): void {
    const turned = event.deltaY || event.deltaX;
    if (event.ctrlKey || !turned || this.#isHeld) return;
    event.preventDefault();
    this.#move(this.#scroll + (Math.sign(turned) * this.#page) / LINES);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || this.#isHeld) return;
    const line = this.#page / LINES;
    const [back, on] = this.#isFlat ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const to: number | undefined = {
      [back as string]: this.#scroll - line,
      [on as string]: this.#scroll + line,
      PageUp: this.#scroll - this.#page,
      PageDown: this.#scroll + this.#page,
      Home: 0,
      End: 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#move(to);
    this.#fires.flush();
  }

  /** The user scrolls. @returns whether that leads anywhere */
  #move(to: number): boolean {
    const scroll = Math.round(clamp(to, 0, 1) * 10_000) / 10_000;
    if (scroll === this.#scroll || this.#part >= 1) return false;
    this.#scroll = scroll;
    this.#show();
    this.#fires.push(scroll);
    return true;
  }

  #show(): void {
    const { style } = this.element;
    style.setProperty("--pg-share", String(this.#scroll));
    style.setProperty("--pg-part", String(this.#part));
    css(this.element, "pg-whole", this.#part >= 1);
    this.element.ariaValueNow = String(Math.round(this.#scroll * 100));
    this.element.ariaValueText = `${Math.round(this.#scroll * 100)} %`;
  }
}

import type { GridScroll } from "./grid-scroll.ts";

/** Scrolls rows while a drag is beyond their upper or lower edge. */
export class EdgeScroll {
  readonly #scroll: GridScroll;
  #frame = 0;

  constructor(scroll: GridScroll, signal: AbortSignal) {
    this.#scroll = scroll;
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  /** @param scrolled runs after each step */
  follow({ clientY }: PointerEvent, scrolled: () => void): void {
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

/** Scrolls by some px in each frame, as long as a drag is where it asks for that. */
export class FrameScroll {
  /** Scrolls by some px. */
  readonly #by: (px: number) => void;
  /** The next step. */
  #frame = 0;

  constructor(by: (px: number) => void, signal: AbortSignal) {
    this.#by = by;
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  /** @param px in each frame from the next one on; 0: not at all
   *  @param scrolled runs after each step */
  run(px: number, scrolled: () => void): void {
    this.stop();
    if (!px) return;
    const step = (): void => {
      this.#by(px);
      scrolled();
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}

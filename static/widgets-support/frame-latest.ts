/** Frames stop while the page is out of sight, and what waits for one must not. */
const LONGEST_MS = 100;

/**
 * Thins a stream of values to the screen's pace: the latest value goes out once per animation
 * frame, and `flush` sends at once what is still held back, so that the last one never gets lost.
 */
export class FrameLatest<T> {
  /** Takes what goes out. */
  readonly #send: (value: T) => void;
  /** What waits, in an object, as it may be anything. */
  #held: { readonly value: T } | null = null;
  /** The frame that is asked for. */
  #frame = 0;
  /** Runs out if no frame comes. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (value: T) => void, signal: AbortSignal) {
    this.#send = send;
    signal.addEventListener("abort", () => this.cancel(), { once: true });
  }

  /** The value that waits for the next frame, if any. */
  get held(): T | undefined {
    return this.#held?.value;
  }

  push(value: T): void {
    const isWaiting = this.#held !== null;
    this.#held = { value };
    if (isWaiting) return;
    this.#frame = requestAnimationFrame(() => this.flush());
    this.#timer = setTimeout(() => this.flush(), LONGEST_MS);
  }

  flush(): void {
    const held = this.#held;
    this.cancel();
    if (held !== null) this.#send(held.value);
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#held = null;
  }
}

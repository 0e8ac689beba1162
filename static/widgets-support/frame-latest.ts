/**
 * Thins a stream of values to the screen's pace: the latest value goes out once per animation
 * frame, and `flush` sends at once what is still held back, so that the last one never gets lost.
 */
export class FrameLatest<T> {
  readonly #send: (value: T) => void;
  #held: { readonly value: T } | null = null;
  #frame = 0;

  constructor(send: (value: T) => void, signal: AbortSignal) {
    this.#send = send;
    signal.addEventListener("abort", () => this.cancel(), { once: true });
  }

  /** The value that waits for the next frame, if any. */
  get held(): T | undefined {
    return this.#held?.value;
  }

  push(value: T): void {
    this.#held = { value };
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.flush());
  }

  flush(): void {
    const held = this.#held;
    this.cancel();
    if (held !== null) this.#send(held.value);
  }

  cancel(): void {
    if (this.#frame !== 0) cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#held = null;
  }
}

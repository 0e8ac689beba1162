const DELAY_MS = 400;
const INTERVAL_MS = 60;

/** Does something again and again while what asks for it is held down. */
export class Repeat {
  /** Runs out when it is done once more. */
  #timer = 0;

  constructor(signal: AbortSignal) {
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  /** @param act is done now, and again until it returns false */
  start(act: () => boolean): void {
    this.stop();
    const again = (): void => {
      if (act()) this.#timer = window.setTimeout(again, INTERVAL_MS);
    };
    if (act()) this.#timer = window.setTimeout(again, DELAY_MS);
  }

  stop(): void {
    window.clearTimeout(this.#timer);
  }
}

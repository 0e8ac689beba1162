/** Work that takes longer than this is costly, in ms: frames are lost by it. */
const COSTLY_MS = 30;
/** So many times as long as costly work took, something else has its turn. */
const REST = 3;

/** Work on what is shown, done at once as long as it is cheap.
 *
 *  What the browser makes of it in the next frame counts: to lay a large text out takes longer
 *  than to change it. Costly work is put off, so that the page has most of the time for its user. */
export class PacedWork {
  /** What is to be done. */
  readonly #work: () => void;
  /** What it took last, with the frame that followed, in ms. */
  #cost = 0;
  /** When it may be done next, in ms. */
  #next = 0;
  /** Set while it waits. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param signal ends it */
  constructor(work: () => void, signal: AbortSignal) {
    this.#work = work;
    signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  /** Does it now, or when its turn comes. */
  request(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#next - performance.now();
    if (wait <= 0) this.run();
    else this.#timer = setTimeout(() => this.#again(), wait);
  }

  /** What it costs may have become known meanwhile. */
  #again(): void {
    this.#timer = undefined;
    this.request();
  }

  /** Does it now, whatever it costs. */
  run(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const start = performance.now();
    this.#work();
    const took = performance.now() - start;
    // What the frame takes is known later: as much as the last one, for now.
    this.#rest(Math.max(took, this.#cost));
    // A page that is out of sight has no frames, and lays nothing out.
    requestAnimationFrame(() => {
      const frame = performance.now();
      const { port1, port2 } = new MessageChannel();
      // This comes when the frame has been laid out.
      port1.onmessage = () => {
        port1.close();
        this.#cost = took + performance.now() - frame;
        this.#rest(this.#cost);
      };
      port2.postMessage(null);
    });
  }

  #rest(cost: number): void {
    this.#next = cost > COSTLY_MS ? performance.now() + REST * cost : 0;
  }
}

/** Keeps a message with many facts well below the size limit of a frame. */
const MAX_PER_MESSAGE = 5000;

/** Facts can wait until no more come: while a program builds, its own thread needs the time. */
const GATHER_MS = 50;
/** But no longer than this. */
const LONGEST_MS = 250;
/** Unless to find them out takes a while, as of very many widgets: the user waits for that. */
const PAUSES = 10;
const LONGEST_PAUSE_MS = 2000;

export type Report = readonly [wid: number, key: string, value: unknown];

/** Collects facts, the last one per widget and key, and hands them over in few messages. */
export class Reports {
  /** By widget and key. */
  readonly #facts = new Map<number, Map<string, unknown>>();
  /** Runs out when they may be due. */
  #timer: ReturnType<typeof setTimeout> | 0 = 0;
  /** When the first of them came, in ms. */
  #first = 0;
  /** When the last of them came, in ms. */
  #last = 0;
  /** How long they may wait, in ms. */
  #longest = LONGEST_MS;
  /** Takes them, as many as fit a message. */
  readonly #send: (reports: readonly Report[]) => void;
  /** Adds the facts that `expect` announced. */
  readonly #collect: () => void;

  /** @param collect adds the facts that `expect` announced */
  constructor(send: (reports: readonly Report[]) => void, collect: () => void) {
    this.#send = send;
    this.#collect = collect;
  }

  add(wid: number, key: string, value: unknown): void {
    const facts = this.#facts.get(wid) ?? new Map<string, unknown>();
    facts.set(key, value);
    this.#facts.set(wid, facts);
    this.expect();
  }

  /** There will be facts, which are found out only when they are due. */
  expect(): void {
    this.#last = performance.now();
    if (this.#timer) return;
    this.#first = this.#last;
    this.#wait(GATHER_MS);
  }

  forget(wid: number): void {
    this.#facts.delete(wid);
  }

  /** Hands over what has come so far: there may be no time for more. */
  hurry(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#flush();
  }

  /** A timer, not a frame: frames stop while the page is out of sight. */
  #wait(time: number): void {
    this.#timer = setTimeout(() => this.#due(), time);
  }

  #due(): void {
    const end = Math.min(this.#last + GATHER_MS, this.#first + this.#longest);
    const rest = end - performance.now();
    if (rest > 1) this.#wait(rest);
    else this.#flush();
  }

  #flush(): void {
    const start = performance.now();
    this.#collect();
    this.#timer = 0;
    const all: Report[] = [];
    for (const [wid, facts] of this.#facts) {
      for (const [key, value] of facts) all.push([wid, key, value]);
    }
    for (let i = 0; i < all.length; i += MAX_PER_MESSAGE) {
      this.#send(all.slice(i, i + MAX_PER_MESSAGE));
    }
    this.#facts.clear();
    const pause = Math.min(PAUSES * (performance.now() - start), LONGEST_PAUSE_MS);
    this.#longest = Math.max(LONGEST_MS, pause);
  }
}

import { clamp } from "../../core/clamp.ts";
import type { Stretch } from "./grid-body.ts";

/** The program gives no more rows than this at a time. */
const MOST_ROWS = 1000;

/** A part of so many cells takes a moment on any line. */
const MOST_CELLS = 8000;

/** So many rows more than in view are of use in any case. */
const LEAST_MARGIN = 24;

/** While the user scrolls fast, only the place where that leads after so many ms is asked for. */
const PAUSE_MS = 80;

/** Asks the program for the rows that are in view, and for some around them, in good time. */
export class PartQuery {
  /** Asks for so many rows from a rank on. */
  readonly #send: (first: number, count: number) => void;
  /** What was asked for and has not come. */
  #asked: Stretch | null = null;
  /** What is to be asked for when the pause is over. */
  #next: Stretch | null = null;
  /** Runs out when the pause is over. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (first: number, count: number) => void, signal: AbortSignal) {
    this.#send = send;
    signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  /** Rows have come: those that were asked for, or others in their place. */
  came(): void {
    this.#asked = null;
  }

  /** @param inView what the user sees
   *  @param known what the page has
   *  @param count how many rows there are
   *  @param columns how many columns there are */
  look(inView: Stretch, known: Stretch, count: number, columns: number): void {
    if (inView.end <= inView.first) return;
    const rows = inView.end - inView.first;
    const most = clamp(Math.floor(MOST_CELLS / Math.max(1, columns)), rows, MOST_ROWS);
    const margin = Math.floor(Math.min(Math.max(2 * rows, LEAST_MARGIN), (most - rows) / 2));
    const near = around(inView, Math.floor(margin / 2), count);
    const sure = this.#asked ?? known;
    if (near.first >= sure.first && near.end <= sure.end) {
      this.#next = null;
      return;
    }
    this.#next = around(inView, margin, count);
    if (this.#timer === undefined) this.#ask();
  }

  #ask(): void {
    this.#timer = undefined;
    const next = this.#next;
    if (!next) return;
    [this.#asked, this.#next] = [next, null];
    this.#send(next.first, next.end - next.first);
    this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }
}

/** Some rows, and as many more on both sides as there are. */
function around({ first, end }: Stretch, margin: number, count: number): Stretch {
  return { first: Math.max(0, first - margin), end: Math.min(count, end + margin) };
}

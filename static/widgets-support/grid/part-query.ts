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

/** How long an answer takes, before one has come. */
const ANSWER_MS = 50;

/** What goes further than this many views at once was no scrolling, but a jump. */
const JUMP_VIEWS = 3;

/** Asks the program for the rows that are in view, and for some around them, in good time. */
export class PartQuery {
  /** Asks for so many rows from a rank on. */
  readonly #send: (first: number, count: number) => void;
  /** What was asked for and has not come, the last at the end, and when that was. */
  #asked: { readonly part: Stretch; readonly at: number }[] = [];
  /** What is to be asked for when the pause is over. */
  #next: Stretch | null = null;
  /** Runs out when the pause is over. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Tells the time, in ms. */
  readonly #now: () => number;
  /** How long the last answer took. */
  #answerMs = ANSWER_MS;
  /** Where the user is going. */
  readonly #travel = new Travel();

  constructor(
    send: (first: number, count: number) => void,
    signal: AbortSignal,
    now: () => number = () => performance.now(),
  ) {
    this.#send = send;
    this.#now = now;
    signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  /** Rows have come from a rank on: those that were asked for, or others in their place. */
  came(first: number): void {
    const place = this.#asked.findIndex(({ part }) => part.first === first);
    const answered = this.#asked[place];
    if (answered) this.#answerMs = this.#now() - answered.at;
    this.#asked = answered ? this.#asked.slice(place + 1) : [];
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
    const way = this.#travel.seen(inView, this.#now()) * (this.#answerMs + PAUSE_MS);
    const near = around(inView, Math.floor(margin / 2), count, way, most);
    const sure = this.#asked.at(-1)?.part ?? known;
    if (near.first >= sure.first && near.end <= sure.end) {
      this.#next = null;
      return;
    }
    // With as much again of the way, so that the next part is asked for while this one lasts.
    this.#next = around(inView, margin, count, 2 * way, most);
    if (this.#timer === undefined) this.#ask();
  }

  #ask(): void {
    this.#timer = undefined;
    const next = this.#next;
    if (!next) return;
    this.#asked.push({ part: next, at: this.#now() });
    this.#next = null;
    this.#send(next.first, next.end - next.first);
    this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }
}

/** Some rows, and as many more on both sides as there are.
 *  @param way how many rows the user goes on by the time that they come, up if less than 0
 *  @param most so many in all */
function around({ first, end }: Stretch, margin: number, count: number, way: number, most: number): Stretch {
  const room = Math.max(0, most - (end - first) - 2 * margin);
  const ahead = Math.min(Math.ceil(Math.abs(way)), room);
  const [up, down] = way < 0 ? [ahead, 0] : [0, ahead];
  return { first: Math.max(0, first - margin - up), end: Math.min(count, end + margin + down) };
}

/** How fast the user scrolls. */
class Travel {
  /** Which row was the first in view, and when. */
  #first = 0;
  #at = Number.NEGATIVE_INFINITY;
  /** In rows a ms. */
  #speed = 0;

  /** @returns how many rows a ms the view goes down, less than 0 if up */
  seen({ first, end }: Stretch, now: number): number {
    const [step, took] = [first - this.#first, now - this.#at];
    // It is drawn for other reasons, too.
    if (step === 0 && took < PAUSE_MS) return this.#speed;
    const isJump = Math.abs(step) > JUMP_VIEWS * (end - first);
    this.#speed = isJump || took <= 0 || took > PAUSE_MS ? 0 : step / took;
    [this.#first, this.#at] = [first, now];
    return this.#speed;
  }
}

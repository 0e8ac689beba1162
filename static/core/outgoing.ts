import type { Message } from "./messages.ts";
import { PIECE_UNITS, split } from "./pieces.ts";
import { byteLength } from "./sizes.ts";

/** The line has its own memory, and what waits there delays what is urgent. */
const MOST_WAITING = 1024 * 1024;
const PAUSE_MS = 5;

type Frame = string | ArrayBuffer;

/** What carries frames to the server. */
interface Line {
  send(frame: Frame): void;
  /** How many bytes wait to be sent. */
  waiting(): number;
}

/** What a text has and may have, in bytes. */
export interface Excess {
  readonly size: number;
  readonly most: number;
}

/** What the page sends, in order: long texts in pieces, no faster than the line takes them. */
export class Outgoing {
  /** What carries the frames. */
  readonly #line: Line;
  /** Frames, and texts that are to be frames, behind what is under way. */
  #queue: Frame[] = [];
  /** The rest of the text that is under way. */
  #pieces: Iterator<string> | null = null;
  /** Runs while the line has enough to send. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the server takes long texts in pieces. */
  #inPieces = false;
  /** The most bytes that the server takes of one message. */
  #most = Number.POSITIVE_INFINITY;

  constructor(line: Line) {
    this.#line = line;
  }

  /** A line is there. @param inPieces whether the server takes long texts in pieces */
  open(inPieces: boolean): void {
    this.close();
    this.#inPieces = inPieces;
  }

  /** The line has joined a session, whose messages have a limit. */
  limit({ max_message_size }: Message): void {
    this.#most = Number(max_message_size ?? Number.POSITIVE_INFINITY);
  }

  /** The line is gone, and with it what waited. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue = [];
    this.#pieces = null;
  }

  /** How a text is larger than the server takes, or null if it isn't. */
  excess(text: string): Excess | null {
    if (text.length * 3 <= this.#most) return null;
    const size = byteLength(text);
    return size > this.#most ? { size, most: this.#most } : null;
  }

  /** Whether what is sent now would wait behind a long text. */
  get isBusy(): boolean {
    return this.#timer !== undefined;
  }

  /** How many bytes wait to be sent, as far as they are made yet. */
  get waiting(): number {
    const queued = this.#queue.reduce((sum, frame) => sum + sizeOf(frame), 0);
    return this.#line.waiting() + queued;
  }

  send(frame: Frame): void {
    this.#queue.push(frame);
    if (!this.#timer) this.#pump();
  }

  #pump(): void {
    this.#timer = undefined;
    while (true) {
      if (this.#pieces) {
        if (this.#line.waiting() > MOST_WAITING) {
          this.#timer = setTimeout(() => this.#pump(), PAUSE_MS);
          return;
        }
        const { value, done } = this.#pieces.next();
        if (!done) this.#line.send(value);
        else this.#pieces = null;
        continue;
      }
      const next = this.#queue.shift();
      if (next === undefined) return;
      if (this.#isLong(next)) this.#pieces = split(next);
      else this.#line.send(next);
    }
  }

  #isLong(frame: Frame): frame is string {
    return this.#inPieces && typeof frame === "string" && frame.length > PIECE_UNITS;
  }
}

function sizeOf(frame: Frame): number {
  return typeof frame === "string" ? frame.length : frame.byteLength;
}

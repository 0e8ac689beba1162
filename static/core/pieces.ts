import { integer, text, type Message } from "./messages.ts";
import { isHigh } from "./sizes.ts";

/** A text of more code units than this travels in pieces. Even where each takes three bytes, a
 *  piece is well below the 1 MiB that a frame may have. */
export const PIECE_UNITS = 256 * 1024;

/** The frames that carry a long JSON text, made one by one as they are sent. */
export function* split(whole: string): Generator<string, void> {
  const parts = Math.ceil(whole.length / PIECE_UNITS);
  let start = 0;
  for (let index = 0; index < parts; index += 1) {
    let end = Math.min(whole.length, (index + 1) * PIECE_UNITS);
    // A character is not cut into halves, which no text may have.
    if (end < whole.length && isHigh(whole.charCodeAt(end - 1))) end -= 1;
    yield JSON.stringify({ type: "piece", index, count: parts, data: whole.slice(start, end) });
    start = end;
  }
}

/** Puts a long message together again. Its pieces come in order, no other message's between. */
export class Pieces {
  /** What has come of the message that is under way. */
  #parts: string[] = [];
  /** How many pieces it has. */
  #count = 0;

  /** Takes the next piece. @returns the message with the last one */
  take(piece: Message): Message | null {
    const index = integer(piece, "index");
    const count = integer(piece, "count");
    // The first one of another message says that the former is given up.
    if (index === 0) this.drop();
    const isNext = index === this.#parts.length && index < count;
    if (!isNext || (index > 0 && count !== this.#count)) {
      throw new RangeError(`piece ${index} of ${count} came out of turn`);
    }
    this.#count = count;
    this.#parts.push(text(piece, "data"));
    if (index < count - 1) return null;
    const whole = this.#parts.join("");
    this.drop();
    return JSON.parse(whole) as Message;
  }

  drop(): void {
    this.#parts = [];
  }
}

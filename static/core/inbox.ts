import type { Message } from "./messages.ts";

const ANNOUNCES_BYTES: ReadonlySet<string> = new Set(["binary-call", "binary-chunk"]);

/** The messages of one text frame; an array is answered with an array. */
export interface Parcel {
  readonly messages: readonly Message[];
  readonly isArray: boolean;
  /** What came in binary frames, for the messages that announced it. */
  readonly bytes: ReadonlyMap<Message, ArrayBuffer>;
}

interface Waiting {
  readonly messages: readonly Message[];
  readonly isArray: boolean;
  readonly missing: number;
}

/** Pairs binary frames with the headers that announced them, first in, first out. */
export class Inbox {
  /** Those whose bytes have not all come yet, and those after them. */
  readonly #texts: Waiting[] = [];
  /** Those that no text has taken yet. */
  readonly #binaries: ArrayBuffer[] = [];

  /** Takes one frame and returns what is now complete, in order. */
  take(frame: string | ArrayBuffer): Parcel[] {
    if (typeof frame === "string") this.#texts.push(parse(frame));
    else this.#binaries.push(frame);
    const parcels: Parcel[] = [];
    for (let next = this.#texts[0]; next; next = this.#texts[0]) {
      if (next.missing > this.#binaries.length) break;
      this.#texts.shift();
      parcels.push({ messages: next.messages, isArray: next.isArray, bytes: this.#pair(next) });
    }
    return parcels;
  }

  #pair({ messages, missing }: Waiting): ReadonlyMap<Message, ArrayBuffer> {
    const pairs = new Map<Message, ArrayBuffer>();
    if (!missing) return pairs;
    for (const message of messages) {
      const bytes = needsBytes(message) ? this.#binaries.shift() : undefined;
      if (bytes) pairs.set(message, bytes);
    }
    return pairs;
  }
}

function needsBytes(message: Message): boolean {
  return ANNOUNCES_BYTES.has(message.type);
}

function parse(frame: string): Waiting {
  const value: unknown = JSON.parse(frame);
  const isArray = Array.isArray(value);
  // A null says nothing, as in arrays that come the other way.
  const messages = ((isArray ? value : [value]) as (Message | null)[]).filter((item) => item !== null);
  let missing = 0;
  for (const message of messages) {
    if (typeof message !== "object" || typeof message.type !== "string") {
      throw new TypeError("a message must be an object with a type");
    }
    if (needsBytes(message)) missing += 1;
  }
  return { messages, isArray, missing };
}

import type { Message } from "./messages.ts";

const ANNOUNCES_BYTES: ReadonlySet<string> = new Set(["binary-call", "binary-chunk"]);

/** A message with the bytes that its binary frame brought, and the frame it came in. */
export interface Delivery {
  readonly message: Message;
  readonly bytes: ArrayBuffer | null;
}

/** The deliveries of one text frame; an array is answered with an array. */
export interface Parcel {
  readonly deliveries: readonly Delivery[];
  readonly isArray: boolean;
}

interface Waiting {
  readonly messages: readonly Message[];
  readonly isArray: boolean;
  readonly missing: number;
}

/** Pairs binary frames with the headers that announced them, first in, first out. */
export class Inbox {
  #texts: Waiting[] = [];
  #binaries: ArrayBuffer[] = [];

  /** Takes one frame and returns what is now complete, in order. */
  take(frame: string | ArrayBuffer): Parcel[] {
    if (typeof frame === "string") this.#texts.push(parse(frame));
    else this.#binaries.push(frame);
    const parcels: Parcel[] = [];
    for (let next = this.#texts[0]; next; next = this.#texts[0]) {
      if (next.missing > this.#binaries.length) break;
      this.#texts.shift();
      parcels.push({ deliveries: this.#pair(next), isArray: next.isArray });
    }
    return parcels;
  }

  #pair({ messages }: Waiting): Delivery[] {
    return messages.map((message) => ({
      message,
      bytes: needsBytes(message) ? (this.#binaries.shift() ?? null) : null,
    }));
  }
}

function needsBytes(message: Message): boolean {
  return ANNOUNCES_BYTES.has(message.type);
}

function parse(frame: string): Waiting {
  const value: unknown = JSON.parse(frame);
  const isArray = Array.isArray(value);
  const messages = (isArray ? value : [value]) as Message[];
  for (const message of messages) {
    if (typeof message !== "object" || message === null || typeof message.type !== "string") {
      throw new TypeError("a message must be an object with a type");
    }
  }
  return { messages, isArray, missing: messages.filter(needsBytes).length };
}

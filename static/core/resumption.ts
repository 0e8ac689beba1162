import type { Message } from "./messages.ts";

/** Messages about the line, which don't count as received from the session. */
const LINE_TYPES: ReadonlySet<string> = new Set([
  "init",
  "ping",
  "waiting",
  "rejected",
  "resumed",
  "closing",
]);

/** How far this page has got in its session, so that it can go on where it was on another line. */
export class Resumption {
  /** The server's name for this page; null if it can't resume. */
  #name: string | null = null;
  /** How many texts and binaries of the session have come since the page has that name. */
  #received = 0;
  /** The id of the last message of the session that asked for an answer. */
  #answered: number | string | null = null;

  /** Whether the server knows this page, and keeps what it misses. */
  get isPossible(): boolean {
    return this.#name !== null;
  }

  /** The last message of the session that was answered. */
  get answered(): number | string | null {
    return this.#answered;
  }

  /** What the answer to `init` says of it. */
  request(): Record<string, unknown> {
    return this.isPossible ? { resume: { name: this.#name, received: this.#received } } : {};
  }

  /** Counts a message as it came, also one that is a piece of another, if it is of the session. */
  count({ type }: Message, bytes: ArrayBuffer | null): void {
    if (!LINE_TYPES.has(type)) this.#received += bytes ? 2 : 1;
  }

  /** Notes that a whole message of the session is going to be answered. */
  answering({ type, id }: Message): void {
    if (!LINE_TYPES.has(type) && id !== undefined) this.#answered = id;
  }

  /** Begins anew with the message that names the page, which counts. */
  begin({ resume }: Message): void {
    this.#name = typeof resume === "string" ? resume : null;
    this.#received = 1;
    this.#answered = null;
  }

  /** Gives up: the server that answers now knows nothing of it. */
  drop(): void {
    this.#name = null;
  }
}

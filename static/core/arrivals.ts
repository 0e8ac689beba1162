import type { ConnectionHandlers } from "./connection.ts";
import { describe } from "./messages.ts";
import type { WidgetClasses } from "./widget-classes.ts";

/** Hands the frames of a connection on in their order, once the classes of their widgets are here.
 *
 *  Until then they are on their way, as on a slower line. */
export class Arrivals implements ConnectionHandlers {
  /** Who gets them. */
  readonly #handlers: ConnectionHandlers;
  /** Whose classes they need. */
  readonly #classes: WidgetClasses;
  /** Gives the connection up, for another try. */
  readonly #giveUp: () => void;
  /** Those that wait; null while none has to. */
  #waiting: (string | ArrayBuffer)[] | null = null;

  constructor(handlers: ConnectionHandlers, classes: WidgetClasses, giveUp: () => void) {
    this.#handlers = handlers;
    this.#classes = classes;
    this.#giveUp = giveUp;
  }

  opened(): void {
    this.#handlers.opened();
  }

  frame(data: string | ArrayBuffer): void {
    if (this.#waiting) this.#waiting.push(data);
    else this.#take(data);
  }

  closed(code: number, reason: string): boolean {
    // The server sends again what the page has not got.
    this.#waiting = null;
    return this.#handlers.closed(code, reason);
  }

  #take(data: string | ArrayBuffer): void {
    const needed = typeof data === "string" ? this.#classes.need(data) : null;
    if (needed) void this.#await(needed, data);
    else this.#handlers.frame(data);
  }

  async #await(needed: Promise<unknown>, first: string | ArrayBuffer): Promise<void> {
    const waiting = [first];
    this.#waiting = waiting;
    try {
      await needed;
    } catch (error) {
      console.error("pgwidgets: a part of the client could not be loaded:", describe(error));
      if (this.#waiting === waiting) this.#giveUp();
      return;
    }
    // Of an earlier connection, they come once more.
    if (this.#waiting !== waiting) return;
    this.#waiting = null;
    // One of them may have to wait, and then those behind it.
    for (const frame of waiting) this.frame(frame);
  }
}

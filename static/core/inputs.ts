import type { Message } from "./messages.ts";

interface Input {
  readonly seq: number;
  readonly wid: number;
  readonly keys: readonly string[];
  readonly message: Message;
  readonly since: number;
}

/** More inputs than this while the line is down: the page no longer resumes but is rebuilt. */
const MAX_PENDING = 2000;

/** The numbered inputs that the server has not acknowledged yet.
 *
 *  While an input for a state key of a widget is under way, what the program set before it had
 *  seen that input is out of date, for the server will apply the input on top of it. */
export class Inputs {
  #seq = 0;
  #pending: Input[] = [];
  #overflowed = false;

  /** Numbers a callback and keeps it until it is acknowledged. */
  add(wid: number, keys: readonly string[], callback: Message): Message {
    this.#seq += 1;
    const message = { ...callback, seq: this.#seq };
    this.#pending.push({ seq: this.#seq, wid, keys, message, since: performance.now() });
    if (this.#pending.length > MAX_PENDING) {
      this.#pending.shift();
      this.#overflowed = true;
    }
    return message;
  }

  acknowledge(seq: number): void {
    const first = this.#pending.findIndex((input) => input.seq > seq);
    this.#pending.splice(0, first < 0 ? this.#pending.length : first);
  }

  /** Nothing shown stems from these inputs any more, so nothing the server sends is outdated. */
  settleAll(): void {
    this.#pending = [];
  }

  /** Whether a change of any of these keys of a widget would undo newer input. */
  outdates(wid: number, keys: readonly string[]): boolean {
    if (!this.#pending.length || !keys.length) return false;
    return this.#pending.some((input) => {
      return input.wid === wid && input.keys.some((key) => keys.includes(key));
    });
  }

  /** What to send again after the line came back. */
  get unacknowledged(): readonly Message[] {
    return this.#pending.map((input) => input.message);
  }

  /** False once inputs had to be dropped, so that the rest would not be the whole story. */
  get complete(): boolean {
    return !this.#overflowed;
  }

  /** For how many ms the oldest input has been waiting; 0 if none is. */
  get age(): number {
    const oldest = this.#pending[0];
    return oldest ? performance.now() - oldest.since : 0;
  }

  /** The line is back: the inputs start waiting anew. */
  restartClock(): void {
    const since = performance.now();
    this.#pending = this.#pending.map((input) => ({ ...input, since }));
  }
}

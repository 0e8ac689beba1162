import type { Message } from "./messages.ts";

interface Input {
  readonly seq: number;
  readonly wid: number;
  readonly keys: readonly string[];
  readonly since: number;
}

/** The numbered inputs that the server has not acknowledged yet.
 *
 *  While an input for a state key of a widget is under way, what the program set before it had
 *  seen that input is out of date, for the server will apply the input on top of it. */
export class Inputs {
  #seq = 0;
  #pending: Input[] = [];

  /** Numbers a callback and keeps account of it until it is acknowledged. */
  add(wid: number, keys: readonly string[], callback: Message): Message {
    this.#seq += 1;
    this.#pending.push({ seq: this.#seq, wid, keys, since: performance.now() });
    return { ...callback, seq: this.#seq };
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

  /** For how many ms the oldest input has been waiting; 0 if none is. */
  get age(): number {
    const oldest = this.#pending[0];
    return oldest ? performance.now() - oldest.since : 0;
  }
}

import type { Message } from "./messages.ts";

/** An input as the page made it, before it is numbered. */
export interface Act {
  /** The widget, or 0 for a message about several. */
  readonly wid: number;
  /** The state keys that it carries. */
  readonly keys: readonly string[];
  readonly message: Message;
  /** Only the last of several in a row counts. */
  readonly isContinuous: boolean;
}

interface Input extends Act {
  readonly seq: number;
  readonly since: number;
  isSent: boolean;
}

/** The numbered inputs that the server has not acknowledged yet.
 *
 *  While an input for a state key of a widget is under way, what the program set before it had
 *  seen that input is out of date, for the server will apply the input on top of it. */
export class Inputs {
  #seq = 0;
  #pending: Input[] = [];

  /** Numbers an input and keeps account of it until it is acknowledged.
   *  @returns the message to send */
  add(act: Act): Message {
    this.#seq += 1;
    const message = { ...act.message, seq: this.#seq };
    this.#pending.push({ ...act, message, seq: this.#seq, since: performance.now(), isSent: true });
    return message;
  }

  /** Keeps an input until there is a line again. */
  hold(act: Act): void {
    const last = this.#pending.at(-1);
    if (last && !last.isSent && act.isContinuous && isSame(last, act)) this.#pending.pop();
    else this.#seq += 1;
    const message = { ...act.message, seq: this.#seq };
    this.#pending.push({ ...act, message, seq: this.#seq, since: performance.now(), isSent: false });
  }

  acknowledge(seq: number): void {
    const first = this.#pending.findIndex((input) => input.seq > seq);
    this.#pending.splice(0, first < 0 ? this.#pending.length : first);
  }

  /** What the server has not got, to be sent (again) on a line that goes on. */
  repeat(): readonly Message[] {
    for (const input of this.#pending) input.isSent = true;
    return this.#pending.map((input) => input.message);
  }

  /** What the server has not got, for a page that is rebuilt: it forgets these.
   *  @param unsentOnly leave out what may have arrived */
  release(unsentOnly: boolean): readonly Act[] {
    const acts = this.#pending.filter((input) => !(unsentOnly && input.isSent));
    this.#pending = [];
    return acts;
  }

  /** Nothing shown stems from these inputs any more, so nothing the server sends is outdated. */
  forgetKeys(): void {
    this.#pending = this.#pending.map((input) => ({ ...input, keys: [] }));
  }

  /** Whether a change of any of these keys of a widget would undo newer input. */
  outdates(wid: number, keys: readonly string[]): boolean {
    if (!this.#pending.length || !keys.length) return false;
    return this.#pending.some((input) => {
      return input.wid === wid && input.keys.some((key) => keys.includes(key));
    });
  }

  /** How many there are that a user made. */
  get count(): number {
    return this.#pending.filter((input) => input.wid !== 0).length;
  }

  /** For how many ms the oldest input has been waiting; 0 if none is. */
  get age(): number {
    const oldest = this.#pending[0];
    return oldest ? performance.now() - oldest.since : 0;
  }
}

function isSame(one: Act, other: Act): boolean {
  return one.wid === other.wid && one.message["action"] === other.message["action"];
}

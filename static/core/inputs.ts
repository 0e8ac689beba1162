import { SHARED_KEYS } from "../generated/facts.ts";
import type { Message } from "./messages.ts";

/** An input as the page made it, before it is numbered. */
export interface Act {
  /** The widget, or 0 for a message about several. */
  readonly wid: number;
  /** The state keys that it carries. */
  readonly keys: readonly string[];
  readonly message: Message;
  /** Only the last of several in a row counts that are alike in these entries of their events;
   *  null for an act that counts by itself. */
  readonly continuous: readonly string[] | null;
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
  /** The number of the last input. */
  #seq = 0;
  /** In the order of their numbers. */
  #pending: Input[] = [];
  /** The last input that the server has applied. */
  #acknowledged = 0;

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** The last input that the server may have got. */
  get sent(): number {
    const first = this.#pending.find((input) => !input.isSent);
    return first ? first.seq - 1 : this.#seq;
  }

  /** Numbers an input and keeps account of it until it is acknowledged.
   *  @returns the message to send */
  add(act: Act): Message & { readonly seq: number } {
    this.#seq += 1;
    const message = { ...act.message, seq: this.#seq };
    this.#pending.push({ ...act, message, seq: this.#seq, since: performance.now(), isSent: true });
    return message;
  }

  /** Keeps an input until there is a line again.
   *  @returns its number */
  hold(act: Act): number {
    const last = this.#pending.at(-1);
    if (last && !last.isSent && replaces(act, last)) this.#pending.pop();
    else this.#seq += 1;
    const message = { ...act.message, seq: this.#seq };
    this.#pending.push({ ...act, message, seq: this.#seq, since: performance.now(), isSent: false });
    return this.#seq;
  }

  acknowledge(seq: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, seq);
    const first = this.#pending.findIndex((input) => input.seq > seq);
    this.#pending.splice(0, first < 0 ? this.#pending.length : first);
  }

  /** The server can't be told of an input: instead it shall say what it has.
   *  @returns the message that asks for it, or null if the input is acknowledged or unknown */
  withdraw(seq: number): Message | null {
    const index = this.#pending.findIndex((pending) => pending.seq === seq);
    const input = this.#pending[index];
    if (!input) return null;
    const { wid, action } = input.message;
    const message: Message = { type: "withdrawn", wid: wid ?? 0, action: action ?? null, seq };
    this.#pending[index] = { ...input, keys: [], message };
    return message;
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

  /** Whether a change of these keys of a widget would do no more than undo newer input. */
  outdates(wid: number, keys: readonly string[]): boolean {
    if (!this.#pending.length || !keys.length) return false;
    return keys.every((key) => this.#pending.some((input) => carries(input, wid, key)));
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

/** Whether an input stands for a key of a widget; some keys stand for all widgets' at once. */
function carries(input: Act, wid: number, key: string): boolean {
  return input.keys.includes(key) && (input.wid === wid || SHARED_KEYS.includes(key));
}

/** Whether an act says all that one before it did. */
function replaces(act: Act, former: Act): boolean {
  if (act.wid !== former.wid || act.message["action"] !== former.message["action"]) return false;
  return act.continuous?.every((name) => entry(act, name) === entry(former, name)) ?? false;
}

/** An entry of an act's event, in a form to compare. */
function entry({ message }: Act, name: string): string | undefined {
  const [event] = (message["args"] ?? []) as readonly (Readonly<Record<string, unknown>> | undefined)[];
  return JSON.stringify(event?.[name]);
}

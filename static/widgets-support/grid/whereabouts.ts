import type { Fire } from "./chooser.ts";

/** Whether the user is still where something was done, when the program tells what came of it. */
export class Whereabouts {
  readonly #fire: Fire;
  /** How often the user has gone somewhere. */
  #went = 0;
  /** What was done: its number, and how often the user had gone somewhere by then. */
  readonly #acts: { readonly seq: number; readonly went: number }[] = [];

  constructor(fire: Fire) {
    this.#fire = fire;
  }

  /** The user goes somewhere. */
  goes(): void {
    this.#went += 1;
  }

  /** The user does something, of which the program says then where it is. */
  act(action: string, ...args: unknown[]): void {
    this.#acts.push({ seq: this.#fire(action, ...args), went: this.#went });
  }

  /** @param confirmed the last input that what the program tells stands for */
  isThere(confirmed: number): boolean {
    const done = this.#acts.filter(({ seq }) => seq <= confirmed);
    // The last one stays: more may be told of it.
    this.#acts.splice(0, done.length - 1);
    return (done.at(-1)?.went ?? this.#went) === this.#went;
  }
}

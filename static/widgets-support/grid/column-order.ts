import type { Fire } from "./chooser.ts";
import type { GridModel } from "./grid-model.ts";

/** Where the user has the columns: the program tells what comes of it, and until then it is asked
 *  for what is wanted by now, not for what shows. */
export class ColumnOrder {
  readonly #model: GridModel;
  readonly #fire: Fire;
  /** Says something to those who don't see it. */
  readonly #say: (text: string) => void;
  /** What is wanted, and the input that asked for it last. */
  #wanted: { readonly keys: readonly string[]; readonly seq: number } | null = null;

  constructor(model: GridModel, fire: Fire, say: (text: string) => void) {
    this.#model = model;
    this.#fire = fire;
    this.#say = say;
  }

  /** Whether the program is still to say what came of it. */
  get isPending(): boolean {
    return this.#wanted !== null;
  }

  get #keys(): readonly string[] {
    return this.#wanted?.keys ?? this.#model.keys;
  }

  /** The program knew all inputs up to this one as it told what shows now. */
  confirm(seq: number): void {
    if (this.#wanted && seq >= this.#wanted.seq) this.#wanted = null;
  }

  /** Where a column is among the others. */
  placeOf(key: string): number {
    return this.#keys.indexOf(key);
  }

  /** Puts a column before the one that is in a place now, or behind the last.
   *  @returns whether that is another place */
  move(key: string, to: number): boolean {
    const keys = this.#keys;
    const from = keys.indexOf(key);
    // The first of a tree has what is in what.
    const least = this.#model.isTree ? 1 : 0;
    if (from < least || to < least || to > keys.length || to === from || to === from + 1) return false;
    const before = keys[to] ?? null;
    const others = keys.filter((it) => it !== key);
    const at = before === null ? others.length : others.indexOf(before);
    const seq = this.#fire("move_column", key, before);
    this.#wanted = { keys: others.toSpliced(at, 0, key), seq };
    return true;
  }

  /** Puts a column one place further to the left (-1) or the right (1). */
  step(key: string, way: -1 | 1): void {
    const from = this.placeOf(key);
    if (!(this.#model.isMovable && this.move(key, way < 0 ? from - 1 : from + 2))) return;
    const { columns, keys } = this.#model;
    const label = columns[keys.indexOf(key)]?.label || key;
    this.#say(`${label}: column ${this.placeOf(key) + 1} of ${columns.length}`);
  }
}

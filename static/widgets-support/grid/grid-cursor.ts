import type { GridModel } from "./grid-model.ts";
import { FOOT, type Place } from "./grid-keys.ts";
import { Lineage } from "./lineage.ts";

/** The cell that the keys are at: it stays with its row and its column, wherever these move. */
export class GridCursor {
  readonly #model: GridModel;
  #rank = 0;
  /** The id of its row, once that is known. */
  #id: number | null = null;
  /** The key of its column. */
  #key = "";
  /** What its row is in. */
  readonly #lineage: Lineage;

  constructor(model: GridModel) {
    this.#model = model;
    this.#lineage = new Lineage(model.part);
  }

  get place(): Place {
    return { rank: this.#rank, column: Math.max(0, this.#model.keys.indexOf(this.#key)) };
  }

  get id(): number | null {
    return this.#id;
  }

  set({ rank, column }: Place): void {
    this.#rank = rank;
    this.#key = this.#model.keys[column] ?? "";
    this.#id = this.#model.part.at(rank)?.id ?? null;
    this.#lineage.follow(rank);
  }

  /** There is nothing below the rows. */
  leaveFoot(): void {
    const { rank, column } = this.place;
    if (rank === FOOT) this.set({ rank: Math.max(0, this.#model.part.count - 1), column });
  }

  /** Other rows have come, or the same in another order. Where its row is no longer in what this
   *  page knows, it goes on with the one that it has gone into, or has come in its place. */
  follow(): void {
    const { part } = this.#model;
    if (this.#rank < 0) return;
    let rank = this.#id === null ? -1 : part.rankOf(this.#id);
    if (rank < 0) rank = this.#lineage.closed;
    this.#rank = rank < 0 ? Math.max(0, Math.min(this.#rank, part.count - 1)) : rank;
    this.#id = part.at(this.#rank)?.id ?? this.#id;
    this.#lineage.follow(this.#rank);
  }
}

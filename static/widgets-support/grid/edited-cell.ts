import type { Place } from "./grid-keys.ts";
import type { GridModel } from "./grid-model.ts";
import { Lineage } from "./lineage.ts";

/** Where something lies over the rows, in px of the content. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A cell that something belongs to: it stays the same, wherever its row and its column move. */
export class EditedCell {
  readonly id: number;
  readonly key: string;
  readonly #model: GridModel;
  /** Where its row was last. */
  #rank: number;
  /** What its row is in. */
  readonly #lineage: Lineage;

  /** @param rank where its row is, as far as known */
  constructor(model: GridModel, id: number, key: string, rank: number) {
    this.#model = model;
    this.id = id;
    this.key = key;
    this.#rank = rank;
    this.#lineage = new Lineage(model.part);
    this.#lineage.follow(rank);
  }

  static at(model: GridModel, { rank, column }: Place): EditedCell {
    return new EditedCell(model, model.part.at(rank)?.id ?? -1, model.keys[column] ?? "", rank);
  }

  /** The last rank that this page knows of, or that of the closed row that it is in. */
  get rank(): number {
    const rank = this.#model.part.rankOf(this.id);
    if (rank < 0) return this.isFolded ? this.#lineage.closed : this.#rank;
    if (rank !== this.#rank) this.#lineage.follow(rank);
    this.#rank = rank;
    return rank;
  }

  /** Whether it is in a row that is closed. */
  get isFolded(): boolean {
    return this.#model.part.rankOf(this.id) < 0 && this.#lineage.closed >= 0;
  }

  /** -1 if the column is gone. */
  get column(): number {
    return this.#model.keys.indexOf(this.key);
  }

  /** Rows came or went somewhere before it. */
  shift(by: number): void {
    if (this.#model.part.rankOf(this.id) < 0) this.#rank += by;
  }

  /** Whether another row is where it was: it was moved, or removed. */
  get isMissing(): boolean {
    const there = this.#model.part.at(this.rank);
    return there !== null && there.id !== this.id;
  }
}

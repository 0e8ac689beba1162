import type { GridModel } from "./grid-model.ts";

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

  constructor(model: GridModel, rank: number, column: number) {
    this.#model = model;
    this.#rank = rank;
    this.id = model.part.at(rank)?.id ?? -1;
    this.key = model.keys[column] ?? "";
  }

  /** The last rank that this page knows of. */
  get rank(): number {
    const rank = this.#model.part.rankOf(this.id);
    if (rank >= 0) this.#rank = rank;
    return this.#rank;
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

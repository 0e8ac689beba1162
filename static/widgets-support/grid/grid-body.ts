import { length, make, uniqueId } from "../../core/style.ts";
import type { GridModel } from "./grid-model.ts";
import { type RowFrame, RowView } from "./row-view.ts";

/** Which ranks are laid out: from the first up to, but without, the end. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
}

/** The rows in view. Each shows the same row as long as it is in view, wherever that moves. */
export class GridBody {
  readonly element = make("div", "pg-grid-body");
  /** What is shown. */
  readonly #model: GridModel;
  /** By the id of the row; of one that is not known yet, by its rank. */
  #views = new Map<number | string, RowView>();
  /** What the ids of rows begin with. */
  readonly #id = uniqueId("row");
  /** How many rows were ever made. */
  #made = 0;

  constructor(model: GridModel) {
    this.#model = model;
    this.element.role = "rowgroup";
  }

  /** @param top where the first of these ranks lies, in px
   *  @param height of a row, in px */
  show({ first, end }: Stretch, top: number, height: number, frame: RowFrame): void {
    const wanted = new Map<number | string, number>();
    for (let rank = first; rank < end; rank += 1) {
      wanted.set(this.#model.part.at(rank)?.id ?? `blank ${rank}`, rank);
    }
    const kept = new Map<number | string, RowView>();
    for (const [key, rank] of wanted) {
      // A row that has come shows where it was waited for.
      const view = this.#views.get(key) ?? this.#views.get(`blank ${rank}`);
      if (view) kept.set(key, view);
    }
    const stay = new Set(kept.values());
    const free = [...this.#views.values()].filter((view) => !stay.has(view));
    // Taken out, so that those that stay need not move for them. Where none does, they are in order.
    if (stay.size) for (const { element } of free) element.remove();
    const views = new Map<number | string, RowView>();
    for (const [key, rank] of wanted) {
      const view = kept.get(key) ?? free.shift() ?? this.#make();
      views.set(key, view);
      view.place(rank, top + (rank - first) * height, frame);
      view.show(this.#model, rank, frame);
    }
    for (const view of free) view.element.remove();
    this.#views = views;
    this.#arrange();
  }

  setHeight(height: number): void {
    this.element.style.height = length(height);
  }

  /** Has the browser lay the rows out now, and not with the next frame. */
  layOut(): void {
    this.element.getBoundingClientRect();
  }

  /** The element of a cell, if it is in view. */
  cell(rank: number, column: number): HTMLElement | null {
    return this.#view(rank)?.cell(column) ?? null;
  }

  row(rank: number): HTMLElement | null {
    return this.#view(rank)?.element ?? null;
  }

  #view(rank: number): RowView | null {
    const id = this.#model.part.at(rank)?.id;
    return this.#views.get(id ?? `blank ${rank}`) ?? null;
  }

  /** Where an element lies in the body, if it is in a row: its rank, and its column or −1. */
  placeOf(element: Element): { rank: number; column: number } | null {
    const row = element.closest(".pg-row");
    const view = [...this.#views.values()].find((it) => it.element === row);
    if (!view) return null;
    const cell = element.closest<HTMLElement>(".pg-cell");
    return { rank: view.rank, column: cell ? this.#model.keys.indexOf(cell.dataset["column"] ?? "") : -1 };
  }

  #make(): RowView {
    this.#made += 1;
    return new RowView(`${this.#id}-${this.#made}`, this.#model.isTree);
  }

  /** Puts the elements into the order of their ranks, for those who don't see where they lie. */
  #arrange(): void {
    let next = this.element.firstElementChild;
    for (const { element } of this.#views.values()) {
      if (element === next) next = next.nextElementSibling;
      else this.element.insertBefore(element, next);
    }
  }
}

import { type Drag, onDrag } from "../../core/drag.ts";
import { length, make } from "../../core/style.ts";
import type { CellRange } from "./cell-filling.ts";
import { EdgeScroll } from "./edge-scroll.ts";
import type { Grid } from "./grid.ts";
import type { Place } from "./grid-keys.ts";
import { selectedPlaces } from "./selected-places.ts";

/** Inside the corner, so that nothing grows by it, in px. */
const SIZE_PX = 8;

/** The handle at the corner of what is selected: dragged, it fills the cells below it, or beside it;
 *  pressed twice, all below. The keys have their own ways. */
export class FillHandle {
  readonly #grid: Grid;
  readonly #handle = make("div", "pg-fill-handle");
  /** Lies around what would be filled. */
  readonly #outline = make("div", "pg-fill-outline");
  readonly #edge: EdgeScroll;
  /** Where it is, … */
  #range: CellRange | null = null;
  /** … as of this state of the grid. */
  #version = -1;
  /** The last cell that would be filled. */
  #to: Place | null = null;

  constructor(grid: Grid, layer: HTMLElement, signal: AbortSignal) {
    this.#grid = grid;
    this.#edge = new EdgeScroll(grid.scroll, signal);
    for (const it of [this.#handle, this.#outline]) {
      it.hidden = true;
      it.ariaHidden = "true";
    }
    layer.append(this.#outline, this.#handle);
    onDrag(this.#handle, signal, () => this.#begin());
    this.#handle.addEventListener("dblclick", () => this.#fill(null), { signal });
    // The grid keeps the focus.
    this.#handle.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
  }

  /** A frame was drawn. */
  drawn(): void {
    const { model } = this.#grid;
    if (this.#version !== model.version) {
      this.#version = model.version;
      this.#range = this.#find();
    }
    const range = this.#range;
    this.#handle.hidden = range === null || !this.#isInView(range);
    if (range) this.#put(range);
  }

  #put({ bottom, right }: CellRange): void {
    const box = this.#grid.places.boxOf(bottom, right);
    if (!box) return;
    this.#handle.style.left = length(box.left + box.width - SIZE_PX);
    this.#handle.style.top = length(box.top + box.height - SIZE_PX);
  }

  #isInView({ bottom, right }: CellRange): boolean {
    const { scroll, widths, places, editing } = this.#grid;
    const { first, end } = scroll.inView;
    const edge = places.leftOf(right) + widths.width(right) - scroll.left;
    const isBeside = edge > scroll.sizes.width + 1 || (right >= widths.frozen && edge < widths.fixed + SIZE_PX);
    return bottom >= first && bottom < end && !isBeside && !editing.isOpen;
  }

  /** What is selected, if this page knows it and it is a rectangle that can be filled from. */
  #find(): CellRange | null {
    const { model, cursor } = this.#grid;
    if (!model.isSheet || !model.columns.some(({ isEditable }) => isEditable)) return null;
    const { cells, isAll } = selectedPlaces(model);
    const places = model.selectsCells && (cells.length || !isAll) ? cells : [cursor.place];
    const [ranks, columns] = [places.map(({ rank }) => rank), places.map(({ column }) => column)];
    const [top, bottom] = [Math.min(...ranks), Math.max(...ranks)];
    const [left, right] = [Math.min(...columns), Math.max(...columns)];
    const isWhole = places.length > 0 && places.length === (bottom - top + 1) * (right - left + 1);
    return isWhole && isAll && model.part.at(top) ? { top, bottom, left, right } : null;
  }

  #begin(): Drag | null {
    const range = this.#range;
    if (!range) return null;
    return this.#edge.drag({
      follow: (event) => this.#follow(range, event),
      cancel: () => {
        this.#to = null;
      },
      end: (moved) => {
        this.#outline.hidden = true;
        const to = this.#to;
        this.#to = null;
        if (moved && to) this.#fill(to);
      },
    });
  }

  #follow(range: CellRange, { clientX, clientY }: PointerEvent): void {
    const { rank, column } = this.#grid.places.placeAt(clientX, clientY);
    const { bottom, right } = range;
    if (rank > bottom) this.#to = { rank, column: right };
    else this.#to = column > right ? { rank: bottom, column } : null;
    const from = rank > bottom ? { rank: bottom + 1, column: range.left } : { rank: range.top, column: right + 1 };
    this.#outline.hidden = this.#to === null;
    if (this.#to) this.#surround(from, this.#to);
  }

  #surround(from: Place, to: Place): void {
    const { places } = this.#grid;
    const [first, last] = [places.boxOf(from.rank, from.column), places.boxOf(to.rank, to.column)];
    if (!first || !last) return;
    const { style } = this.#outline;
    style.left = length(first.left);
    style.top = length(first.top);
    style.width = length(last.left + last.width - first.left);
    style.height = length(last.top + last.height - first.top);
  }

  #fill(to: Place | null): void {
    if (this.#range) this.#grid.filling.spread(this.#range, to);
  }
}

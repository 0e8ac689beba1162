import { type Drag, onDrag } from "../../core/drag.ts";
import { css, length, make } from "../../core/style.ts";
import { EdgeScroll } from "./edge-scroll.ts";
import type { Grid } from "./grid.ts";
import { selectedPlaces } from "./selected-places.ts";

/** How thick the line is that says where rows would come, in px. */
const LINE_PX = 2;

/** The handle at the beginning of a row, by which it is dragged to another place: of the row under
 *  the pointer, or of the one that a finger has chosen. In a tree, where rows begin with what opens
 *  them, it is at the end, and rows stay in what they are in. The keys have their own way. */
export class RowDrag {
  readonly #grid: Grid;
  readonly #handle = make("div", "pg-row-grip");
  /** Says where the rows would come. */
  readonly #mark = make("div", "pg-row-drop");
  readonly #edge: EdgeScroll;
  /** The row under the pointer. */
  #over: number | null = null;
  /** The row where the handle is. */
  #id: number | null = null;
  #isByFinger = false;
  /** It stays with its row while it is dragged. */
  #isDragged = false;
  /** Before which rank the rows would come. */
  #gap: number | null = null;

  constructor(grid: Grid, layer: HTMLElement, signal: AbortSignal) {
    this.#grid = grid;
    this.#edge = new EdgeScroll(grid.scroll, signal);
    for (const it of [this.#handle, this.#mark]) {
      it.hidden = true;
      it.ariaHidden = "true";
    }
    layer.append(this.#mark, this.#handle);
    const { element } = grid.scroll;
    element.addEventListener("pointermove", (event) => this.#look(event), { signal });
    element.addEventListener("pointerdown", (event) => this.#look(event), { signal, capture: true });
    element.addEventListener("pointerleave", () => this.#leave(), { signal });
    onDrag(this.#handle, signal, () => this.#begin());
  }

  /** A frame was drawn. */
  drawn(): void {
    const { model, scroll, cursor } = this.#grid;
    const id = this.#isByFinger ? (model.part.at(cursor.place.rank)?.id ?? null) : this.#over;
    if (!this.#isDragged) this.#id = id;
    const rank = this.#id === null ? -1 : model.part.rankOf(this.#id);
    const { first, end } = scroll.inView;
    const can = model.areRowsEditable && !model.part.sort.length;
    const isShown = can && rank >= first && rank < end;
    this.#handle.hidden = !isShown;
    // Where it would be has to be asked of the browser, which would lay out what was drawn.
    if (isShown) this.#put(this.#handle, scroll.near(rank), model.isTree ? scroll.sizes.width : 0);
    css(this.#handle, "pg-end", model.isTree);
    this.#mark.hidden = this.#gap === null;
    if (this.#gap !== null) this.#show(this.#gap);
  }

  /** Shows where rows would come: the line grows nothing, at the end of the last row neither. */
  #show(gap: number): void {
    const { scroll } = this.#grid;
    this.#put(this.#mark, gap ? scroll.near(gap - 1) + scroll.sizes.row - LINE_PX : scroll.near(0));
    this.#mark.style.width = length(scroll.sizes.width);
  }

  #put({ style }: HTMLElement, top: number, across = 0): void {
    const { sizes, left } = this.#grid.scroll;
    style.left = length(left + across);
    style.top = length(sizes.head + top);
  }

  #look({ target, pointerType }: PointerEvent): void {
    this.#isByFinger = pointerType !== "mouse";
    if (!(target instanceof Element) || target === this.#handle) return;
    const place = this.#grid.body.placeOf(target);
    this.#hover(place && (this.#grid.model.part.at(place.rank)?.id ?? null));
  }

  #leave(): void {
    this.#hover(null);
  }

  #hover(id: number | null): void {
    if (id === this.#over) return;
    this.#over = id;
    this.drawn();
  }

  #begin(): Drag {
    this.#isDragged = true;
    return this.#edge.drag({
      follow: (event) => this.#follow(event),
      cancel: () => {
        this.#gap = null;
      },
      end: (moved) => {
        const gap = this.#gap;
        this.#gap = null;
        if (moved && gap !== null) this.#drop(gap);
        this.#isDragged = false;
        this.drawn();
      },
    });
  }

  #follow({ clientY }: PointerEvent): void {
    const { scroll } = this.#grid;
    const { row, head } = scroll.sizes;
    const rank = scroll.rankAt(clientY);
    const { element } = scroll;
    const top = element.getBoundingClientRect().top + head + scroll.top(rank) - element.scrollTop;
    this.#gap = this.#among(clientY < top + row / 2 ? rank : rank + 1);
    this.drawn();
  }

  /** The next place between rows that are in the same one as the row that is dragged. */
  #among(gap: number): number {
    const { part, isTree } = this.#grid.model;
    const own = part.rankOf(this.#id ?? -1);
    if (!isTree || own < 0) return gap;
    const levelAt = (rank: number): number => part.at(rank)?.branch?.[0] ?? 0;
    const level = levelAt(own);
    let [first, end] = [own, own + 1];
    while (levelAt(first - 1) >= level) first -= 1;
    while (levelAt(end) >= level) end += 1;
    let at = Math.min(end, Math.max(first, gap));
    while (at < end && levelAt(at) > level) at += 1;
    const isInside = part.rows.slice(own + 1 - part.first, at - part.first).every(({ branch }) => (branch?.[0] ?? 0) > level);
    return at > own && isInside ? own : at;
  }

  #drop(gap: number): void {
    const { model, fire } = this.#grid;
    const own = model.part.rankOf(this.#id ?? -1);
    if (this.#id === null || (model.isTree && gap === own)) return;
    // What is behind a branch may be in no such row as what is dragged.
    const behind = model.isTree && gap > own ? null : model.part.at(gap);
    const beside = behind ?? model.part.at(gap - 1);
    if (beside) fire("move_rows", this.#meant(this.#id), beside.id, behind ? "before" : "after");
  }

  /** What is dragged: all that is selected, if the row is a part of it; null: the program knows. */
  #meant(id: number): readonly number[] | null {
    const { rows, isAll } = selectedPlaces(this.#grid.model);
    if (!rows.includes(id)) return [id];
    return isAll ? rows : null;
  }
}

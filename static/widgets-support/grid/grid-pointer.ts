import { onDrag, type Drag } from "../../core/drag.ts";
import { giveFocus } from "../../core/focus.ts";
import { REST_MS } from "../../core/rest.ts";
import type { Manner } from "./chooser.ts";
import { EdgeScroll } from "./edge-scroll.ts";
import { isInFilters } from "./filter-field.ts";
import type { Grid } from "./grid.ts";
import type { Place } from "./grid-keys.ts";
import { arranged } from "./sort-order.ts";

/** What in a cell is pressed by itself. */
const PARTS = "button, input, .pg-combo-arrow, .pg-expander";

/** What mice, pens and fingers do in a grid. */
export class GridPointer {
  readonly #grid: Grid;
  /** Runs out when a finger has rested. */
  #rest = 0;
  /** The finger has rested: its release is no tap. */
  #hasRested = false;
  /** Fingers add to what is selected, until that is nothing. */
  #adds = false;
  /** Where a drag that selects has got. */
  #dragged: Place | null = null;
  /** Scrolls while the pointer is beyond the edge. */
  readonly #edge: EdgeScroll;

  constructor(grid: Grid, signal: AbortSignal) {
    this.#grid = grid;
    this.#edge = new EdgeScroll(grid.scroll, signal);
  }

  listen(signal: AbortSignal): void {
    const { element } = this.#grid;
    element.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    element.addEventListener("mousedown", (event) => this.#keepFocus(event), { signal });
    element.addEventListener("click", (event) => this.#click(event), { signal });
    element.addEventListener("dblclick", (event) => this.#double(event), { signal });
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
      element.addEventListener(type, () => window.clearTimeout(this.#rest), { signal });
    }
    onDrag(element, signal, (event) => this.#begin(event));
    signal.addEventListener("abort", () => this.#stop(), { once: true });
  }

  /** The grid has the focus, not what is in its cells. */
  #keepFocus(event: MouseEvent): void {
    if (isInFilters(event)) return;
    if (!this.#isText(event)) event.preventDefault();
    if (document.activeElement !== this.#grid.element) {
      giveFocus(this.#grid.element, { preventScroll: true });
    }
  }

  /** Whether a press begins to select text as in a document. */
  #isText({ target }: Event): boolean {
    return target instanceof Element && getComputedStyle(target).userSelect === "text";
  }

  #down(event: PointerEvent): void {
    this.#hasRested = false;
    this.#grid.editing.dismiss();
    const place = this.#placeOf(event);
    if (event.button !== 0 || !place) return;
    if (event.pointerType !== "mouse") {
      this.#rest = window.setTimeout(() => this.#rested(place, event), REST_MS);
      return;
    }
    this.#press(event, place);
  }

  #press(event: MouseEvent, place: Place): void {
    const [grid, manner] = [this.#grid, mannerOf(event)];
    const isPart = event.target instanceof Element && event.target.closest(PARTS) !== null;
    if (place.column < 0) {
      const column = grid.cursor.place.column;
      grid.goTo({ rank: place.rank, column }, null);
      if (manner === "set") grid.chooser.chooseRow(place.rank);
      else grid.chooser.choose({ rank: place.rank, column }, manner);
    } else grid.goTo(place, isPart ? null : manner);
    if (!isPart) grid.leaveCells();
  }

  /** A finger that rests selects in addition to others, and from then on so do taps. */
  #rested(place: Place, { clientX, clientY }: PointerEvent): void {
    this.#hasRested = true;
    this.#adds = this.#grid.model.isMultiple;
    this.#grid.goTo(fitting(place), this.#adds ? "toggle" : "set");
    if (this.#grid.model.areRowsEditable) this.#grid.rows.open(clientX, clientY);
  }

  #click(event: PointerEvent | MouseEvent): void {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const column = this.#grid.head.columnOf(target);
    if (target.closest(".pg-head-grip") || (column >= 0 && this.#hasRested)) return;
    if (column >= 0) this.#sort(column, event.shiftKey);
    else if (target.closest(".pg-corner")) this.#grid.chooser.chooseAll(true);
    else this.#clickCell(event, target);
    this.#grid.changed();
  }

  #clickCell(event: PointerEvent | MouseEvent, target: Element): void {
    const place = this.#placeOf(event);
    if (!place) return;
    const isTouch = event instanceof PointerEvent && event.pointerType !== "mouse" && event.pointerType !== "";
    if (isTouch && !this.#hasRested) this.#tap(event, place);
    if (place.column < 0 || this.#hasRested) return;
    if (target.closest("input")) {
      // It shows what the program says, and until then what was entered.
      event.preventDefault();
      this.#grid.editing.toggle(place);
    } else if (target.closest("button")) this.#grid.deeds.press(place);
    else if (target.closest(".pg-combo-arrow")) this.#grid.editing.start(place);
    else if (target.closest(".pg-expander")) this.#grid.folding.toggle(place.rank);
  }

  #tap(event: MouseEvent, place: Place): void {
    giveFocus(this.#grid.element, { preventScroll: true });
    if (this.#adds && this.#grid.model.part.selected === 0) this.#adds = false;
    const isPart = event.target instanceof Element && event.target.closest(PARTS) !== null;
    if (isPart) this.#grid.goTo(place, null);
    else this.#grid.goTo(fitting(place), this.#adds ? "toggle" : "set");
    if (!isPart) this.#grid.leaveCells();
  }

  #double(event: MouseEvent): void {
    const { target } = event;
    if (!(target instanceof Element) || this.#hasRested) return;
    const place = this.#placeOf(event);
    if (target.closest(".pg-head-grip")) this.#grid.widths.makeOptimal(this.#grid.head.columnOf(target));
    else if (place && place.column >= 0 && !target.closest(PARTS)) this.#grid.deeds.operate(place);
  }

  #sort(column: number, adds: boolean): void {
    const { model } = this.#grid;
    const key = model.keys[column];
    if (!model.isSortable || key === undefined) return;
    this.#grid.fire("arrange", arranged(model.part.sort, key, adds));
  }

  #begin(event: PointerEvent): Drag | null {
    const { target } = event;
    if (!(target instanceof Element)) return null;
    const head = this.#grid.head.columnOf(target);
    if (target.closest(".pg-head-grip")) return this.#resize(head);
    if (head >= 0) return this.#move(event, head);
    const place = this.#placeOf(event);
    const selects = event.pointerType === "mouse" && this.#grid.model.isMultiple && !this.#isText(event);
    if (!place || !selects || target.closest(PARTS)) return null;
    return this.#select(place);
  }

  #resize(column: number): Drag {
    const { widths } = this.#grid;
    const before = widths.width(column);
    return {
      move: (dx) => widths.drag(column, before + dx),
      cancel: () => widths.restore(),
      lost: () => widths.restore(),
      end: (moved) => moved && widths.settle(),
    };
  }

  #move(event: PointerEvent, column: number): Drag | null {
    const rested = (): void => {
      this.#hasRested = true;
      this.#grid.menu.openAt(column);
    };
    return this.#grid.columnDrag.begin(event, column, { rested });
  }

  /** From where the press was to where the pointer is. */
  #select(from: Place): Drag {
    this.#dragged = from;
    return this.#edge.drag({
      follow: (event) => this.#extend(event),
      end: () => this.#stop(),
    });
  }

  #extend(event: PointerEvent): void {
    const place = this.#grid.places.placeAt(event.clientX, event.clientY);
    if (place.rank === this.#dragged?.rank && place.column === this.#dragged.column) return;
    this.#dragged = place;
    this.#grid.goTo(place, "extend");
  }

  #stop(): void {
    window.clearTimeout(this.#rest);
    this.#edge.stop();
    this.#dragged = null;
  }

  #placeOf({ target }: Event): Place | null {
    return target instanceof Element ? this.#grid.body.placeOf(target) : null;
  }
}

function mannerOf(event: MouseEvent): Manner {
  if (event.shiftKey) return "extend";
  return event.ctrlKey || event.metaKey ? "toggle" : "set";
}

/** The number of a row stands for its first cell. */
function fitting({ rank, column }: Place): Place {
  return { rank, column: Math.max(0, column) };
}

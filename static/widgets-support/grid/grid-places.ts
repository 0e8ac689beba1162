import { clamp } from "../../core/clamp.ts";
import type { Box } from "./edited-cell.ts";
import type { Place } from "./grid-keys.ts";
import type { GridModel } from "./grid-model.ts";
import type { GridScroll } from "./grid-scroll.ts";
import type { GridWidths } from "./grid-widths.ts";

/** What lies somewhere. */
interface Laid {
  readonly model: GridModel;
  readonly scroll: GridScroll;
  readonly widths: GridWidths;
}

/** Where the cells of a grid are, in the content that scrolls and in the window. */
export class GridPlaces {
  readonly #laid: Laid;

  constructor(laid: Laid) {
    this.#laid = laid;
  }

  /** Where a cell lies, for what is laid over it; somewhere near what is in view, if it is not. */
  boxOf(rank: number, column: number): Box | null {
    const { model, scroll, widths } = this.#laid;
    const { row: height, head } = scroll.sizes;
    if (!height || column < 0) return null;
    const row = model.part.at(rank);
    const owner = row ? model.owner(row, column) : column;
    const isSpread = model.columns[owner]?.isSpread ?? false;
    const width = widths.width(owner, row && isSpread ? model.span(row, owner) : 1);
    const indent = row ? clamp(model.indent(row, owner), 0, Math.max(0, width - height)) : 0;
    return { left: this.leftOf(owner) + indent, top: head + scroll.near(rank), width: width - indent, height };
  }

  /** Where a column lies in the content now; those that stay in view go along. */
  leftOf(column: number): number {
    const { scroll, widths } = this.#laid;
    const left = widths.left(column);
    return column < widths.frozen ? left + scroll.left : left;
  }

  /** How far it is from a place to the end of what is in view, in px. */
  roomAt(left: number): number {
    const { scroll } = this.#laid;
    return scroll.left + scroll.sizes.width - left;
  }

  /** The cell at a point of the window, or the next one to it. */
  placeAt(clientX: number, clientY: number): Place {
    const { scroll, widths } = this.#laid;
    return { rank: scroll.rankAt(clientY), column: widths.columnAt(this.#across(clientX)) };
  }

  /** The column whose beginning is next to a point of the window; how many there are, for the end of
   *  the last. */
  edgeAt(clientX: number): number {
    const { widths } = this.#laid;
    const x = this.#across(clientX);
    const column = widths.columnAt(x);
    return x < widths.left(column) + widths.width(column) / 2 ? column : column + 1;
  }

  /** Where a point of the window is in the content; what stays in view covers what is under it. */
  #across(clientX: number): number {
    const { scroll, widths } = this.#laid;
    const x = clientX - scroll.element.getBoundingClientRect().left;
    return x < widths.fixed ? x : x + scroll.left;
  }

  /** What of the layer over the rows shows while a cell of a column is edited: nothing of it lies
   *  over what stays in view. */
  clip(column: number): string {
    const { scroll, widths } = this.#laid;
    if (column < widths.frozen || !widths.fixed) return "";
    return `inset(-1e7px -1e7px -1e7px ${scroll.left + widths.fixed}px)`;
  }

  /** Scrolls sideways as little as it takes to show a column. */
  revealAcross(column: number): void {
    const { scroll, widths } = this.#laid;
    if (column < widths.frozen) return;
    const left = widths.left(column);
    scroll.revealAcross(left, left + widths.width(column), widths.fixed);
  }

  /** How far it is scrolled, across and down, 0 to 1. */
  fractions(): readonly [h: number, v: number] {
    const { scroll, widths } = this.#laid;
    const range = widths.total - scroll.sizes.width;
    return [range > 0 ? clamp(scroll.left / range, 0, 1) : 0, scroll.fraction];
  }
}

import { make } from "../../core/style.ts";
import { FillHandle } from "./fill-handle.ts";
import type { Grid } from "./grid.ts";
import { RowDrag } from "./row-drag.ts";

/** What rows and cells of a grid are dragged by: it lies over them. */
export class GridHandles {
  readonly element = make("div", "pg-grid-handles");
  readonly #rows: RowDrag;
  readonly #fill: FillHandle;

  constructor(grid: Grid, signal: AbortSignal) {
    this.#rows = new RowDrag(grid, this.element, signal);
    this.#fill = new FillHandle(grid, this.element, signal);
  }

  /** A frame was drawn. */
  drawn(): void {
    this.#rows.drawn();
    this.#fill.drawn();
  }
}

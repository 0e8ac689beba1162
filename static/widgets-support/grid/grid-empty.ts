import { make } from "../../core/style.ts";

/** Says that there is no row, and puts the first one in, if the user may. */
export class GridEmpty {
  readonly element = make("div", "pg-grid-empty", "No rows");
  readonly #insert = make("button", "pg-button pg-grid-insert", "Insert row");

  constructor(insert: () => void, signal: AbortSignal) {
    this.element.hidden = true;
    this.#insert.type = "button";
    this.#insert.addEventListener("click", insert, { signal });
  }

  show(count: number, canInsert: boolean): void {
    this.element.hidden = count > 0;
    if (!canInsert) this.#insert.remove();
    else if (!this.#insert.isConnected) this.element.append(this.#insert);
  }
}

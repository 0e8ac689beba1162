import { pointAt } from "../../core/tooltip.ts";
import type { GridBody } from "./grid-body.ts";
import type { GridCursor } from "./grid-cursor.ts";
import type { GridFoot } from "./grid-foot.ts";
import type { GridHead } from "./grid-head.ts";
import { FOOT, HEAD } from "./grid-keys.ts";
import type { GridModel } from "./grid-model.ts";

/** The grid whose keys it shows. */
interface Holder {
  readonly element: HTMLElement;
  readonly model: GridModel;
  readonly cursor: GridCursor;
  readonly head: GridHead;
  readonly body: GridBody;
  readonly foot: GridFoot;
  /** Whether the keys are at a cell, rather than at a row as a whole. */
  readonly isAtCell: boolean;
  changed(): void;
}

/** Shows where the keys are, also to those who don't see it. */
export class CursorMark {
  readonly #holder: Holder;
  /** The keys have come to another cell, whose text may be cut. */
  #hasMoved = false;

  constructor(holder: Holder) {
    this.#holder = holder;
  }

  /** The keys have come to another place: what is cut there shows whole with the next frame. What
   *  scrolls for it is no reason to go. */
  moved(): void {
    this.#hasMoved = true;
  }

  listen(signal: AbortSignal): void {
    for (const type of ["focusin", "focusout"]) {
      this.#holder.element.addEventListener(type, () => this.#focused(type === "focusin"), { signal });
    }
  }

  /** The focus has come, or gone. */
  #focused(isHere: boolean): void {
    this.show(isHere);
    this.moved();
    if (isHere) this.#holder.changed();
  }

  /** @param isHere whether there are any keys */
  show(isHere: boolean): void {
    const { element } = this.#holder;
    for (const it of element.querySelectorAll(".pg-cursor")) it.classList.remove("pg-cursor");
    const at = isHere ? this.#at() : null;
    at?.classList.add("pg-cursor");
    if (at) element.setAttribute("aria-activedescendant", at.id);
    else element.removeAttribute("aria-activedescendant");
  }

  /** A frame was drawn. */
  drawn(): void {
    const isHere = document.activeElement === this.#holder.element;
    this.show(isHere);
    // A row as a whole has no text of its own.
    if (this.#hasMoved && isHere && (this.#holder.isAtCell || this.#holder.cursor.place.rank === FOOT)) pointAt(this.#at());
    this.#hasMoved = false;
  }

  #at(): HTMLElement | null {
    const { cursor, head, body, foot, model, isAtCell } = this.#holder;
    const { rank, column } = cursor.place;
    if (rank === HEAD) return head.cell(column);
    if (rank === FOOT) return foot.cell(column);
    if (!isAtCell) return body.row(rank);
    const row = model.part.at(rank);
    return body.cell(rank, row ? model.owner(row, column) : column);
  }
}

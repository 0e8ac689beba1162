import { Popup, HANGS } from "../../core/popup.ts";
import { length, make } from "../../core/style.ts";
import type { Box } from "./edited-cell.ts";

/** Words at a cell: why it was not taken what the user had entered. */
export class CellNote {
  /** Lies over the cell. */
  readonly element = make("div", "pg-cell-mark");
  /** The words. */
  readonly words = make("div", "pg-cell-note");
  readonly #popup: Popup;

  /** @param closed runs when the words are gone */
  constructor(closed: () => void, signal: AbortSignal) {
    this.element.hidden = true;
    this.words.role = "alert";
    this.#popup = new Popup(this.words, {
      closed: () => {
        this.element.hidden = true;
        this.words.textContent = "";
        closed();
      },
    });
    signal.addEventListener("abort", () => this.close(), { once: true });
  }

  get isOpen(): boolean {
    return this.#popup.isOpen;
  }

  open(text: string, box: Box): void {
    // Words that are there already go first: what closes takes away its words and its mark.
    this.close();
    this.element.hidden = false;
    this.place(box);
    this.words.textContent = text;
    this.#popup.open(this.element, HANGS.block);
  }

  place({ left, top, width, height }: Box): void {
    const { style } = this.element;
    style.left = length(left);
    style.top = length(top);
    style.width = length(width);
    style.height = length(height);
  }

  close(): void {
    this.#popup.close();
  }
}

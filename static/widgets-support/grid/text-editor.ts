import { giveFocus } from "../../core/focus.ts";
import { css, length, make } from "../../core/style.ts";
import type { CellDraft } from "../../documents/draft.ts";
import type { Column } from "./column.ts";
import type { Box } from "./edited-cell.ts";

/** How an edit ends: by a key that also says where to go on. */
export interface Ending {
  readonly key: string;
  readonly shiftKey: boolean;
  /** With one of these what was typed goes into all that is selected. */
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
}

/** What is half typed in it. */
type TextDraft = Pick<CellDraft, "before" | "text" | "selection">;

export interface TextEditorHooks {
  /** The user is done; null: by going elsewhere. */
  readonly accepted: (text: string, ending: Ending | null) => void;
  /** The user takes it back. */
  readonly cancelled: () => void;
  /** The user goes on typing, maybe out of view. */
  readonly typing: () => void;
}

/** The field that lies over a cell while its text is edited. */
export class TextEditor {
  readonly element = make("textarea", "pg-cell-editor");
  readonly #hooks: TextEditorHooks;
  /** What it began with. */
  #before = "";
  /** Whether keys move its caret, rather than on to the next cell: it was opened to be corrected. */
  #isCorrecting = true;

  constructor(hooks: TextEditorHooks, signal: AbortSignal) {
    this.#hooks = hooks;
    const { element } = this;
    element.rows = 1;
    element.hidden = true;
    element.spellcheck = false;
    element.autocomplete = "off";
    element.addEventListener("keydown", (event) => this.#key(event), { signal });
    element.addEventListener("input", () => hooks.typing(), { signal });
    element.addEventListener("blur", () => this.#left(), { signal });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  get text(): string {
    return this.element.value;
  }

  get hasChanged(): boolean {
    return this.text !== this.#before;
  }

  /** @param text what is edited
   *  @param replaces what is typed now takes the place of the text */
  open(text: string, replaces: boolean, { label, key, align, lines }: Column): void {
    const { element } = this;
    this.#before = text;
    this.#isCorrecting = !replaces;
    element.value = replaces ? "" : text;
    element.ariaLabel = label || key;
    element.dataset["align"] = align;
    css(element, "pg-wrapped", lines > 1);
    element.readOnly = false;
    element.hidden = false;
    giveFocus(element, { preventScroll: true });
    element.select();
  }

  get draft(): TextDraft {
    const { value: text, selectionStart, selectionEnd } = this.element;
    return { before: this.#before, text, selection: [selectionStart, selectionEnd] };
  }

  /** Goes on with what was typed before the page was rebuilt. */
  resume({ before, text, selection }: TextDraft, column: Column): void {
    this.open(before, false, column);
    this.element.value = text;
    this.element.setSelectionRange(...selection);
  }

  /** @param most how wide it may get, in px */
  place({ left, top, width, height }: Box, most: number): void {
    const { style } = this.element;
    style.left = length(left);
    style.top = length(top);
    style.minWidth = length(width);
    // Where the lines of the cell break, those of its text do, too.
    const isWrapped = this.element.classList.contains("pg-wrapped");
    style.maxWidth = length(isWrapped ? width : Math.max(width, most));
    style.minHeight = length(height);
  }

  /** What is typed can't go anywhere any more, but may be copied. */
  freeze(): void {
    this.element.readOnly = true;
  }

  close(): void {
    css(this.element, "pg-refused", false);
    this.element.hidden = true;
  }

  #key(event: KeyboardEvent): void {
    // What an input method does with its keys is its own business.
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.#hooks.cancelled();
    } else if (this.#ends(event)) {
      event.preventDefault();
      this.#hooks.accepted(this.text, event);
    } else if (event.key === "Enter" && event.altKey) {
      event.preventDefault();
      this.#breakLine();
    } else if (event.key === "F2") this.#isCorrecting = true;
  }

  #ends({ key, altKey, ctrlKey }: KeyboardEvent): boolean {
    if (key === "Tab") return true;
    if (key === "Enter") return !altKey;
    return !this.#isCorrecting && /^Arrow/u.test(key) && !altKey && !ctrlKey;
  }

  #breakLine(): void {
    const { element } = this;
    element.setRangeText("\n", element.selectionStart, element.selectionEnd, "end");
    this.#hooks.typing();
  }

  #left(): void {
    // The user may only have gone to another window.
    if (!this.isOpen || document.activeElement === this.element || !document.hasFocus()) return;
    this.#hooks.accepted(this.text, null);
  }
}

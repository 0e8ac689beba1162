import type { TextAreaMethods } from "../generated/catalog.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import { type LineAlign, lineTop } from "../widgets-support/line-place.ts";
import { ScrollState, type ScrollFractions } from "../widgets-support/scroll-state.ts";
import { lastLines } from "../widgets-support/text-lines.ts";
import { replaceText } from "../widgets-support/text-replace.ts";
import { type TextSelection, textSelection } from "../widgets-support/text-selection.ts";

export interface TextAreaOptions {
  readonly wrap?: boolean | null;
  readonly editable?: boolean | null;
}

const DEFAULT_COLUMNS = 36;
const DEFAULT_ROWS = 5;

/** Several lines of plain text, to read or to edit. */
export class TextArea extends Widget implements TextAreaMethods {
  declare readonly element: HTMLTextAreaElement;
  readonly #scroll: ScrollState;
  #limit = 0;

  constructor(page: Page, wid: number, args: readonly (string | null)[], options: TextAreaOptions) {
    super(page, wid, make("textarea", "pg-text-area pg-field"));
    this.element.spellcheck = false;
    this.element.autocomplete = "off";
    this.element.ariaLabel = "Text";
    this.element.cols = DEFAULT_COLUMNS;
    this.element.rows = DEFAULT_ROWS;
    this.#scroll = new ScrollState(this, this.element, (h, v) => this.fire("scrolled", h, v));
    this.set_wrap(options.wrap ?? true);
    this.set_editable(options.editable ?? true);
    this.element.value = args[0] ?? "";
    this.element.addEventListener("input", () => this.#modified(), { signal: this.signal });
  }

  protected override applyEnabled(enabled: boolean): void {
    this.element.disabled = !enabled;
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.element.ariaLabel = msg || "Text";
  }

  set_text(text: string): void {
    const limited = lastLines(text, this.#limit);
    if (this.element.value === limited) return;
    this.#scroll.contentChanges();
    replaceText(this.element, limited);
  }

  get_text(): string {
    return this.element.value;
  }

  read_selection(): TextSelection {
    return textSelection(this.element);
  }

  append_text(text: string): void {
    const end = this.element.value.length;
    this.element.setRangeText(text, end, end, "preserve");
    this.#keepLimit();
  }

  clear(): void {
    this.set_text("");
  }

  set_editable(tf: boolean): void {
    this.element.readOnly = !tf;
  }

  set_wrap(tf: boolean): void {
    this.element.wrap = tf ? "soft" : "off";
  }

  /** @param numlines how many of the last lines are kept; null or 0 keeps all. */
  set_limit(numlines: number | null): void {
    this.#limit = numlines ?? 0;
    this.#keepLimit();
  }

  set_scroll_position(h_pct: number | null, v_pct: number | null): void {
    this.#scroll.moveTo(h_pct, v_pct);
  }

  get_scroll_position(): ScrollFractions {
    return this.#scroll.fractions();
  }

  /** @param lineno counted from 1; numbers beyond the text mean its first or last line. */
  scroll_to_lineno(lineno: number, align?: string | null): void {
    this.#scroll.moveBy(() => {
      this.element.scrollTop = lineTop(this.element, lineno, align as LineAlign);
    });
  }

  scroll_to_end(): void {
    this.#scroll.moveBy(() => {
      this.element.scrollTop = this.element.scrollHeight;
    });
  }

  #modified(): void {
    this.#keepLimit();
    this.fire("modified", this.element.value);
  }

  /** Drops lines at the beginning; caret and selection stay at their text. */
  #keepLimit(): void {
    const { value } = this.element;
    const excess = value.length - lastLines(value, this.#limit).length;
    if (excess <= 0) return;
    this.#scroll.contentChanges();
    this.element.setRangeText("", 0, excess, "preserve");
  }
}

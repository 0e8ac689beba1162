import { make } from "../core/style.ts";
import type { Replacement } from "../documents/text-changes.ts";
import { lineTop, type LineAlign } from "./line-place.ts";
import { replaceText } from "./text-replace.ts";
import type { TextSurface } from "./text-surface.ts";

/** Shows a text for the user to edit. */
export class WritingSurface implements TextSurface {
  readonly element = make("textarea", "pg-text-surface");
  /** What was selected as the user began to compose; null while nothing is composed. */
  #before: readonly [start: number, end: number] | null = null;

  /** @param typed the user has changed the text to this, what is composed as a whole */
  constructor(typed: (text: string) => void, signal: AbortSignal) {
    const { element } = this;
    element.spellcheck = false;
    element.autocomplete = "off";
    const tell = (): void => {
      if (!this.isComposing) typed(element.value);
    };
    const begin = (): void => {
      this.#before = this.selected();
    };
    const end = (): void => {
      this.#before = null;
      tell();
    };
    element.addEventListener("input", tell, { signal });
    element.addEventListener("compositionstart", begin, { signal });
    element.addEventListener("compositionend", end, { signal });
  }

  get isComposing(): boolean {
    return this.#before !== null;
  }

  replace(text: string): void {
    replaceText(this.element, text);
  }

  change(replacements: readonly Replacement[]): void {
    for (const { start, end, text } of replacements) {
      this.element.setRangeText(text, start, end, "preserve");
    }
  }

  setEnabled(enabled: boolean): void {
    this.element.disabled = !enabled;
  }

  setWrap(wrap: boolean): void {
    this.element.wrap = wrap ? "soft" : "off";
  }

  setLabel(label: string): void {
    this.element.ariaLabel = label;
  }

  selected(): readonly [start: number, end: number] {
    return this.#before ?? [this.element.selectionStart, this.element.selectionEnd];
  }

  select(start: number, end: number): void {
    this.element.setSelectionRange(start, end);
  }

  lineTop(lineno: number, align: LineAlign): number {
    return lineTop(this.element, lineno, align);
  }
}

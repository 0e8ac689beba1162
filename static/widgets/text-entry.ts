import type { TextEntryMethods } from "../generated/catalog.ts";
import { keyOf } from "../core/keys.ts";
import { css, make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import { Composition } from "../widgets-support/composition.ts";
import { LineHistory } from "../widgets-support/line-history.ts";
import { replaceText } from "../widgets-support/text-replace.ts";
import { type TextSelection, textSelection } from "../widgets-support/text-selection.ts";

export interface TextEntryOptions {
  readonly editable?: boolean | null;
  readonly linehistory?: number | null;
  readonly password?: boolean | null;
  readonly clear_on_enter?: boolean | null;
}

/** One line of text to type. */
export class TextEntry extends Widget implements TextEntryMethods {
  declare readonly element: HTMLInputElement;
  /** The lines that were entered. */
  readonly #history: LineHistory;
  /** Whether Enter takes the text away. */
  readonly #clearsOnEnter: boolean;
  /** What an input method is at. */
  readonly #composition: Composition;

  constructor(page: Page, wid: number, args: readonly (string | null)[], options: TextEntryOptions) {
    super(page, wid, make("input", "pg-text-entry pg-field pg-control"));
    this.#history = new LineHistory(options.password ? 0 : (options.linehistory ?? 0));
    this.#clearsOnEnter = options.clear_on_enter ?? false;
    this.element.type = options.password ? "password" : "text";
    this.element.autocomplete = "off";
    this.element.spellcheck = false;
    this.element.ariaLabel = options.password ? "Password" : "Text";
    this.element.readOnly = options.editable === false;
    replaceText(this.element, args[0] ?? "");
    const { signal } = this;
    this.#composition = new Composition(this.element, () => this.#modified(), signal);
    this.element.addEventListener("input", () => this.#modified(), { signal });
    this.element.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  protected override applyEnabled(enabled: boolean): void {
    this.element.disabled = !enabled;
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.element.ariaLabel = msg || "Text";
  }

  set_text(text: string): void {
    this.#composition.show(() => replaceText(this.element, text));
  }

  get_text(): string {
    return this.element.value;
  }

  read_selection(): TextSelection {
    return textSelection(this.element);
  }

  clear(): void {
    this.set_text("");
  }

  set_length(numchars: number | null): void {
    this.element.style.setProperty("--pg-length", numchars === null ? "" : String(numchars));
    css(this.element, "pg-has-length", numchars !== null);
  }

  /** The lines that the up and down keys bring back, oldest first. */
  set_history(lines: readonly string[]): void {
    this.#history.replace(lines);
  }

  #modified(): void {
    if (!this.#composition.isUnderWay) this.fire("modified", this.element.value);
  }

  #key(event: KeyboardEvent): void {
    // Enter and the arrows belong to an input method while it composes.
    if (event.isComposing || this.element.readOnly) return;
    const text = this.element.value;
    if (keyOf(event) === "Enter") {
      // Where nobody waits for it, the key presses the window's default button.
      if (this.#clearsOnEnter || this.page.listening(this, "activated")) event.preventDefault();
      this.#history.add(text);
      this.fire("activated", text);
      if (this.#clearsOnEnter) replaceText(this.element, "");
    } else if (event.key === "ArrowUp") {
      this.#recall(event, this.#history.older(text));
    } else if (event.key === "ArrowDown") {
      this.#recall(event, this.#history.newer());
    }
  }

  #recall(event: KeyboardEvent, line: string | null): void {
    if (line === null) return;
    event.preventDefault();
    this.set_text(line);
    this.element.setSelectionRange(line.length, line.length);
    this.#modified();
  }
}

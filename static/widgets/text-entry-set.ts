import { make } from "../core/style.ts";
import type { Page } from "../core/widget.ts";
import type { TextEntrySetMethods } from "../generated/catalog.ts";
import type { EntryLineOptions } from "../widgets-support/entry-line.ts";
import { EntryWidget } from "../widgets-support/entry-widget.ts";

export interface TextEntrySetOptions extends EntryLineOptions {
  readonly label?: string | null;
}

/** One line of text to type, and a button that enters it. */
export class TextEntrySet extends EntryWidget implements TextEntrySetMethods {
  /** What enters the text. */
  readonly #button = make("button", "pg-button");
  /** Whether the user can enter something at all. */
  readonly #isEditable: boolean;

  constructor(
    page: Page,
    wid: number,
    args: readonly (string | null)[],
    options: TextEntrySetOptions,
  ) {
    super(page, wid, args[0], options, (field) => {
      const around = make("div", "pg-entry-set pg-control");
      around.append(field);
      return around;
    });
    this.#isEditable = options.editable ?? true;
    this.#button.type = "button";
    this.#button.disabled = !this.#isEditable;
    this.set_button_text(options.label ?? "Set");
    this.#button.addEventListener("click", () => this.line.enter(), { signal: this.signal });
    this.element.append(this.#button);
  }

  protected override applyEnabled(enabled: boolean): void {
    super.applyEnabled(enabled);
    this.#button.disabled = !(enabled && this.#isEditable);
  }

  set_button_text(text: string): void {
    this.#button.textContent = text;
    this.#button.ariaLabel = text ? null : "Set";
  }
}

import type { RadioButtonMethods } from "../generated/catalog.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";

export interface RadioButtonOptions {
  readonly group?: unknown;
}

/**
 * One choice of a group. The platform's own grouping by name does the exclusion and gives the
 * arrow keys; the server sends explicit states for the others too, which then change nothing.
 */
export class RadioButton extends Widget implements RadioButtonMethods {
  /** The platform's own button. */
  readonly #input = make("input");
  /** The words beside it. */
  readonly #text: HTMLElement;

  constructor(page: Page, wid: number, args: readonly (string | null)[], options: RadioButtonOptions) {
    super(page, wid, make("label", "pg-radio-button pg-control"));
    this.#text = make("span", "pg-check-text");
    this.#input.type = "radio";
    // JSON keeps the groups 1 and "1" apart.
    if (options.group != null) this.#input.name = `pg-group-${JSON.stringify(options.group)}`;
    this.element.append(this.#input, this.#text);
    this.set_text(args[0] ?? "");
    const { signal } = this;
    this.#input.addEventListener("change", () => this.fire("activated", this.get_state()), { signal });
  }

  protected override get focusTarget(): HTMLElement {
    return this.#input;
  }

  protected override applyEnabled(enabled: boolean): void {
    this.#input.disabled = !enabled;
  }

  set_text(text: string): void {
    this.#text.textContent = text;
    this.#input.ariaLabel = text ? null : "Choice";
  }

  set_state(value: boolean): void {
    this.#input.checked = value;
  }

  get_state(): boolean {
    return this.#input.checked;
  }
}

import type { CheckBoxMethods } from "../generated/catalog.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";

/** A box to tick, with its text beside it. */
export class CheckBox extends Widget implements CheckBoxMethods {
  /** The platform's own box. */
  readonly #input = make("input");

  constructor(page: Page, wid: number, args: readonly (string | null)[]) {
    super(page, wid, make("label", "pg-check-box pg-control"));
    const text = make("span", "pg-check-text", args[0] ?? "");
    this.#input.type = "checkbox";
    this.element.append(this.#input, text);
    if (!args[0]) this.#input.ariaLabel = "Check box";
    const { signal } = this;
    this.#input.addEventListener("change", () => this.fire("activated", this.get_state()), { signal });
  }

  protected override get focusTarget(): HTMLElement {
    return this.#input;
  }

  protected override applyEnabled(enabled: boolean): void {
    this.#input.disabled = !enabled;
  }

  set_state(tf: boolean): void {
    this.#input.checked = tf;
  }

  get_state(): boolean {
    return this.#input.checked;
  }
}

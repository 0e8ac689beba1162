import type { RadioButtonMethods } from "../generated/catalog.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import { type Exclusive, ExclusiveState } from "../widgets-support/exclusive.ts";

export interface RadioButtonOptions {
  readonly group?: unknown;
}

/** One choice of a group. The platform's own grouping by name gives the arrow keys. */
export class RadioButton extends Widget implements RadioButtonMethods, Exclusive {
  /** The platform's own button. */
  readonly #input = make("input");
  /** The words beside it. */
  readonly #text: HTMLElement;
  /** Whether it is the one. */
  readonly #state: ExclusiveState;

  constructor(page: Page, wid: number, args: readonly (string | null)[], options: RadioButtonOptions) {
    super(page, wid, make("label", "pg-radio-button pg-control"));
    this.#text = make("span", "pg-check-text");
    this.#input.type = "radio";
    this.#state = new ExclusiveState(page, this, "RadioButton", options.group, this.signal);
    // JSON keeps the groups 1 and "1" apart.
    if (options.group != null) this.#input.name = `pg-group-${JSON.stringify(options.group)}`;
    this.element.append(this.#input, this.#text);
    this.set_text(args[0] ?? "");
    const chosen = (): void => {
      this.fire("activated", this.#state.switch());
    };
    this.#input.addEventListener("change", chosen, { signal: this.signal });
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
    this.#state.set(value);
  }

  get_state(): boolean {
    return this.#state.isOn;
  }

  showOn(isOn: boolean): void {
    this.#input.checked = isOn;
  }
}

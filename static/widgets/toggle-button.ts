import type { ToggleButtonMethods } from "../generated/catalog.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import { paintButton } from "../widgets-support/button-ground.ts";
import { type Exclusive, ExclusiveState } from "../widgets-support/exclusive.ts";

export interface ToggleButtonOptions {
  readonly group?: unknown;
}

/** A button that stays pressed until it is clicked again, or until another of its group is. */
export class ToggleButton extends Widget implements ToggleButtonMethods, Exclusive {
  declare readonly element: HTMLButtonElement;
  /** Whether it is pressed down. */
  readonly #state: ExclusiveState;

  constructor(page: Page, wid: number, args: readonly (string | null)[], options: ToggleButtonOptions) {
    super(page, wid, make("button", "pg-toggle-button pg-control pg-goes-below"));
    this.#state = new ExclusiveState(page, this, "ToggleButton", options.group, this.signal);
    this.element.type = "button";
    this.set_text(args[0] ?? "");
    this.showOn(false);
    const click = (): void => {
      this.fire("activated", this.#state.switch());
    };
    this.element.addEventListener("click", click, { signal: this.signal });
  }

  protected override applyEnabled(enabled: boolean): void {
    this.element.disabled = !enabled;
  }

  /** Its own ground shows whether it is pressed. */
  override set_bg(color: string | null): void {
    paintButton(this.element, color, null);
  }

  set_text(text: string): void {
    this.element.textContent = text;
    this.element.ariaLabel = text ? null : "Toggle";
  }

  set_state(value: boolean): void {
    this.#state.set(value);
  }

  get_state(): boolean {
    return this.#state.isOn;
  }

  showOn(isOn: boolean): void {
    this.element.ariaPressed = String(isOn);
  }
}

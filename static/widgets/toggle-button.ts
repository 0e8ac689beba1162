import type { ToggleButtonMethods } from "../generated/catalog.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import { paintButton } from "../widgets-support/button-ground.ts";

export interface ToggleButtonOptions {
  readonly group?: unknown;
}

/** A button that stays pressed until it is clicked again, or until another of its group is. */
export class ToggleButton extends Widget implements ToggleButtonMethods {
  declare readonly element: HTMLButtonElement;
  /** The group's name, or null: excludes nobody. */
  readonly group: string | null;
  /** Whether it is pressed down. */
  #state = false;

  constructor(page: Page, wid: number, args: readonly (string | null)[], options: ToggleButtonOptions) {
    super(page, wid, make("button", "pg-toggle-button pg-control pg-goes-below"));
    this.group = options.group == null ? null : JSON.stringify(options.group);
    this.element.type = "button";
    this.set_text(args[0] ?? "");
    this.set_state(false);
    this.element.addEventListener("click", () => this.#click(), { signal: this.signal });
  }

  #click(): void {
    this.set_state(!this.#state);
    if (this.#state) for (const other of this.#others()) other.set_state(false);
    this.fire("activated", this.#state);
  }

  #others(): ToggleButton[] {
    if (this.group === null) return [];
    return this.page.find(
      (object): object is ToggleButton =>
        object instanceof ToggleButton && object.group === this.group && object !== this,
    );
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
    this.#state = value;
    this.element.ariaPressed = String(value);
  }

  get_state(): boolean {
    return this.#state;
  }
}

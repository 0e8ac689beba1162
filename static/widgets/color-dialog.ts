import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import type { ColorDialogMethods } from "../generated/catalog.ts";
import { ColorPanel } from "../widgets-support/color-panel.ts";
import { DialogWindow, type DialogWindowOptions } from "../widgets-support/dialog-window.ts";

export interface ColorDialogOptions extends DialogWindowOptions {
  readonly color?: string | null;
  readonly title?: string | null;
  readonly alpha?: boolean | null;
}

/** A window in which a color is chosen; hidden until `show` or `popup`. */
export class ColorDialog extends Widget implements ColorDialogMethods {
  declare readonly element: HTMLDialogElement;
  /** What it has of a window. */
  readonly #window: DialogWindow;
  /** In which the color is chosen. */
  readonly #panel: ColorPanel;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: ColorDialogOptions) {
    super(page, wid, make("dialog", "pg-dialog"));
    this.#window = new DialogWindow(this, options, (...act) => this.fire(...act));
    this.#window.frame.setTitle(options.title ?? "Color");
    const hooks = {
      picked: (color: string) => this.fire("pick", color),
      kept: (color: string) => this.fire("kept", color),
    };
    this.#panel = new ColorPanel(options.alpha ?? true, hooks, this.signal);
    this.#window.content.append(this.#panel.element);
    this.#window.addButton("Cancel", () => this.#window.close());
    this.#window.addButton("OK", () => this.#take()).classList.add("pg-primary");
    this.set_color(options.color ?? "#000000");
  }

  get_color(): string {
    return this.#panel.color;
  }

  set_color(hex_string: string): void {
    this.#panel.show(hex_string);
  }

  set_recent(colors: readonly string[]): void {
    this.#panel.setRecent(colors);
  }

  set_position(x: number, y: number): void {
    this.#window.moveTo(x, y);
  }

  override resize(width: number | null, height: number | null): void {
    this.#window.frame.sizeTo(width, height);
  }

  set_modal(tf: boolean): void {
    this.#window.setModal(tf);
  }

  popup(x?: number | null, y?: number | null): void {
    this.#window.popup(x, y);
  }

  override show(): void {
    this.#window.show();
  }

  raise_(): void {
    this.#window.raise();
  }

  override hide(): void {
    this.#window.hide();
  }

  override is_visible(): boolean {
    return this.#window.isWanted;
  }

  override destroy(): void {
    this.#window.remove();
    super.destroy();
  }

  protected override get focusTarget(): HTMLElement {
    return this.#panel.well;
  }

  protected override get paddingTarget(): HTMLElement {
    return this.#window.content;
  }

  #take(): void {
    this.hide();
    this.fire("activated", this.#panel.color);
  }
}

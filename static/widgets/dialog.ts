import { setSpacing, setStretch } from "../core/box-layout.ts";
import { Container } from "../core/container.ts";
import { contentChanged, leftContent } from "../core/room.ts";
import { css, make } from "../core/style.ts";
import { Widget, type Page } from "../core/widget.ts";
import type { DialogMethods } from "../generated/catalog.ts";
import { DialogWindow, type DialogWindowOptions } from "../widgets-support/dialog-window.ts";

export interface DialogOptions extends DialogWindowOptions {
  readonly autoclose?: boolean;
  readonly default?: string | null;
  readonly dangerous?: readonly string[];
}

/** A window with content and a row of buttons; hidden until `show` or `popup`. */
export class Dialog extends Container implements DialogMethods {
  declare readonly element: HTMLDialogElement;
  /** What it has of a window. */
  readonly #window: DialogWindow;
  /** Whether a press of a button closes it. */
  readonly #autoclose: boolean;

  constructor(page: Page, wid: number, args: readonly unknown[], options: DialogOptions) {
    super(page, wid, make("dialog", "pg-dialog"));
    this.#autoclose = options.autoclose ?? false;
    this.#window = new DialogWindow(this, options, (...act) => this.fire(...act));
    this.set_title(typeof args[0] === "string" ? args[0] : "");
    const buttons = Array.isArray(args[1]) ? (args[1] as unknown[]) : [];
    for (const button of buttons) this.#addLabelled(button, options);
  }

  add_widget(child: Widget, stretch?: number | null): void {
    this.insert_widget(null, child, stretch);
  }

  insert_widget(index: number | null, child: Widget, stretch?: number | null): void {
    const { content } = this.#window;
    const at = this.insert(child, index);
    setStretch(child, stretch);
    this.placeAt(content, child.element, at);
    contentChanged(this.page, content, child.element);
  }

  /** Adds a widget, or a text as a new button, to the row of buttons. */
  add_button(child: Widget | string, value: unknown): void {
    if (!(child instanceof Widget)) {
      this.#addLabelled([child, value], {});
      return;
    }
    this.insert(child);
    this.#window.buttons.append(child.element);
    const press = () => child.parent === this && this.#activate(value);
    child.element.addEventListener("click", press, { signal: this.signal });
  }

  override set_padding(padding: number | string | readonly number[] | null): void {
    super.set_padding(padding);
    contentChanged(this.page, this.#window.content);
  }

  set_spacing(gap: number | string | null): void {
    setSpacing(this.#window.content, gap);
  }

  set_title(title: string | null): void {
    this.#window.frame.setTitle(title ?? "");
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

  protected override get paddingTarget(): HTMLElement {
    return this.#window.content;
  }

  protected override unplace(child: Widget): void {
    setStretch(child, 0);
    super.unplace(child);
    leftContent(child.element);
    contentChanged(this.page, this.#window.content);
  }

  #activate(value: unknown): void {
    if (this.#autoclose) this.hide();
    this.fire("activated", value);
  }

  /** @param button a label, or a label and the value that its press carries */
  #addLabelled(button: unknown, options: DialogOptions): void {
    const [label, value] = Array.isArray(button) ? (button as unknown[]) : [button, button];
    const element = this.#window.addButton(String(label), () => this.#activate(value));
    css(element, "pg-primary", options.default === label);
    css(element, "pg-danger", options.dangerous?.includes(String(label)) ?? false);
  }
}

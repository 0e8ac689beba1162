import { boxLayout, setSpacing, setStretch } from "../core/box-layout.ts";
import { Container } from "../core/container.ts";
import { beginIn, openQuietly } from "../core/focus.ts";
import { contentChanged, leftContent } from "../core/room.ts";
import { css, make } from "../core/style.ts";
import { Widget, type Page } from "../core/widget.ts";
import { WindowFrame } from "../core/window-frame.ts";
import type { DialogMethods } from "../generated/catalog.ts";

export interface DialogOptions {
  readonly autoclose?: boolean;
  readonly resizable?: boolean;
  readonly moveable?: boolean;
  readonly modal?: boolean;
  readonly default?: string | null;
  readonly dangerous?: readonly string[];
}

/** A window with content and a row of buttons; hidden until `show` or `popup`. */
export class Dialog extends Container implements DialogMethods {
  declare readonly element: HTMLDialogElement;
  /** What it has of a window. */
  readonly #frame: WindowFrame;
  /** Where its child is. */
  readonly #content = make("div", "pg-dialog-content");
  /** Its buttons, below the content. */
  readonly #buttons = make("div", "pg-dialog-buttons");
  /** Whether a press of a button closes it. */
  readonly #autoclose: boolean;
  /** Whether the rest of the page waits for it. */
  #isModal: boolean;
  /** Whether it is to show, as soon as the page is whole. */
  #isWanted = false;

  constructor(page: Page, wid: number, args: readonly unknown[], options: DialogOptions) {
    super(page, wid, make("dialog", "pg-dialog"));
    this.element.hidden = true;
    this.#autoclose = options.autoclose ?? false;
    this.#isModal = options.modal ?? false;
    this.#frame = this.#makeFrame(options);
    boxLayout(this.#content, "vertical");
    this.#frame.body.append(this.#content, this.#buttons);
    this.#listen();
    this.set_title(typeof args[0] === "string" ? args[0] : "");
    const buttons = Array.isArray(args[1]) ? (args[1] as unknown[]) : [];
    for (const button of buttons) this.#addLabelled(button, options);
    page.root.append(this.element);
    page.windows.add(this.#frame);
  }

  add_widget(child: Widget, stretch?: number | null): void {
    this.insert_widget(null, child, stretch);
  }

  insert_widget(index: number | null, child: Widget, stretch?: number | null): void {
    const at = this.insert(child, index);
    setStretch(child, stretch);
    this.placeAt(this.#content, child.element, at);
    contentChanged(this.page, this.#content);
  }

  /** Adds a widget, or a text as a new button, to the row of buttons. */
  add_button(child: Widget | string, value: unknown): void {
    if (!(child instanceof Widget)) {
      this.#addLabelled([child, value], {});
      return;
    }
    this.insert(child);
    this.#buttons.append(child.element);
    const press = () => child.parent === this && this.#activate(value);
    child.element.addEventListener("click", press, { signal: this.signal });
  }

  override set_padding(padding: number | string | readonly number[] | null): void {
    super.set_padding(padding);
    contentChanged(this.page, this.#content);
  }

  set_spacing(gap: number | string | null): void {
    setSpacing(this.#content, gap);
  }

  set_title(title: string | null): void {
    this.#frame.setTitle(title ?? "");
  }

  set_position(x: number, y: number): void {
    this.element.classList.add("pg-placed");
    this.#frame.moveTo(x, y);
  }

  override resize(width: number | null, height: number | null): void {
    this.#frame.sizeTo(width, height);
  }

  set_modal(tf: boolean): void {
    if (this.#isModal === tf) return;
    this.#isModal = tf;
    if (!this.#isWanted) return;
    this.element.close();
    this.#open();
  }

  popup(x?: number | null, y?: number | null): void {
    if (x != null && y != null) this.set_position(x, y);
    this.show();
  }

  override show(): void {
    this.#isWanted = true;
    this.#open();
  }

  raise_(): void {
    this.page.windows.raise(this.#frame);
  }

  override hide(): void {
    this.#isWanted = false;
    if (this.element.open) this.element.close();
    super.hide();
    this.page.windows.arrange();
  }

  override is_visible(): boolean {
    return this.#isWanted;
  }

  override destroy(): void {
    this.hide();
    this.page.windows.remove(this.#frame);
    super.destroy();
  }

  protected override get paddingTarget(): HTMLElement {
    return this.#content;
  }

  protected override unplace(child: Widget): void {
    setStretch(child, 0);
    super.unplace(child);
    leftContent(child.element);
    contentChanged(this.page, this.#content);
  }

  #makeFrame({ resizable, moveable }: DialogOptions): WindowFrame {
    const abilities = {
      resizable: resizable ?? false,
      moveable: moveable ?? true,
      closeable: true,
      minimizable: false,
      maximizable: false,
      lowerable: false,
      shadeable: false,
    };
    const hooks = {
      moved: (x: number, y: number) => {
        this.element.classList.add("pg-placed");
        this.fire("move", x, y);
      },
      resized: (width: number, height: number) => this.fire("resized", width, height),
      stateChanged: () => undefined,
      raised: () => this.fire("raised"),
      lowered: () => undefined,
      listens: () => false,
      closed: () => this.#close(),
      reopened: () => undefined,
    };
    return new WindowFrame(this.element, this.page.windows, abilities, hooks, this);
  }

  #listen(): void {
    const { signal, element } = this;
    element.addEventListener("cancel", (event) => this.#cancel(event), { signal });
    // A second Escape closes it whatever we say.
    const closed = () => this.#isWanted && !element.open && this.#close();
    element.addEventListener("close", closed, { signal });
    element.addEventListener(
      "keydown",
      (event) => {
        const isMine = !this.#isModal && !event.defaultPrevented;
        if (event.key === "Escape" && isMine) this.#cancel(event);
      },
      { signal },
    );
  }

  /** Escape belongs to an open menu or list inside first. */
  #cancel(event: Event): void {
    if (event.target !== this.element && event.type === "cancel") return;
    if (this.element.querySelector(":popover-open")) return;
    event.preventDefault();
    this.#close();
  }

  #close(): void {
    this.hide();
    this.fire("close");
  }

  #activate(value: unknown): void {
    if (this.#autoclose) this.hide();
    this.fire("activated", value);
  }

  /** @param button a label, or a label and the value that its press carries */
  #addLabelled(button: unknown, options: DialogOptions): void {
    const [label, value] = Array.isArray(button) ? (button as unknown[]) : [button, button];
    const element = make("button", "pg-button", String(label));
    css(element, "pg-primary", options.default === label);
    css(element, "pg-danger", options.dangerous?.includes(String(label)) ?? false);
    element.type = "button";
    element.addEventListener("click", () => this.#activate(value), { signal: this.signal });
    this.#buttons.append(element);
  }

  #open(): void {
    this.element.hidden = false;
    this.page.settled(() => {
      if (!this.#isWanted || this.element.open) return;
      openQuietly(this.element, this.#isModal);
      const primary = this.#buttons.querySelector<HTMLElement>(".pg-primary");
      beginIn(this.element, this.#content, primary, this.#buttons);
      this.page.windows.arrange();
    });
  }
}


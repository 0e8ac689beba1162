import { boxLayout } from "../core/box-layout.ts";
import { beginIn, openQuietly, worksBeside } from "../core/focus.ts";
import { make } from "../core/style.ts";
import type { Widget } from "../core/widget.ts";
import { WindowFrame } from "../core/window-frame.ts";

export interface DialogWindowOptions {
  readonly resizable?: boolean;
  readonly moveable?: boolean;
  readonly modal?: boolean;
}

/** A widget whose element is a dialog, which is made for it. */
export type DialogOwner = Widget & { readonly element: HTMLDialogElement };

/** What dialogs have of a window: content over a row of buttons, hidden until `show`. It opens over
 *  the other windows, keeps the user from them if it is modal, and its user closes it. */
export class DialogWindow {
  readonly frame: WindowFrame;
  readonly content = make("div", "pg-dialog-content pg-scrolls");
  /** Below the content. */
  readonly buttons = make("div", "pg-dialog-buttons");
  /** Whose it is. */
  readonly #owner: DialogOwner;
  /** Tells of what the user did, by the name of a callback. */
  readonly #tell: (action: string, ...args: unknown[]) => void;
  /** Whether the rest of the page waits for it. */
  #isModal: boolean;
  /** Whether it is to show, as soon as the page is whole. */
  #isWanted = false;

  constructor(
    owner: DialogOwner,
    options: DialogWindowOptions,
    tell: (action: string, ...args: unknown[]) => void,
  ) {
    this.#owner = owner;
    this.#tell = tell;
    this.#isModal = options.modal ?? false;
    owner.element.hidden = true;
    this.frame = this.#makeFrame(options);
    boxLayout(this.content, "vertical");
    this.frame.body.append(this.content, this.buttons);
    this.#listen();
    owner.page.root.append(owner.element);
    owner.page.windows.add(this.frame);
  }

  get #element(): HTMLDialogElement {
    return this.#owner.element;
  }

  /** Whether it shows, or will as soon as the page is whole. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** Adds a button to the row. */
  addButton(label: string, press: () => void): HTMLButtonElement {
    const button = make("button", "pg-button", label);
    button.type = "button";
    button.addEventListener("click", press, { signal: this.#owner.signal });
    this.buttons.append(button);
    return button;
  }

  moveTo(x: number, y: number): void {
    this.#element.classList.add("pg-placed");
    this.frame.moveTo(x, y);
  }

  setModal(tf: boolean): void {
    if (this.#isModal === tf) return;
    this.#isModal = tf;
    if (!this.#isWanted) return;
    this.#element.close();
    this.#open();
  }

  popup(x?: number | null, y?: number | null): void {
    if (x != null && y != null) this.moveTo(x, y);
    this.show();
  }

  show(): void {
    this.#isWanted = true;
    this.#open();
  }

  raise(): void {
    this.#owner.page.windows.raise(this.frame);
  }

  hide(): void {
    this.#isWanted = false;
    if (this.#element.open) this.#element.close();
    this.#element.hidden = true;
    this.frame.refreshArea();
  }

  /** It ends with its widget. */
  remove(): void {
    this.hide();
    this.#owner.page.windows.remove(this.frame);
  }

  /** The user closes it. */
  close(): void {
    this.hide();
    this.#tell("close");
  }

  #makeFrame({ resizable, moveable }: DialogWindowOptions): WindowFrame {
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
        this.#element.classList.add("pg-placed");
        this.#tell("move", x, y);
      },
      resized: (width: number, height: number) => this.#tell("resized", width, height),
      stateChanged: () => undefined,
      raised: () => this.#tell("raised"),
      lowered: () => undefined,
      listens: () => false,
      closed: () => this.close(),
      reopened: () => undefined,
    };
    return new WindowFrame(this.#element, this.#owner.page.windows, abilities, hooks, this.#owner);
  }

  #listen(): void {
    const { signal, element } = this.#owner;
    element.addEventListener("cancel", (event) => this.#cancel(event), { signal });
    // A second Escape closes it whatever we say.
    const closed = () => this.#isWanted && !element.open && this.close();
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
    if (event.target !== this.#element && event.type === "cancel") return;
    if (this.#element.querySelector(":popover-open")) return;
    event.preventDefault();
    this.close();
  }

  #open(): void {
    this.#element.hidden = false;
    const { page } = this.#owner;
    const isAnswer = page.answersUser;
    page.settled(() => {
      if (!this.#isWanted || this.#element.open) return;
      const isBeside = !this.#isModal && worksBeside(this.#element, isAnswer);
      openQuietly(this.#element, this.#isModal);
      const primary = this.buttons.querySelector<HTMLElement>(".pg-primary");
      if (!isBeside) beginIn(this.#element, this.content, primary, this.buttons);
      this.frame.refreshArea();
    });
  }
}

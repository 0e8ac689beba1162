import { giveFocus } from "../core/focus.ts";
import type { Hang } from "../core/placement.ts";
import { beginMenuPress, type FirstFocus, type MenuLevel } from "./menu-level.ts";

export interface MenuButtonHooks {
  hasMenu(): boolean;
  /** The menu, in the page where it can open. */
  level(): MenuLevel | null;
  /** How it hangs on the button. */
  hang(): Hang;
  /** It has closed. */
  closed?(): void;
  /** The user goes on to what lies beside the button. */
  beside(direction: -1 | 1): void;
}

/** A button that opens a menu: click-click, press-drag-release, and by keys. */
export class MenuButton {
  /** What is pressed. */
  readonly #button: HTMLButtonElement;
  /** What it opens, and who is told. */
  readonly #hooks: MenuButtonHooks;
  /** The menu, while it is open. */
  #open: MenuLevel | null = null;
  /** The press under way is the one that opened it, so its end does not close it. */
  #justOpened = false;

  constructor(button: HTMLButtonElement, hooks: MenuButtonHooks, signal: AbortSignal) {
    this.#button = button;
    this.#hooks = hooks;
    button.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    button.addEventListener("click", (event) => this.#click(event), { signal });
    button.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  close(): void {
    this.#open?.close();
  }

  #show(focus: FirstFocus): void {
    const level = this.#hooks.level();
    if (!level) return;
    const button = this.#button;
    const before = document.activeElement;
    const giveBack = (target: Element | null): void => {
      level.close();
      if (target instanceof HTMLElement) giveFocus(target, { preventScroll: true });
    };
    const host = {
      opener: button,
      closed: () => {
        this.#open = null;
        this.#hooks.closed?.();
      },
      back: () => giveBack(button),
      sideways: (direction: -1 | 1) => {
        giveBack(button);
        this.#hooks.beside(direction);
      },
      finish: () => giveBack(before),
    };
    this.#open = level;
    level.open({ anchor: button, hang: this.#hooks.hang(), owner: button }, host, focus);
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#justOpened = !this.isOpen;
    if (event.pointerType !== "mouse" || !this.#justOpened || !this.#hooks.hasMenu()) return;
    event.preventDefault();
    beginMenuPress(event);
    this.#show("menu");
  }

  /** A mouse press has opened it already: the click after it only closes one that was open. */
  #click(event: MouseEvent): void {
    const isMouse = event instanceof PointerEvent && event.pointerType === "mouse";
    if (!this.isOpen) this.#show(event.detail === 0 ? "first" : "menu");
    else if (!(isMouse && this.#justOpened)) this.close();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" || !this.#hooks.hasMenu()) return;
    event.preventDefault();
    event.stopPropagation();
    this.#show("first");
  }
}

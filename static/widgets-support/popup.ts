/**
 * A box in the top layer that hangs on an anchor: the list of a combo box, a menu.
 *
 * The browser places it (CSS anchor positioning, see popup.css) and turns it over at the edges of
 * the window. It is a "manual" popover: an "auto" one would close on the press of its own button,
 * and would close others that have nothing to do with it.
 */
export interface PopupHooks {
  /** Elements besides the popup where a press does not close it. */
  readonly keeps?: () => readonly Element[];
  /** Runs whenever the popup closed, whoever closed it. */
  readonly closed?: () => void;
}

let lastAnchor = 0;

export class Popup {
  readonly element: HTMLElement;
  /** Who is told that it opens or closes. */
  readonly #hooks: PopupHooks;
  /** What it opens at, while it is open. */
  #anchor: HTMLElement | null = null;
  /** While it is open; aborted when it closes. */
  #life: AbortController | null = null;

  constructor(element: HTMLElement, hooks: PopupHooks = {}) {
    this.element = element;
    this.#hooks = hooks;
    element.popover = "manual";
    element.classList.add("pg-popup");
  }

  get isOpen(): boolean {
    return this.#life !== null;
  }

  open(anchor: HTMLElement): void {
    if (this.isOpen) this.close();
    if (!this.element.isConnected) throw new Error("a popup can only open inside the page");
    lastAnchor += 1;
    const name = `--pg-anchor-${lastAnchor}`;
    anchor.style.setProperty("anchor-name", name);
    this.element.style.setProperty("position-anchor", name);
    this.#anchor = anchor;
    this.#life = new AbortController();
    this.#watchPresses(this.#life.signal);
    this.element.showPopover();
  }

  close(): void {
    if (this.#life === null) return;
    this.#life.abort();
    this.#life = null;
    this.#anchor?.style.removeProperty("anchor-name");
    this.#anchor = null;
    if (this.element.matches(":popover-open")) this.element.hidePopover();
    this.#hooks.closed?.();
  }

  #watchPresses(signal: AbortSignal): void {
    const pressed = (event: Event): void => {
      const path = event.composedPath();
      const inside = [this.element, ...(this.#hooks.keeps?.() ?? [])];
      if (!inside.some((element) => path.includes(element))) this.close();
    };
    document.addEventListener("pointerdown", pressed, { capture: true, signal });
    // A press inside a frame reaches this window only as the loss of its focus.
    window.addEventListener("blur", () => this.close(), { signal });
  }
}

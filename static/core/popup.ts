import { wantRoom } from "./frame.ts";
import { place, type Box, type Hang, type Place } from "./placement.ts";
import { isUsable, whenNoLonger } from "./presence.ts";
import { css } from "./style.ts";

export interface PopupHooks {
  /** Elements besides the popup where a press does not close it. */
  readonly keeps?: () => readonly Element[];
  /** Runs whenever the popup closed, whoever closed it. */
  readonly closed?: () => void;
}

/** The ways in which popups hang on what opens them. */
export const HANGS = {
  /** Lists, menus of a bar: below, or else above. */
  block: { sides: ["below", "above"], gap: 2, lift: 0 },
  /** Sub-menus: beside their item, with their first item at its height. */
  inline: { sides: ["right", "left"], gap: 0, lift: 4 },
  /** Menus at a point, which lies at their corner, or at least at their edge. */
  point: { sides: ["right", "left"], gap: 0, lift: 0 },
} as const satisfies Record<string, Hang>;

/** The frame around the page may take so long to grow. */
const ROOM_MS = 200;

let lastAnchor = 0;

/**
 * A box in the top layer that hangs on an anchor: the list of a combo box, a menu.
 *
 * It never covers its anchor, and scrolls where it has too little room (`placement.ts`). The browser
 * keeps it at the anchor (CSS anchor positioning). It is a "manual" popover: an "auto" one would
 * close on the press of its own button, and would close others that have nothing to do with it.
 */
export class Popup {
  readonly element: HTMLElement;
  /** Who is told that it opens or closes. */
  readonly #hooks: PopupHooks;
  /** What it opens at, while it is open. */
  #anchor: HTMLElement | null = null;
  /** How it hangs there. */
  #hang: Hang = HANGS.block;
  /** While it is open; aborted when it closes. */
  #life: AbortController | null = null;
  /** Runs out when the frame has had its time to grow. */
  #timer = 0;
  /** It did run out. */
  #hasWaited = false;

  constructor(element: HTMLElement, hooks: PopupHooks = {}) {
    this.element = element;
    this.#hooks = hooks;
    element.popover = "manual";
    element.classList.add("pg-popup");
  }

  get isOpen(): boolean {
    return this.#life !== null;
  }

  /** @param owner what it belongs to: without that it closes */
  open(anchor: HTMLElement, hang: Hang, owner: Element | null = anchor): void {
    if (this.isOpen) this.close();
    if (!this.element.isConnected) throw new Error("a popup can only open inside the page");
    lastAnchor += 1;
    const name = `--pg-anchor-${lastAnchor}`;
    anchor.style.setProperty("anchor-name", name);
    this.element.style.setProperty("position-anchor", name);
    this.#anchor = anchor;
    this.#hang = hang;
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.element.showPopover();
    this.#place();
    this.#watchRoom(signal);
    this.#watchPresses(signal);
    if (owner) whenNoLonger(isUsable, owner, signal, () => this.close());
  }

  close(): void {
    if (this.#life === null) return;
    this.#life.abort();
    this.#life = null;
    this.#anchor?.style.removeProperty("anchor-name");
    this.#anchor = null;
    wantRoom(this.element, null);
    window.clearTimeout(this.#timer);
    this.#timer = 0;
    this.#hasWaited = false;
    if (this.element.matches(":popover-open")) this.element.hidePopover();
    this.#hooks.closed?.();
  }

  #place(): void {
    const { element } = this;
    const anchor = this.#anchor?.getBoundingClientRect();
    if (!anchor) return;
    const { scrollTop, style } = element;
    style.maxWidth = "";
    style.maxHeight = "";
    const { offsetWidth: width, offsetHeight: height } = element;
    const found = place(anchor, { width, height }, view(), this.#hang);
    this.#show(found, anchor);
    element.scrollTop = scrollTop;
    const fits = found.isWhole && this.#hang.sides.includes(found.side);
    const isGrowing = !fits && wantRoom(element, { from: anchor.bottom + this.#hang.gap, height });
    css(element, "pg-waiting", isGrowing && !this.#hasWaited);
    if (isGrowing) this.#wait();
    else if (this.#timer) this.#reveal();
  }

  /** The frame has grown, maybe to where the page around it does not show it. */
  #reveal(): void {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
    if (document.hasFocus()) this.element.scrollIntoView({ block: "nearest" });
  }

  /** Where the browser keeps it when the anchor moves. */
  #show({ side, left, top, width, height, isWhole }: Place, anchor: Box): void {
    const { style } = this.element;
    const isAbove = side === "above";
    style.left = `calc(anchor(left) + ${left - anchor.left}px)`;
    style.top = isAbove ? "auto" : `calc(anchor(top) + ${top - anchor.top}px)`;
    style.bottom = isAbove ? `calc(anchor(top) + ${anchor.top - top - height}px)` : "auto";
    style.maxWidth = isWhole ? "" : `${width}px`;
    style.maxHeight = isWhole ? "" : `${height}px`;
  }

  /** Out of sight until the frame has grown; the time is over where nobody lets it grow. */
  #wait(): void {
    if (this.#timer) return;
    this.#timer = window.setTimeout(() => {
      this.#hasWaited = true;
      css(this.element, "pg-waiting", false);
    }, ROOM_MS);
  }

  #watchRoom(signal: AbortSignal): void {
    const again = (): void => this.#place();
    window.addEventListener("resize", again, { signal });
    window.visualViewport?.addEventListener("resize", again, { signal });
    const scrolled = (event: Event): void => {
      if (event.target !== this.element) again();
    };
    document.addEventListener("scroll", scrolled, { signal, capture: true, passive: true });
    const sizes = new ResizeObserver(again);
    sizes.observe(this.element);
    signal.addEventListener("abort", () => sizes.disconnect(), { once: true });
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
    // All but a modal dialog's own popups is out of reach now.
    const toggled = ({ target }: Event): void => {
      if (!(target instanceof HTMLDialogElement && target.matches(":modal"))) return;
      if (!target.contains(this.element)) this.close();
    };
    document.addEventListener("toggle", toggled, { capture: true, signal });
  }
}

/** What the user sees of the page. */
function view(): Box {
  const { offsetLeft: left = 0, offsetTop: top = 0 } = window.visualViewport ?? {};
  const { clientWidth, clientHeight } = document.documentElement;
  const { width = clientWidth, height = clientHeight } = window.visualViewport ?? {};
  return { left, top, right: left + width, bottom: top + height };
}

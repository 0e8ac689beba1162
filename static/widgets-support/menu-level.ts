import { giveFocus } from "../core/focus.ts";
import { MenuKeys } from "../core/menu-keys.ts";
import { MenuItem } from "./menu-item.ts";
import { HANGS, Popup } from "../core/popup.ts";
import { Press } from "../core/press.ts";
import type { Hang } from "../core/placement.ts";

/** Who opened a menu, and goes on where the menu ends. */
export interface MenuHost {
  /** Pressing this does not close the menu. */
  readonly opener: HTMLElement;
  /** The menu closed, for whatever reason. */
  closed(): void;
  /** The user leaves this menu alone (Escape): the focus goes back to the opener. */
  back(): void;
  /** The user goes left (-1) or right (1) beyond the menu. */
  sideways(direction: -1 | 1): void;
  /** All is done: every menu closes, the focus goes back to where it was before. */
  finish(): void;
}

/** Where a menu opens. */
export interface MenuSpot {
  readonly anchor: HTMLElement;
  readonly hang: Hang;
  /** Without this it closes; null if it belongs to nothing. */
  readonly owner: Element | null;
}

export type FirstFocus = "first" | "last" | "menu";

const OPEN_DELAY_MS = 120;
/** Longer, so that a pointer on its way to a submenu may cross other items. */
const CLOSE_DELAY_MS = 260;

/** The press under way, and the item that it began on, or null for the opener. */
let press: { readonly item: MenuItem | null; readonly start: Press } | null = null;

/** The mouse button goes down on an item, or on what opens a menu: it may come up on another. */
export function beginMenuPress(event: PointerEvent, item: MenuItem | null = null): void {
  press = { item, start: new Press(event) };
  const end = (): void => {
    press = null;
  };
  for (const type of ["pointerup", "pointercancel"]) {
    document.addEventListener(type, end, { once: true });
  }
}

/** One open list of menu items: pointer, keys and submenus. */
export class MenuLevel {
  readonly element: HTMLElement;
  /** The pop-up that holds the items. */
  readonly #popup: Popup;
  /** Finds where a key leads. */
  readonly #keys = new MenuKeys();
  /** What has opened it, while it is open. */
  #host: MenuHost | null = null;
  /** The sub-menu that is open, and its item. */
  #child: { readonly item: MenuItem; readonly level: MenuLevel } | null = null;
  /** Runs out when the pointer has rested long enough for a sub-menu. */
  #timer = 0;

  constructor(element: HTMLElement, signal: AbortSignal) {
    this.element = element;
    element.role = "menu";
    element.tabIndex = -1;
    this.#popup = new Popup(element, {
      keeps: () => (this.#host ? [this.#host.opener] : []),
      closed: () => this.#closed(),
    });
    const own = <E extends Event>(handler: (event: E) => void) => (event: E) => {
      // Submenus lie inside their parents: what happens there is theirs.
      if (event.target instanceof Element && event.target.closest(".pg-menu") === element) handler(event);
    };
    element.addEventListener("keydown", own((event) => this.#key(event)), { signal });
    element.addEventListener("pointermove", (event) => this.#move(event), { signal });
    element.addEventListener("pointerdown", own((event) => this.#down(event)), { signal });
    element.addEventListener("pointerup", own((event) => this.#up(event)), { signal });
    element.addEventListener("click", own((event) => this.#click(event)), { signal });
    element.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    signal.addEventListener("abort", () => this.close(), { once: true });
  }

  get isOpen(): boolean {
    return this.#popup.isOpen;
  }

  /** @param focus what has the keyboard first */
  open(spot: MenuSpot, host: MenuHost, focus: FirstFocus): void {
    const { anchor, hang, owner } = spot;
    this.#popup.open(anchor, hang, owner);
    this.#host = host;
    // The point of a context menu is no control.
    if (host.opener.ariaHasPopup) host.opener.ariaExpanded = "true";
    this.focus(focus);
  }

  focus(focus: FirstFocus): void {
    const items = this.#items();
    const item = focus === "menu" ? undefined : items.at(focus === "first" ? 0 : -1);
    giveFocus(item?.element ?? this.element, { preventScroll: item === undefined });
  }

  close(): void {
    this.#popup.close();
  }

  #closed(): void {
    window.clearTimeout(this.#timer);
    this.#child?.level.close();
    const host = this.#host;
    this.#host = null;
    if (host?.opener.ariaExpanded) host.opener.ariaExpanded = "false";
    host?.closed();
  }

  /** The items that can be chosen, in order. */
  #items(): MenuItem[] {
    return [...this.element.children]
      .filter((child) => child.matches(".pg-menu-item"))
      .map((child) => MenuItem.at(child))
      .filter((item): item is MenuItem => item?.isEnabled === true);
  }

  #choose(item: MenuItem): void {
    if (!item.isEnabled) return;
    if (item.hooks.submenu) {
      this.#openChild(item, "menu");
    } else {
      this.#host?.finish();
      item.hooks.chosen?.();
    }
  }

  #openChild(item: MenuItem, focus: FirstFocus): void {
    window.clearTimeout(this.#timer);
    const level = item.hooks.submenu;
    if (!level) return;
    if (this.#child?.level === level) {
      if (focus !== "menu") level.focus(focus);
      return;
    }
    this.#child?.level.close();
    this.#child = { item, level };
    const { element } = item;
    level.open({ anchor: element, hang: HANGS.inline, owner: element }, this.#hostOf(item, level), focus);
  }

  #hostOf(item: MenuItem, level: MenuLevel): MenuHost {
    const back = (): void => {
      level.close();
      giveFocus(item.element);
    };
    return {
      opener: item.element,
      closed: () => {
        if (this.#child?.level === level) this.#child = null;
      },
      back,
      sideways: (direction) => (direction < 0 ? back() : this.#host?.sideways(direction)),
      finish: () => this.#host?.finish(),
    };
  }

  #move(event: PointerEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest(".pg-menu") !== this.element) {
      // The pointer has reached the submenu: its item stays the chosen one.
      window.clearTimeout(this.#timer);
      return;
    }
    const item = MenuItem.at(target);
    if (!item?.isEnabled || document.activeElement === item.element) return;
    giveFocus(item.element, { preventScroll: true });
    this.#plan(item);
  }

  /** Opens or closes submenus when the pointer has rested for a moment. */
  #plan(item: MenuItem): void {
    window.clearTimeout(this.#timer);
    if (item === this.#child?.item) return;
    const delay = this.#child ? CLOSE_DELAY_MS : OPEN_DELAY_MS;
    this.#timer = window.setTimeout(() => {
      if (item.hooks.submenu) this.#openChild(item, "menu");
      else this.#child?.level.close();
    }, delay);
  }

  #down(event: PointerEvent): void {
    const item = MenuItem.at(event.target);
    if (event.button === 0) beginMenuPress(event, item);
    // A press on a separator or a disabled item must not take the focus away.
    if (!item?.isEnabled) event.preventDefault();
  }

  /** The end of a drag that began elsewhere; else the item's own `click` follows. */
  #up(event: PointerEvent): void {
    const item = MenuItem.at(event.target);
    if (!(press && item) || press.item === item || event.button !== 0) return;
    if (press.start.isDragged(event)) this.#choose(item);
  }

  #click(event: MouseEvent): void {
    const item = MenuItem.at(event.target);
    if (item) this.#choose(item);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Tab") {
      this.#host?.finish();
      return;
    }
    if (!this.#keyMoves(event) && !this.#keyActs(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #keyMoves(event: KeyboardEvent): boolean {
    const items = this.#items();
    const at = items.findIndex((item) => item.element === document.activeElement);
    const to = this.#keys.destination(event, items.map((item) => item.text), at);
    if (to === null) return false;
    const target = items[to];
    if (target) giveFocus(target.element);
    return true;
  }

  #keyActs(event: KeyboardEvent): boolean {
    const item = MenuItem.at(document.activeElement);
    if (event.key === "Escape") this.#host?.back();
    else if (event.key === "ArrowLeft") this.#host?.sideways(-1);
    else if (event.key === "ArrowRight" && item?.hooks.submenu) this.#openChild(item, "first");
    else if (event.key === "ArrowRight") this.#host?.sideways(1);
    else if (event.key !== "Enter" && event.key !== " ") return false;
    else if (item?.hooks.submenu && item.isEnabled) this.#openChild(item, "first");
    else if (item) this.#choose(item);
    return true;
  }
}

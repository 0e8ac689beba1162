import { Picture } from "../core/picture.ts";
import { make } from "../core/style.ts";
import type { RemoteObject } from "../core/widget.ts";
import type { MenuLevel } from "./menu-level.ts";

export interface MenuItemHooks {
  /** What the item opens, if it opens a menu. */
  readonly submenu?: MenuLevel;
  /** What choosing the item does. */
  readonly chosen?: () => void;
}

const DEFAULT_ICON_SIZE = 16;
const items = new WeakMap<Element, MenuItem>();

/** One row of a menu: mark, icon, text, and an arrow if it opens another menu. */
export class MenuItem {
  readonly element = make("div", "pg-menu-item");
  readonly hooks: MenuItemHooks;
  /** The item's words. */
  readonly #text = make("span", "pg-menu-text");
  /** The picture before them, if there is one. */
  #icon: Picture | null = null;

  constructor(hooks: MenuItemHooks) {
    this.hooks = hooks;
    this.element.role = "menuitem";
    this.element.tabIndex = -1;
    this.element.append(this.#text);
    if (hooks.submenu) {
      this.element.ariaHasPopup = "menu";
      this.element.ariaExpanded = "false";
    }
    items.set(this.element, this);
  }

  /** The item that an element of the page is or lies in. */
  static at(target: EventTarget | null): MenuItem | null {
    const element = target instanceof Element ? target.closest(".pg-menu-item") : null;
    return element ? (items.get(element) ?? null) : null;
  }

  get text(): string {
    return this.#text.textContent;
  }

  set text(text: string) {
    this.#text.textContent = text;
  }

  get isEnabled(): boolean {
    return this.element.ariaDisabled !== "true" && !this.element.hidden;
  }

  set isEnabled(enabled: boolean) {
    this.element.ariaDisabled = enabled ? null : "true";
  }

  /** Shows whether the item is checked; null: it can't be. */
  mark(checked: boolean | null): void {
    this.element.role = checked === null ? "menuitem" : "menuitemcheckbox";
    this.element.ariaChecked = checked === null ? null : String(checked);
  }

  /** Shows the icon alone; the text stays as the item's name. */
  hideText(): void {
    this.#text.classList.add("pg-menu-unseen");
  }

  /** @param owner whose picture it is; @param url the picture, or null for none; @param size its
   *  width and height in px */
  setIcon(owner: RemoteObject, url: string | null, size: number | null | undefined): void {
    this.#icon ??= new Picture(owner, "pg-menu-icon");
    const { element } = this.#icon;
    this.#icon.show(url);
    if (!url) {
      element.remove();
      return;
    }
    element.width = size ?? DEFAULT_ICON_SIZE;
    element.height = size ?? DEFAULT_ICON_SIZE;
    this.element.prepend(element);
  }
}

import type { MenuBarMethods } from "../generated/catalog.ts";
import { Container } from "../core/container.ts";
import { canFocus, giveFocus, holderOf } from "../core/focus.ts";
import { HANGS } from "../core/popup.ts";
import { make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import { beginMenuPress, type FirstFocus } from "../widgets-support/menu-level.ts";
import { isCharacter, Typeahead } from "../core/typeahead.ts";
import { Menu } from "./menu.ts";

/** A row of menus that open below it. */
export class MenuBar extends Container implements MenuBarMethods {
  /** The button that opens each menu. */
  readonly #buttons = new Map<Widget, HTMLButtonElement>();
  /** Finds menus by their first letters. */
  readonly #typeahead = new Typeahead();
  /** The menu that is open. */
  #open: Menu | null = null;
  /** What had the focus before the user came to the bar, and gets it back. */
  #before: Element | null = null;
  /** The press under way is the one that opened the menu, so its end does not close it. */
  #justOpened = false;

  constructor(page: Page, wid: number) {
    super(page, wid, make("div", "pg-menu-bar pg-bar"));
    this.element.role = "menubar";
    this.element.ariaLabel = "Menus";
    const { signal } = this;
    this.element.addEventListener("focusin", (event) => this.#focused(event), { signal });
  }

  add_menu(menu: Menu, name: string): void {
    this.insert(menu);
    const button = make("button", "pg-menu-button", name);
    button.type = "button";
    button.role = "menuitem";
    button.ariaHasPopup = "menu";
    button.ariaExpanded = "false";
    button.tabIndex = this.#buttons.size === 0 ? 0 : -1;
    menu.element.ariaLabel = name;
    this.#buttons.set(menu, button);
    this.element.append(button, menu.element);
    this.#listen(button, menu);
  }

  get_menu(name: string): Widget | null {
    for (const [menu, button] of this.#buttons) if (button.textContent === name) return menu;
    return null;
  }

  protected override unplace(child: Widget): void {
    if (this.#open === child) this.#open.level.close();
    this.#buttons.get(child)?.remove();
    this.#buttons.delete(child);
    super.unplace(child);
    this.#roveTo(this.#all()[0]);
  }

  protected override get focusTarget(): HTMLElement {
    return this.#all()[0] ?? this.element;
  }

  #listen(button: HTMLButtonElement, menu: Menu): void {
    const { signal } = this;
    button.addEventListener("pointerdown", (event) => this.#press(event, menu), { signal });
    button.addEventListener("pointerenter", (event) => this.#hover(event, menu), { signal });
    button.addEventListener("click", (event) => this.#click(event, menu), { signal });
    button.addEventListener("keydown", (event) => this.#key(event, menu), { signal });
  }

  #all(): HTMLButtonElement[] {
    return [...this.#buttons.values()];
  }

  #focused(event: FocusEvent): void {
    const from = event.relatedTarget;
    if (from instanceof Element && !this.element.contains(from)) this.#before = from;
  }

  /** The Tab key comes to one button only, the one used last. */
  #roveTo(button: HTMLButtonElement | undefined): void {
    if (!button) return;
    for (const other of this.#all()) other.tabIndex = other === button ? 0 : -1;
  }

  #show(menu: Menu, focus: FirstFocus): void {
    const button = this.#buttons.get(menu);
    if (!button) return;
    this.#open?.level.close();
    this.#open = menu;
    this.#roveTo(button);
    giveFocus(button);
    const host = {
      opener: button,
      closed: () => {
        if (this.#open === menu) this.#open = null;
      },
      back: () => {
        menu.level.close();
        giveFocus(button);
      },
      sideways: (direction: -1 | 1) => this.#step(menu, direction, "first"),
      finish: () => {
        menu.level.close();
        this.#giveBack(button);
      },
    };
    menu.level.open({ anchor: button, hang: HANGS.block, owner: button }, host, focus);
  }

  /** Goes on to a neighbour, and opens it if a menu was open. */
  #step(from: Menu, direction: -1 | 1, focus: FirstFocus): void {
    const menus = [...this.#buttons.keys()];
    const to = menus[(menus.indexOf(from) + direction + menus.length) % menus.length];
    this.#goTo(to, focus);
  }

  #goTo(menu: Widget | undefined, focus: FirstFocus): void {
    if (!(menu instanceof Menu)) return;
    if (this.#open) this.#show(menu, focus);
    else {
      this.#roveTo(this.#buttons.get(menu));
      const button = this.#buttons.get(menu);
      if (button) giveFocus(button);
    }
  }

  #press(event: PointerEvent, menu: Menu): void {
    if (event.button !== 0) return;
    this.#justOpened = this.#open !== menu;
    if (event.pointerType !== "mouse") return;
    event.preventDefault();
    beginMenuPress(event);
    if (this.#justOpened) this.#show(menu, "menu");
  }

  /** A mouse press has opened the menu already: the click after it only closes one that was open. */
  #click(event: MouseEvent, menu: Menu): void {
    const isMouse = event instanceof PointerEvent && event.pointerType === "mouse";
    if (this.#open === menu && !(isMouse && this.#justOpened)) menu.level.close();
    else if (this.#open !== menu) this.#show(menu, "menu");
  }

  #hover(event: PointerEvent, menu: Menu): void {
    if (event.pointerType === "mouse" && this.#open && this.#open !== menu) this.#show(menu, "menu");
  }

  #key(event: KeyboardEvent, menu: Menu): void {
    if (!this.#keyMoves(event, menu) && !this.#keyActs(event, menu)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #keyMoves(event: KeyboardEvent, menu: Menu): boolean {
    const menus = [...this.#buttons.keys()];
    if (event.key === "ArrowRight") this.#step(menu, 1, "menu");
    else if (event.key === "ArrowLeft") this.#step(menu, -1, "menu");
    else if (event.key === "Home") this.#goTo(menus[0], "menu");
    else if (event.key === "End") this.#goTo(menus.at(-1), "menu");
    else if (isCharacter(event) && event.key !== " ") {
      const names = this.#all().map((button) => button.textContent);
      this.#goTo(menus[this.#typeahead.find(event.key, names, menus.indexOf(menu))], "menu");
    } else return false;
    return true;
  }

  #keyActs(event: KeyboardEvent, menu: Menu): boolean {
    if (event.key === "ArrowDown" || event.key === "Enter" || event.key === " ") this.#show(menu, "first");
    else if (event.key === "ArrowUp") this.#show(menu, "last");
    else if (event.key === "Escape") this.#leave(menu);
    else return false;
    return true;
  }

  #leave(menu: Menu): void {
    if (this.#open) menu.level.close();
    else this.#giveBack(this.element);
  }

  /** To where the user was before, or to the window at large. */
  #giveBack(from: Element): void {
    const target = this.#before && canFocus(this.#before) ? this.#before : holderOf(from);
    if (target) giveFocus(target, { preventScroll: true });
  }
}

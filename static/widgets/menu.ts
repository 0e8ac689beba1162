import type { MenuMethods } from "../generated/catalog.ts";
import { Container } from "../core/container.ts";
import { giveFocus } from "../core/focus.ts";
import { HANGS } from "../core/popup.ts";
import { make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import { MenuItem } from "../widgets-support/menu-item.ts";
import { type MenuHost, MenuLevel } from "../widgets-support/menu-level.ts";

/** A list of actions and further menus; part of a bar, of another menu, or popped up by itself. */
export class Menu extends Container implements MenuMethods {
  readonly level: MenuLevel;
  /** The items that open the menus inside this one. */
  readonly #openers = new Map<Widget, MenuItem>();

  constructor(page: Page, wid: number) {
    super(page, wid, make("div", "pg-menu"));
    this.level = new MenuLevel(this.element, this.signal);
  }

  add_widget(child: Widget): void {
    this.insert(child);
    this.element.append(child.element);
  }

  add_menu(name: string, menu: Menu): void {
    this.insert(menu);
    const item = new MenuItem({ submenu: menu.level });
    item.text = name;
    menu.element.ariaLabel = name;
    this.#openers.set(menu, item);
    this.element.append(item.element, menu.element);
  }

  get_menu(name: string): Widget | null {
    for (const [menu, item] of this.#openers) if (item.text === name) return menu;
    return null;
  }

  override remove_all(destroy?: boolean | null): void {
    super.remove_all(destroy);
    this.element.replaceChildren();
  }

  protected override unplace(child: Widget): void {
    this.#openers.get(child)?.element.remove();
    this.#openers.delete(child);
    super.unplace(child);
  }

  /** Opens at a point of the window, in px, as a context menu. */
  popup(x?: number | null, y?: number | null): void {
    this.page.settled(() => this.openAt(x ?? 0, y ?? 0, null));
  }

  /** Puts one that is in no bar and no other menu where it can open. */
  mount(): void {
    if (this.parent === null) reachable(this.page).append(this.element);
  }

  /** Takes it away again, once it has closed. */
  unmount(): void {
    if (this.parent === null) this.element.remove();
  }

  /** @param owner whose menu it is: it closes if that can't be used any more */
  openAt(x: number, y: number, owner: Element | null): void {
    const point = make("div", "pg-menu-point");
    point.style.left = `${x}px`;
    point.style.top = `${y}px`;
    reachable(this.page).append(point);
    this.mount();
    const before = document.activeElement;
    const leave = (): void => {
      this.level.close();
      if (before instanceof HTMLElement) giveFocus(before, { preventScroll: true });
    };
    const closed = (): void => {
      point.remove();
      this.unmount();
    };
    const host: MenuHost = { opener: point, closed, back: leave, sideways: nothing, finish: leave };
    this.level.open({ anchor: point, hang: HANGS.point, owner }, host, "menu");
  }
}

/** Where the user is: beside a modal dialog the rest of the page is out of reach. */
function reachable(page: Page): Element {
  return [...document.querySelectorAll("dialog:modal")].at(-1) ?? page.root;
}

function nothing(): void {
  // Nobody here is concerned.
}

import { giveFocus } from "./focus.ts";
import { MenuKeys } from "./menu-keys.ts";
import { HANGS, Popup } from "./popup.ts";
import { make } from "./style.ts";

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  /** Of one that is on or off: it shows that, and the menu stays for the others. */
  readonly isChecked?: () => boolean;
  /** The keys that do the same. */
  readonly keys?: string;
  /** What else there is to know, at its end. */
  readonly detail?: string;
  readonly isEnabled?: boolean;
}

/** A menu that is open. */
export interface PopupMenu {
  /** Puts more items below a line behind those that it has, if it is still open. */
  readonly add: (items: readonly MenuItem[]) => void;
}

/** Shows a small menu of the page's own at a point of the viewport, for mouse and keyboard.
 *  @param owner what it belongs to, in the tree and for a modal dialog around it */
export function showPopupMenu(
  owner: HTMLElement,
  items: readonly MenuItem[],
  x: number,
  y: number,
): PopupMenu {
  if (!items.length) return { add: () => undefined };
  const former = document.activeElement;
  const point = make("div", "pg-menu-point");
  point.style.left = `${x}px`;
  point.style.top = `${y}px`;
  const menu = make("div", "pg-popup-menu");
  menu.role = "menu";
  const popup = new Popup(menu, {
    closed: () => {
      const isInside = menu.contains(document.activeElement);
      if (isInside && former instanceof HTMLElement) giveFocus(former);
      menu.remove();
      point.remove();
    },
  });
  const close = (): void => popup.close();
  const buttons: HTMLButtonElement[] = [];
  const append = (more: readonly MenuItem[]): void => {
    const all = more.map((item) => menuButton(item, close));
    buttons.push(...all.filter((it) => !it.disabled));
    menu.append(...all);
  };
  append(items);
  const keys = new MenuKeys();
  menu.addEventListener("keydown", (event) => {
    // The Tab key goes on from where the user was before.
    if (event.key === "Tab") close();
    else if (pressed(event, buttons, keys, close)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  owner.append(point, menu);
  popup.open(point, HANGS.point, owner);
  if (buttons[0]) giveFocus(buttons[0]);
  const add = (more: readonly MenuItem[]): void => {
    if (!popup.isOpen || !more.length) return;
    menu.append(separator());
    append(more);
  };
  return { add };
}

function separator(): HTMLElement {
  const line = make("div", "pg-popup-menu-line");
  line.role = "separator";
  return line;
}

function menuButton(item: MenuItem, close: () => void): HTMLButtonElement {
  const button = make("button", "pg-popup-menu-item", item.label);
  button.type = "button";
  button.tabIndex = -1;
  const { isChecked } = item;
  button.role = isChecked ? "menuitemcheckbox" : "menuitem";
  if (isChecked) button.ariaChecked = String(isChecked());
  button.disabled = item.isEnabled === false;
  if (item.keys) {
    const keys = make("span", "pg-menu-keys", item.keys);
    keys.ariaHidden = "true";
    button.append(keys);
  }
  if (item.detail) button.append(make("span", "pg-menu-keys", item.detail));
  button.addEventListener("click", () => {
    if (!isChecked) close();
    item.run();
    if (isChecked) button.ariaChecked = String(isChecked());
  });
  button.addEventListener("pointerenter", () => giveFocus(button));
  return button;
}

/** @returns whether the key means something in the menu */
function pressed(
  event: KeyboardEvent,
  buttons: readonly HTMLElement[],
  keys: MenuKeys,
  close: () => void,
): boolean {
  if (event.key === "Escape") {
    close();
    return true;
  }
  const now = buttons.indexOf(document.activeElement as HTMLElement);
  const to = keys.destination(event, buttons.map((it) => it.textContent), now);
  const button = to === null ? null : buttons[to];
  if (button) giveFocus(button);
  return to !== null;
}

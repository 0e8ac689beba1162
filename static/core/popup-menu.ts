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
  readonly isEnabled?: boolean;
}

/** Shows a small menu of the page's own at a point of the viewport, for mouse and keyboard.
 *  @param owner what it belongs to, in the tree and for a modal dialog around it */
export function showPopupMenu(
  owner: HTMLElement,
  items: readonly MenuItem[],
  x: number,
  y: number,
): void {
  if (!items.length) return;
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
  const all = items.map((item) => menuButton(item, close));
  const buttons = all.filter((it) => !it.disabled);
  menu.append(...all);
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

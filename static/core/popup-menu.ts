import { giveFocus } from "./focus.ts";
import { HANGS, Popup } from "./popup.ts";
import { make } from "./style.ts";

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
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
  const buttons = items.map((item) => menuButton(item, close));
  menu.append(...buttons);
  menu.addEventListener("keydown", (event) => step(event, buttons, close));
  owner.append(point, menu);
  popup.open(point, HANGS.point, owner);
  if (buttons[0]) giveFocus(buttons[0]);
}

function menuButton(item: MenuItem, close: () => void): HTMLButtonElement {
  const button = make("button", "pg-popup-menu-item", item.label);
  button.type = "button";
  button.role = "menuitem";
  button.tabIndex = -1;
  button.addEventListener("click", () => {
    close();
    item.run();
  });
  button.addEventListener("pointerenter", () => giveFocus(button));
  return button;
}

function step(event: KeyboardEvent, buttons: readonly HTMLElement[], close: () => void): void {
  const now = buttons.indexOf(document.activeElement as HTMLElement);
  const last = buttons.length - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: now === last ? 0 : now + 1,
    ArrowUp: now <= 0 ? last : now - 1,
    Home: 0,
    End: last,
  };
  const target = targets[event.key];
  if (target === undefined && event.key !== "Tab" && event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === "Escape") close();
  const button = target === undefined ? null : buttons[target];
  if (button) giveFocus(button);
}

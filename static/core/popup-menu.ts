import { giveFocus } from "./focus.ts";
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
  const menu = make("div", "pg-popup-menu");
  menu.role = "menu";
  menu.popover = "auto";
  const buttons = items.map((item) => menuButton(item, () => menu.hidePopover()));
  menu.append(...buttons);
  menu.addEventListener("keydown", (event) => step(event, buttons));
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "closed") menu.remove();
  });
  owner.append(menu);
  menu.showPopover();
  const box = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, innerWidth - box.width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, innerHeight - box.height - 4))}px`;
  if (buttons[0]) giveFocus(buttons[0]);
  menu.addEventListener("beforetoggle", (event) => {
    const isInside = menu.contains(document.activeElement);
    if (event.newState === "closed" && isInside && former instanceof HTMLElement) giveFocus(former);
  });
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

function step(event: KeyboardEvent, buttons: readonly HTMLElement[]): void {
  const now = buttons.indexOf(document.activeElement as HTMLElement);
  const last = buttons.length - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: now === last ? 0 : now + 1,
    ArrowUp: now <= 0 ? last : now - 1,
    Home: 0,
    End: last,
  };
  const target = targets[event.key];
  if (target === undefined && event.key !== "Tab") return;
  event.preventDefault();
  event.stopPropagation();
  const button = target === undefined ? null : buttons[target];
  if (button) giveFocus(button);
}

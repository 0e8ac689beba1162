import { Picture } from "../core/picture.ts";
import { HANGS } from "../core/popup.ts";
import { css, length, make } from "../core/style.ts";
import { setTooltip } from "../core/tooltip.ts";
import { type Page, Widget } from "../core/widget.ts";
import type { ToolBarActionMethods } from "../generated/catalog.ts";
import { type Exclusive, ExclusiveState } from "../widgets-support/exclusive.ts";
import { MenuButton } from "../widgets-support/menu-button.ts";
import { MenuItem } from "../widgets-support/menu-item.ts";
import { MORE, step } from "../widgets-support/tool-stops.ts";
import type { Menu } from "./menu.ts";

export interface ToolBarActionOptions {
  readonly text?: string | null;
  readonly icon_url?: string | null;
  readonly iconsize?: number | null;
  readonly toggle?: boolean | null;
  readonly group?: unknown;
  readonly menu?: Widget | null;
}

/** Something to press in a tool bar. */
export class ToolBarAction extends Widget implements ToolBarActionMethods, Exclusive {
  declare readonly element: HTMLButtonElement;
  /** The words on it. */
  readonly #text = make("span", "pg-tool-text");
  /** The picture in their place, if there is one. */
  readonly #icon: Picture;
  /** Where that comes from. */
  #iconUrl: string | null = null;
  /** Its width and height in px. */
  #iconSize: number | null = null;
  /** Whether it is on or off. */
  readonly #isToggle: boolean;
  /** Whether it is on. */
  readonly #state: ExclusiveState;
  /** The menu that it opens. */
  #menu: Menu | null = null;
  /** It in the menu of what has no room in the bar, while that shows. */
  #item: MenuItem | null = null;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: ToolBarActionOptions) {
    super(page, wid, make("button", "pg-tool-action pg-control"));
    this.element.type = "button";
    this.#icon = new Picture(this, "pg-tool-icon");
    this.element.append(this.#icon.element, this.#text);
    this.#isToggle = (options.toggle ?? false) || options.group != null;
    this.#state = new ExclusiveState(page, this, "ToolBarAction", options.group, this.signal);
    this.#iconSize = options.iconsize ?? null;
    this.set_icon(options.icon_url ?? null);
    this.set_text(options.text ?? "");
    this.showOn(false);
    if (options.menu) this.set_menu(options.menu);
    const { signal } = this;
    const hooks = {
      hasMenu: () => this.#menu !== null,
      level: () => this.#mounted(),
      hang: () => (this.element.closest(".pg-vertical") ? HANGS.inline : HANGS.block),
      closed: () => this.#menu?.unmount(),
      beside: (direction: -1 | 1) => step(this.element, direction),
    };
    // A mouse leaves the keyboard where its user works; a toolbar is no place to stay in.
    this.element.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    this.element.addEventListener("click", () => this.#menu || this.press(), { signal });
    // biome-ignore lint/correctness/noUnusedInstantiation: it lives by its listeners
    new MenuButton(this.element, hooks, signal);
  }

  /** The user presses it, here or in the menu. */
  press(): void {
    if (this.#isToggle) this.fire("activated", this.#state.switch());
    else this.fire("activated");
  }

  /** It as an item of a menu, which follows what becomes of it. */
  menuItem(): MenuItem {
    const submenu = this.#menu?.level;
    this.#item = new MenuItem(submenu ? { submenu } : { chosen: () => this.press() });
    this.#showInMenu();
    return this.#item;
  }

  /** What that item opens. */
  get submenu(): Menu | null {
    return this.#menu;
  }

  protected override get focusTarget(): HTMLElement {
    if (!this.element.classList.contains("pg-overflowed")) return this.element;
    return this.element.closest(".pg-tool-bar")?.querySelector<HTMLElement>(MORE) ?? this.element;
  }

  protected override applyEnabled(enabled: boolean): void {
    this.element.disabled = !enabled;
    this.#showInMenu();
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.#showName();
  }

  set_text(text: string): void {
    this.#text.textContent = text;
    this.#showName();
  }

  get_text(): string {
    return this.#text.textContent;
  }

  set_icon(url: string | null, iconsize?: number | null): void {
    this.#iconUrl = url;
    if (iconsize !== undefined) this.#iconSize = iconsize;
    this.#icon.show(url);
    const { style } = this.#icon.element;
    style.width = length(this.#iconSize ?? 16);
    style.height = style.width;
    css(this.element, "pg-icon-only", Boolean(url));
    this.#showName();
  }

  set_state(value: boolean): void {
    this.#state.set(value);
  }

  get_state(): boolean {
    return this.#state.isOn;
  }

  showOn(isOn: boolean): void {
    this.element.ariaPressed = this.#isToggle ? String(isOn) : null;
    this.#showInMenu();
  }

  set_menu(menu: Widget | null): void {
    this.#menu = menu as Menu | null;
    css(this.element, "pg-has-menu", menu !== null);
    this.element.ariaHasPopup = menu ? "menu" : null;
    this.element.ariaExpanded = menu ? "false" : null;
  }

  #mounted(): Menu["level"] | null {
    this.#menu?.mount();
    return this.#menu?.level ?? null;
  }

  /** Where the text doesn't show, it is what the pointer is told. */
  #showName(): void {
    const text = this.get_text();
    this.element.ariaLabel = text || this.get_tooltip() || "Action";
    setTooltip(this.element, this.get_tooltip() || (this.#iconUrl ? text : ""));
    this.#showInMenu();
  }

  #showInMenu(): void {
    if (!this.#item) return;
    this.#item.text = this.element.ariaLabel ?? "";
    this.#item.setIcon(this, this.#iconUrl, this.#iconSize);
    this.#item.isEnabled = !this.element.disabled;
    if (this.#isToggle) this.#item.mark(this.element.ariaPressed === "true");
  }
}

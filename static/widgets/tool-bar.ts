import { orientationOf, type Orientation } from "../core/box-layout.ts";
import { Container } from "../core/container.ts";
import { giveFocus, tabStops } from "../core/focus.ts";
import { icon } from "../core/icons.ts";
import { HANGS, Popup } from "../core/popup.ts";
import { css, make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { ToolBarMethods } from "../generated/catalog.ts";
import { MenuButton } from "../widgets-support/menu-button.ts";
import { MenuItem } from "../widgets-support/menu-item.ts";
import { MenuLevel } from "../widgets-support/menu-level.ts";
import { step, stopsOf, takesArrows } from "../widgets-support/tool-stops.ts";
import { Separator } from "./separator.ts";
import { ToolBarAction } from "./tool-bar-action.ts";

export interface ToolBarOptions {
  readonly orientation?: Orientation | null;
}

/** Sizes are rounded when they are laid out. */
const TOLERANCE_PX = 0.5;

/** A row of actions and other widgets; what has no room is in a menu at its end. */
export class ToolBar extends Container implements ToolBarMethods {
  /** What has room. */
  readonly #tools = make("div", "pg-tools");
  /** Opens the menu of what has none. */
  readonly #more = make("button", "pg-tool-action pg-tools-more");
  /** That menu. */
  readonly #level: MenuLevel;
  /** Opens it. */
  readonly #moreMenu: MenuButton;
  /** Whether it goes across. */
  readonly #isFlat: boolean;
  /** Tells when the bar, or something in it, changes its size. */
  readonly #sizes = new ResizeObserver(() => this.#arrange());
  /** What has no room, in order. */
  #overflowed: Widget[] = [];
  /** Puts back what was taken into a menu or a pop-up. */
  #giveBack: (() => void)[] = [];
  /** A widget without room shows beside the bar. */
  #isAside = false;
  /** The one that the Tab key comes to. */
  #current: HTMLElement | null = null;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: ToolBarOptions) {
    super(page, wid, make("div", "pg-tool-bar pg-bar"));
    const orientation = orientationOf(options.orientation ?? "horizontal", "horizontal");
    this.#isFlat = orientation === "horizontal";
    this.element.classList.add(`pg-${orientation}`);
    this.element.role = "toolbar";
    this.element.ariaLabel = "Tools";
    this.element.ariaOrientation = orientation;
    this.#more.type = "button";
    this.#more.ariaLabel = "More";
    this.#more.ariaHasPopup = "menu";
    this.#more.ariaExpanded = "false";
    this.#more.hidden = true;
    this.#more.append(icon(this.#isFlat ? "down" : "right"));
    const { signal } = this;
    const list = make("div", "pg-menu");
    list.ariaLabel = "More";
    this.#level = new MenuLevel(list, signal);
    this.element.append(this.#tools, this.#more, list);
    const hooks = {
      hasMenu: () => true,
      level: () => this.#filled(),
      hang: () => (this.#isFlat ? HANGS.block : HANGS.inline),
      closed: () => this.#empty(),
      beside: (direction: -1 | 1) => step(this.#more, direction),
    };
    this.#more.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    this.#moreMenu = new MenuButton(this.#more, hooks, signal);
    this.#listen();
  }

  #listen(): void {
    const { signal, element } = this;
    element.addEventListener("keydown", (event) => this.#key(event), { signal });
    element.addEventListener("focusin", ({ target }) => this.#rove(target), { signal });
    this.#sizes.observe(element);
    const states = new MutationObserver(() => this.#rove(this.#current));
    states.observe(this.#tools, { subtree: true, attributeFilter: ["disabled", "hidden"] });
    signal.addEventListener("abort", () => {
      this.#sizes.disconnect();
      states.disconnect();
    });
  }

  add_widget(child: Widget): void {
    this.insert(child);
    this.#tools.append(child.element);
    if (child instanceof ToolBarAction) child.element.tabIndex = -1;
    this.#sizes.observe(child.element);
    this.#rove(this.#current);
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.element.ariaLabel = msg || "Tools";
  }

  protected override get focusTarget(): HTMLElement {
    return this.#current ?? this.element;
  }

  protected override unplace(child: Widget): void {
    this.#moreMenu.close();
    this.#returnAll();
    this.#sizes.unobserve(child.element);
    child.element.classList.remove("pg-overflowed");
    if (child instanceof ToolBarAction) child.element.tabIndex = 0;
    super.unplace(child);
    this.#overflowed = this.#overflowed.filter((other) => other !== child);
    this.#rove(this.#current);
  }

  // What has room.

  /** Called by an observer, when all is laid out: reading sizes costs nothing. */
  #arrange(): void {
    // What is beside it comes back first, and then changes its size.
    if (this.#isAside) return;
    const shown = this.children.filter(({ element }) => !element.hidden);
    const ends = shown.map(({ element }) => this.#endOf(element));
    const style = getComputedStyle(this.element);
    const [from, to] = this.#isFlat
      ? [style.paddingInlineStart, style.paddingInlineEnd]
      : [style.paddingBlockStart, style.paddingBlockEnd];
    const { clientWidth, clientHeight } = this.element;
    if (!clientWidth && !clientHeight) return;
    const room = (this.#isFlat ? clientWidth : clientHeight) - Number.parseFloat(from) - Number.parseFloat(to);
    const isFull = (ends.at(-1) ?? 0) > room + TOLERANCE_PX;
    const limit = isFull ? room - this.#roomOfMore(style) : room;
    const first = isFull ? ends.findIndex((end) => end > limit + TOLERANCE_PX) : shown.length;
    this.#show(shown, first);
  }

  #endOf(element: HTMLElement): number {
    const [own, all] = [element.getBoundingClientRect(), this.#tools.getBoundingClientRect()];
    if (!this.#isFlat) return own.bottom - all.top;
    return getComputedStyle(this.element).direction === "rtl" ? all.right - own.left : own.right - all.left;
  }

  #roomOfMore(style: CSSStyleDeclaration): number {
    return Number.parseFloat(style.getPropertyValue("--pg-target")) + Number.parseFloat(style.columnGap || "0");
  }

  /** @param first the index of the first that has no room */
  #show(shown: readonly Widget[], first: number): void {
    let last = first;
    // A line at the end divides nothing.
    while (first < shown.length && shown[last - 1] instanceof Separator) last -= 1;
    const overflowed = shown.slice(last);
    const former = this.#overflowed;
    this.#overflowed = overflowed.filter((it, index) => index > 0 || !(it instanceof Separator));
    const isSame = former.length === this.#overflowed.length && former[0] === this.#overflowed[0];
    if (!isSame) this.#moreMenu.close();
    for (const [index, { element }] of shown.entries()) css(element, "pg-overflowed", index >= last);
    this.#more.hidden = this.#overflowed.length === 0;
    const active = document.activeElement;
    if (overflowed.some(({ element }) => element.contains(active))) giveFocus(this.#more);
    this.#rove(this.#current);
  }

  // The menu.

  /** Makes the items of what has no room now. */
  #filled(): MenuLevel {
    const { element } = this.#level;
    element.replaceChildren();
    for (const child of this.#overflowed) {
      if (child instanceof Separator) element.append(line());
      else if (child instanceof ToolBarAction) this.#addAction(child);
      else if (isNamed(child)) element.append(this.#itemOf(child).element);
    }
    return this.#level;
  }

  #empty(): void {
    this.#returnAll();
    this.#level.element.replaceChildren();
  }

  #addAction(action: ToolBarAction): void {
    const { element } = this.#level;
    element.append(action.menuItem().element);
    if (action.submenu) this.#take(action.submenu.element, element);
  }

  /** Another widget shows beside the menu's button when it is chosen. */
  #itemOf(child: Widget): MenuItem {
    const item = new MenuItem({ chosen: () => this.#showAside(child, item.text) });
    item.text = nameOf(child);
    item.isEnabled = child.get_enabled();
    return item;
  }

  #showAside(child: Widget, name: string): void {
    const aside = make("div", "pg-tool-aside");
    aside.role = "dialog";
    aside.ariaLabel = name;
    aside.tabIndex = -1;
    const popup = new Popup(aside, {
      keeps: () => [this.#more],
      closed: () => {
        this.#isAside = false;
        this.#returnAll();
        aside.remove();
      },
    });
    const leave = (): void => {
      popup.close();
      giveFocus(this.#more);
    };
    aside.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    });
    this.#isAside = true;
    this.element.append(aside);
    this.#take(child.element, aside);
    popup.open(this.#more, this.#isFlat ? HANGS.block : HANGS.inline, this.#more);
    giveFocus(tabStops(aside)[0] ?? aside);
  }

  /** Moves an element for a while; nothing comes back that has ended meanwhile. */
  #take(element: HTMLElement, to: HTMLElement): void {
    const mark = document.createComment("");
    element.replaceWith(mark);
    to.append(element);
    this.#giveBack.push(() => {
      if (!to.contains(element)) mark.remove();
      else if (mark.isConnected) mark.replaceWith(element);
      else element.remove();
    });
  }

  #returnAll(): void {
    const all = this.#giveBack;
    this.#giveBack = [];
    for (const giveBack of all) giveBack();
  }

  // The keys.

  /** The Tab key comes to one action only, the one used last. */
  #rove(target: EventTarget | null): void {
    const actions = [
      ...this.children.flatMap((child) => (child instanceof ToolBarAction ? [child.element] : [])),
      this.#more,
    ];
    const usable = actions.filter(
      (it) => !(it.disabled || it.hidden || it.classList.contains("pg-overflowed")),
    );
    const wanted = usable.find((it) => it === target) ?? usable.find((it) => it === this.#current);
    this.#current = wanted ?? usable[0] ?? null;
    for (const it of actions) it.tabIndex = it === this.#current ? 0 : -1;
  }

  #key(event: KeyboardEvent): void {
    const at = event.target;
    if (!(at instanceof HTMLElement) || event.defaultPrevented || at.closest("[popover]")) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || takesArrows(at)) return;
    const [back, on] = this.#isFlat ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const stops = stopsOf(this.element);
    if (event.key === back) step(at, -1);
    else if (event.key === on) step(at, 1);
    else if (event.key === "Home" && stops[0]) giveFocus(stops[0]);
    else if (event.key === "End" && stops.length) giveFocus(stops.at(-1) as HTMLElement);
    else return;
    event.preventDefault();
  }
}

function line(): HTMLElement {
  const separator = make("div", "pg-menu-separator");
  separator.role = "separator";
  return separator;
}

/** What a widget is called in a menu. */
function nameOf(widget: Widget): string {
  const inner = widget.element.querySelector("[aria-label]");
  return widget.get_tooltip() || widget.element.ariaLabel || inner?.ariaLabel || widget.element.textContent;
}

/** A gap has no name, and nothing to use. */
function isNamed(widget: Widget): boolean {
  return nameOf(widget).trim() !== "";
}

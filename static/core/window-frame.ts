import { onDrag } from "./drag.ts";
import { EDGES } from "./edges.ts";
import { comeBack, giveFocus } from "./focus.ts";
import type { IconName } from "./icons.ts";
import { Picture } from "./picture.ts";
import { showPopupMenu } from "./popup-menu.ts";
import { isByFinger } from "./press.ts";
import { css, length, make, uniqueId } from "./style.ts";
import type { RemoteObject } from "./widget.ts";
import type { WindowArea } from "./window-area.ts";
import { commandButton, isOnButton, windowCommands } from "./window-commands.ts";
import type { Abilities, WindowCommand, WindowState } from "./window-commands.ts";
import { WindowMoves } from "./window-moves.ts";
import type { Box, Extents, Pair } from "./window-reach.ts";

/** What the user did with a window; nothing that the program does is told here. */
export interface WindowHooks {
  moved(x: number, y: number): void;
  resized(width: number, height: number): void;
  closed(): void;
  reopened(): void;
  stateChanged(state: WindowState): void;
  raised(): void;
  lowered(): void;
  /** Whether the program is told what its title bar is used for. */
  listens(): boolean;
}

/** Title bar, edges and states of a window; its content goes into `body`. */
export class WindowFrame {
  readonly element: HTMLElement;
  readonly bar = make("div", "pg-window-bar");
  readonly body = make("div", "pg-window-body pg-scrolls pg-room");
  /** Orders the dock of minimized windows. */
  readonly rank: number;
  readonly abilities: Abilities;
  /** The windows among which this one is; null until it is placed. */
  area: WindowArea | null;
  /** How the user moves and resizes it. */
  readonly #moves: WindowMoves;
  /** Who is told what the user does. */
  readonly #hooks: WindowHooks;
  /** Aborted when the window is destroyed. */
  readonly #signal: AbortSignal;
  /** The picture before the title. */
  readonly #icon: Picture;
  /** The text of the title bar. */
  readonly #title = make("span", "pg-window-title");
  /** The buttons of the title bar. */
  readonly buttons = make("span", "pg-window-buttons");
  /** How it shows: normal, minimized, … */
  #state: WindowState = "normal";
  /** Whether it lies in the middle of the page until it is moved, over the other windows. */
  readonly isDialog: boolean;
  /** The wanted place; what is shown may be moved to stay reachable. Null: not decided yet. */
  place: Pair | null = null;
  /** How far down the cascade it belongs, if the page places it. */
  step = 0;
  /** It was placed by the page, not by the user or the program. */
  #isAutoPlaced = true;
  /** A user closed it, and may open it again. */
  isClosed = false;
  /** It shows its content alone, without a title bar. */
  isPlain = false;

  constructor(
    element: HTMLElement,
    area: WindowArea | null,
    abilities: Abilities,
    hooks: WindowHooks,
    owner: RemoteObject,
  ) {
    this.element = element;
    this.rank = owner.wid;
    this.isDialog = element instanceof HTMLDialogElement;
    this.abilities = abilities;
    this.area = area;
    this.#hooks = hooks;
    this.#moves = new WindowMoves(this, hooks, owner.signal);
    this.#signal = owner.signal;
    this.#icon = new Picture(owner, "pg-window-icon");
    element.classList.add("pg-window");
    element.dataset["state"] = "normal";
    this.#title.id = uniqueId("title");
    // A press on its ground comes to the window, and what has the focus in it may go.
    element.tabIndex = -1;
    this.bar.append(this.#icon.element, this.#title, this.buttons);
    element.append(this.bar, this.body);
    this.#listen();
    this.refresh();
  }

  get state(): WindowState {
    return this.#state;
  }

  /** It is placed among other windows, on top. */
  join(area: WindowArea): void {
    this.area = area;
    this.refresh();
    area.add(this);
  }

  /** It has been shown or hidden. */
  refreshArea(): void {
    this.area?.arrange();
  }

  get isShown(): boolean {
    return !this.element.hidden;
  }

  /** Whether the area has to find a place for it. */
  get isHomeless(): boolean {
    return this.place === null && !this.isDialog;
  }

  /** Whether it is the one widget that the page shows. */
  get isSingle(): boolean {
    return this.element.classList.contains("pg-single-widget");
  }

  /** Leaves its title bar out, if it is needed for nothing. */
  setPlain(isWanted: boolean): void {
    this.isPlain = isWanted && this.#needsNoBar();
    css(this.element, "pg-plain", this.isPlain);
  }

  #needsNoBar(): boolean {
    const { minimizable, maximizable, lowerable, shadeable } = this.abilities;
    const hasCommands = minimizable || maximizable || lowerable || shadeable;
    const isAtRest = !this.isDialog && this.#isAutoPlaced && this.#state === "normal";
    return isAtRest && !hasCommands && !this.#hooks.listens();
  }

  get title(): string {
    return this.#title.textContent;
  }

  /** The user opens it again. */
  reopen(): void {
    this.#hooks.reopened();
  }

  setTitle(title: string): void {
    this.#title.textContent = title;
    // A window has a name, whatever the program does.
    if (title) this.element.setAttribute("aria-labelledby", this.#title.id);
    else this.element.removeAttribute("aria-labelledby");
    this.element.ariaLabel = title ? null : "Window";
    this.area?.renamed();
  }

  setIcon(url: string | null): void {
    this.#icon.show(url);
  }

  /** Shows what `abilities` now say. */
  refresh(): void {
    css(this.element, "pg-moveable", this.abilities.moveable);
    css(this.element, "pg-resizable", this.abilities.resizable);
    this.#refreshButtons();
    const grips = this.element.querySelectorAll(":scope > .pg-window-grip");
    if (this.abilities.resizable === grips.length > 0) return;
    if (this.abilities.resizable) this.element.append(...EDGES.map((edge) => this.#moves.grip(edge)));
    else for (const grip of grips) grip.remove();
  }

  /** Puts the window's corner somewhere; it is shown as near to that as keeps it reachable. */
  moveTo(x: number, y: number, isAutomatic = false): void {
    this.place = [x, y];
    const isChanged = this.#isAutoPlaced !== isAutomatic;
    this.#isAutoPlaced = isAutomatic;
    if (isChanged) this.area?.arrange();
    this.reposition();
  }

  /** The user comes to it: on top, and where the user was in it.
   *  @param isTouch by a finger, which may only look: a keyboard on the screen would be in the way */
  enter(isTouch = false): void {
    if (this.#isPage && this.#state === "minimized") this.#changeState("normal");
    this.#raise();
    this.area?.reveal(this);
    if (isTouch) {
      giveFocus(this.element, { preventScroll: true });
      return;
    }
    const isOpen = this.#state === "normal" || this.#state === "maximized";
    comeBack(this.element, isOpen ? this.body : this.bar);
  }

  /** The user closes it by a key. @returns whether that is possible */
  close(): boolean {
    if (this.abilities.closeable) this.#hooks.closed();
    return this.abilities.closeable;
  }

  /** Sets the outer size; null lets the content decide. */
  sizeTo(width: number | null, height: number | null): void {
    this.element.style.width = length(width);
    this.element.style.height = length(height);
  }

  setState(state: WindowState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.element.dataset["state"] = state;
    this.refresh();
    this.reposition();
    this.area?.arrange();
  }

  /** The state that the button or menu item for `state` leads to. */
  toggled(state: WindowState): WindowState {
    return this.#state === state ? "normal" : state;
  }

  /** Shows the place that fits the sizes known by now. */
  reposition(): void {
    const { style } = this.element;
    if (!(this.isFree && this.place)) return;
    const extents = this.extents();
    const [x, y] = extents
      ? this.area?.reachable(this.place, extents, this.#isAutoPlaced) ?? this.place
      : this.place;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.removeProperty("bottom");
    this.area?.placed();
  }

  /** Puts a minimized window into a place of the dock. */
  dock(column: number, row: number): void {
    this.element.style.setProperty("--pg-dock-column", String(column));
    this.element.style.setProperty("--pg-dock-row", String(row));
  }

  /** The sizes that count for its place; null as long as they are not known. */
  extents(): Extents | null {
    const known = this.area;
    const area = known?.sizeOf(known.element);
    const own = known?.sizeOf(this.element);
    if (!(area && own?.[0])) return null;
    const barHeight = known?.sizeOf(this.bar)?.[1] ?? 0;
    return { area, own, barHeight, buttonsWidth: known?.sizeOf(this.buttons)?.[0] ?? 0 };
  }

  // The user.

  #listen(): void {
    const signal = this.#signal;
    const { element, bar } = this;
    element.addEventListener("pointerdown", () => this.#raise(), { signal, capture: true });
    element.addEventListener("keyup", (event) => event.key === "Tab" && this.#raise(), { signal });
    element.addEventListener("keydown", (event) => this.#shortcut(event), { signal });
    const pressed = (event: Event) => isOnButton(event) || this.enter(isByFinger(event));
    bar.addEventListener("click", pressed, { signal });
    bar.addEventListener("dblclick", (event) => this.#doubleClick(event), { signal });
    bar.addEventListener("contextmenu", (event) => this.#contextMenu(event), { signal });
    // On the bar of a small window a finger finds little beside the buttons.
    const isPress = (event: PointerEvent) => event.pointerType === "mouse" && isOnButton(event);
    onDrag(bar, signal, (event) => (isPress(event) ? null : this.#moves.beginMove()));
  }

  #raise(): void {
    if (this.area?.raise(this)) this.#hooks.raised();
  }

  #lower(): void {
    if (this.area?.lower(this)) this.#hooks.lowered();
  }

  #changeState(state: WindowState): void {
    this.setState(state);
    this.#hooks.stateChanged(state);
  }

  #doubleClick(event: MouseEvent): void {
    if (isOnButton(event) || this.#isPage) return;
    const can = { maximized: this.abilities.maximizable, shaded: this.abilities.shadeable };
    const state = this.area?.onDoubleClick.find((it) => can[it]);
    if (this.#state === "minimized") this.#changeState("normal");
    else if (state) this.#changeState(this.toggled(state));
  }

  /** Where the window is now, in the area. */
  box(): Box {
    const own = this.element.getBoundingClientRect();
    const area = this.area?.element ?? document.body;
    const around = area.getBoundingClientRect();
    return {
      left: Math.round(own.left - around.left + area.scrollLeft),
      top: Math.round(own.top - around.top + area.scrollTop),
      width: this.element.offsetWidth,
      height: this.element.offsetHeight,
    };
  }

  /** It fills a narrow page, where it has neither place nor size of its own. */
  get #isPage(): boolean {
    return !this.isDialog && (this.area?.isPaged ?? false);
  }

  /** Whether it lies where the user puts it. */
  get isFree(): boolean {
    return !this.#isPage && (this.#state === "normal" || this.#state === "shaded");
  }

  /** Whether the user can move it now. */
  get isMoveable(): boolean {
    return this.abilities.moveable && this.isFree;
  }

  /** Whether the user can resize it now. */
  get isResizable(): boolean {
    return this.abilities.resizable && this.isFree && this.#state === "normal";
  }

  // Buttons, menu and keys.

  #commands(): WindowCommand[] {
    return windowCommands(this.#state, this.abilities, this.#isPage, {
      change: (state) => this.#changeState(state),
      byKeyboard: (mode) => this.#moves.byKeyboard(mode),
      lower: () => this.#lower(),
      close: () => this.#hooks.closed(),
    });
  }

  /** Makes the buttons anew; the one that then stands in a focused one's place gets the focus. */
  #refreshButtons(): void {
    const index = [...this.buttons.children].indexOf(document.activeElement as Element);
    const buttons = this.#commands().flatMap((command) => {
      const { icon } = command;
      return icon && this.#hasButton(icon) ? [commandButton(icon, command)] : [];
    });
    this.buttons.replaceChildren(...buttons);
    const next = index >= 0 ? buttons[Math.min(index, buttons.length - 1)] : null;
    if (next) giveFocus(next);
  }

  #hasButton(icon: IconName): boolean {
    return this.area?.hasButton(icon, this.#state) ?? true;
  }

  #contextMenu(event: MouseEvent): void {
    event.preventDefault();
    // The menu key gives no useful place of its own.
    this.#showMenu(event.button === 2 ? [event.clientX, event.clientY] : null);
  }

  /** @param at where, in the viewport; null: below the title bar */
  #showMenu(at: Pair | null): void {
    const box = this.bar.getBoundingClientRect();
    const commands = [...this.#commands(), ...(this.area?.commands ?? [])];
    showPopupMenu(this.element, commands, ...(at ?? ([box.left, box.bottom] as const)));
  }

  #shortcut(event: KeyboardEvent): void {
    if (!event.altKey || event.defaultPrevented) return;
    if (event.key === "F3" && !this.isPlain) this.#showMenu(null);
    else if (event.key === "F7") this.#moves.byKeyboard("move");
    else if (event.key === "F8") this.#moves.byKeyboard("resize");
    else return;
    event.preventDefault();
  }

}

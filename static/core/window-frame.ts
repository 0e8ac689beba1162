import { takeArrowKeys } from "./arrow-keys.ts";
import { onDrag, type Drag } from "./drag.ts";
import { direction, EDGES, type Edge } from "./edges.ts";
import { comeBack, giveFocus } from "./focus.ts";
import { Picture } from "./picture.ts";
import { showPopupMenu } from "./popup-menu.ts";
import { isByFinger } from "./press.ts";
import { css, length, make, uniqueId } from "./style.ts";
import type { RemoteObject } from "./widget.ts";
import type { WindowArea } from "./window-area.ts";
import { commandButton, isOnButton, windowCommands } from "./window-commands.ts";
import type { Abilities, WindowCommand, WindowState } from "./window-commands.ts";
import { draggedPlace, reachablePlace, type Extents } from "./window-reach.ts";

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

type Size = readonly [number, number];

const MIN_WIDTH_PX = 120;
const MIN_HEIGHT_PX = 48;

/** Title bar, edges and states of a window; its content goes into `body`. */
export class WindowFrame {
  readonly element: HTMLElement;
  readonly bar = make("div", "pg-window-bar");
  readonly body = make("div", "pg-window-body pg-room");
  /** Orders the dock of minimized windows. */
  readonly rank: number;
  readonly abilities: Abilities;
  /** The windows among which this one is. */
  readonly #area: WindowArea;
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
  #place: readonly [number, number] | null = null;
  /** It was placed by the page, not by the user or the program. */
  #isAutoPlaced = true;
  /** A user closed it, and may open it again. */
  isClosed = false;
  /** It shows its content alone, without a title bar. */
  #isPlain = false;

  constructor(
    element: HTMLElement,
    area: WindowArea,
    abilities: Abilities,
    hooks: WindowHooks,
    owner: RemoteObject,
  ) {
    this.element = element;
    this.rank = owner.wid;
    this.isDialog = element instanceof HTMLDialogElement;
    this.abilities = abilities;
    this.#area = area;
    this.#hooks = hooks;
    this.#signal = owner.signal;
    this.#icon = new Picture(owner, "pg-window-icon");
    element.classList.add("pg-window");
    element.dataset["state"] = "normal";
    this.#title.id = uniqueId("title");
    element.setAttribute("aria-labelledby", this.#title.id);
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

  get isShown(): boolean {
    return !this.element.hidden;
  }

  /** Whether the area has to find a place for it. */
  get isHomeless(): boolean {
    return this.#place === null && !this.isDialog;
  }

  /** Whether it is the one widget that the page shows. */
  get isSingle(): boolean {
    return this.element.classList.contains("pg-single-widget");
  }

  /** Leaves its title bar out, if it is needed for nothing. */
  setPlain(isWanted: boolean): void {
    this.#isPlain = isWanted && this.#needsNoBar();
    css(this.element, "pg-plain", this.#isPlain);
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
    this.#area.renamed();
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
    if (this.abilities.resizable) this.element.append(...EDGES.map((edge) => this.#grip(edge)));
    else for (const grip of grips) grip.remove();
  }

  /** Puts the window's corner somewhere; it is shown as near to that as keeps it reachable. */
  moveTo(x: number, y: number, isAutomatic = false): void {
    this.#place = [x, y];
    const isChanged = this.#isAutoPlaced !== isAutomatic;
    this.#isAutoPlaced = isAutomatic;
    if (isChanged) this.#area.arrange();
    this.reposition();
  }

  /** The user comes to it: on top, and where the user was in it.
   *  @param isTouch by a finger, which may only look: a keyboard on the screen would be in the way */
  enter(isTouch = false): void {
    if (this.#isPage && this.#state === "minimized") this.#changeState("normal");
    this.#raise();
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
    this.#area.arrange();
  }

  /** The state that the button or menu item for `state` leads to. */
  toggled(state: WindowState): WindowState {
    return this.#state === state ? "normal" : state;
  }

  /** Shows the place that fits the sizes known by now. */
  reposition(): void {
    const { style } = this.element;
    if (!(this.#isFree() && this.#place)) return;
    const area = this.#area.sizeOf(this.#area.element);
    const own = this.#area.sizeOf(this.element);
    const isStrict = this.#isAutoPlaced || this.#area.isPaged;
    const isKnown = area && own?.[0];
    const [x, y] = isKnown
      ? reachablePlace(this.#place, this.#extents(area, own), isStrict)
      : this.#place;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.removeProperty("bottom");
  }

  /** Puts a minimized window into a place of the dock. */
  dock(column: number, row: number): void {
    this.element.style.setProperty("--pg-dock-column", String(column));
    this.element.style.setProperty("--pg-dock-row", String(row));
  }

  /** What is known by now of the sizes that count for its place. */
  #extents(area: Size, own: Size): Extents {
    const barHeight = this.#area.sizeOf(this.bar)?.[1] ?? 0;
    return { area, own, barHeight, buttonsWidth: this.#area.sizeOf(this.buttons)?.[0] ?? 0 };
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
    onDrag(bar, signal, (event) => (isOnButton(event) ? null : this.#beginMove()));
  }

  #raise(): void {
    if (this.#area.raise(this)) this.#hooks.raised();
  }

  #lower(): void {
    if (this.#area.lower(this)) this.#hooks.lowered();
  }

  #changeState(state: WindowState): void {
    this.setState(state);
    this.#hooks.stateChanged(state);
  }

  #doubleClick(event: MouseEvent): void {
    if (isOnButton(event) || this.#isPage) return;
    if (this.#state === "minimized") this.#changeState("normal");
    else if (this.abilities.maximizable) this.#changeState(this.toggled("maximized"));
    else if (this.abilities.shadeable) this.#changeState(this.toggled("shaded"));
  }

  #beginMove(): Drag | null {
    if (!this.abilities.moveable || !this.#isFree()) return null;
    const [left, top] = this.#origin();
    const former = this.#place;
    return {
      move: (dx, dy) => {
        // The program, or another user, may have changed it meanwhile.
        if (this.abilities.moveable && this.#isFree()) this.#userMove(left + dx, top + dy);
      },
      cancel: () => this.#userMove(...(former ?? ([left, top] as const))),
    };
  }

  #userMove(x: number, y: number): void {
    const own = this.#area.sizeOf(this.element) ?? [this.element.offsetWidth, 0];
    const area = this.#area.sizeOf(this.#area.element) ?? [innerWidth, innerHeight];
    const [left, top] = draggedPlace(x, y, this.#extents(area, own));
    this.moveTo(left, top);
    this.#hooks.moved(left, top);
  }

  #grip(edge: Edge): HTMLElement {
    const grip = make("div", "pg-window-grip");
    grip.dataset["edge"] = edge;
    onDrag(grip, this.#signal, () => this.#beginResize(edge));
    return grip;
  }

  #beginResize(edge: Edge): Drag | null {
    if (!this.#isResizable()) return null;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const origin = this.#origin();
    const change = (dx: number, dy: number): void => {
      if (!this.#isResizable()) return;
      const wide = width + dx * direction(edge, "e", "w");
      const high = height + dy * direction(edge, "s", "n");
      this.#userResize(wide, high, edge, [origin[0] + width, origin[1] + height]);
    };
    return { move: change, cancel: () => change(0, 0) };
  }

  /** @param far the corner that stays where it is when the left or upper edge moves */
  #userResize(width: number, height: number, edge: Edge, far: readonly [number, number]): void {
    const { element } = this;
    const [x, y] = this.#origin();
    const wished = [Math.round(width), Math.round(height)] as const;
    this.sizeTo(Math.max(MIN_WIDTH_PX, wished[0]), Math.max(MIN_HEIGHT_PX, wished[1]));
    // Limits of the style sheet and the program may have changed the outcome.
    const [wide, high] = [element.offsetWidth, element.offsetHeight];
    const left = edge.includes("w") ? far[0] - wide : x;
    const top = edge.includes("n") ? Math.max(0, far[1] - high) : y;
    if (left !== x || top !== y || !this.#place) {
      this.moveTo(left, top);
      this.#hooks.moved(left, top);
    }
    this.#hooks.resized(wide, high);
  }

  /** Where the window is now, in the area. */
  #origin(): readonly [number, number] {
    const own = this.element.getBoundingClientRect();
    const area = this.#area.element.getBoundingClientRect();
    return [Math.round(own.left - area.left), Math.round(own.top - area.top)];
  }

  /** It fills a narrow page, where it has neither place nor size of its own. */
  get #isPage(): boolean {
    return !this.isDialog && this.#area.isPaged;
  }

  #isFree(): boolean {
    return !this.#isPage && (this.#state === "normal" || this.#state === "shaded");
  }

  #isResizable(): boolean {
    return this.abilities.resizable && this.#isFree() && this.#state === "normal";
  }

  // Buttons, menu and keys.

  #commands(): WindowCommand[] {
    return windowCommands(this.#state, this.abilities, this.#isPage, {
      change: (state) => this.#changeState(state),
      byKeyboard: (mode) => this.#byKeyboard(mode),
      lower: () => this.#lower(),
      close: () => this.#hooks.closed(),
    });
  }

  /** Makes the buttons anew; the one that then stands in a focused one's place gets the focus. */
  #refreshButtons(): void {
    const index = [...this.buttons.children].indexOf(document.activeElement as Element);
    const buttons = this.#commands().flatMap((command) => {
      return command.icon ? [commandButton(command.icon, command)] : [];
    });
    this.buttons.replaceChildren(...buttons);
    const next = index >= 0 ? buttons[Math.min(index, buttons.length - 1)] : null;
    if (next) giveFocus(next);
  }

  #contextMenu(event: MouseEvent): void {
    event.preventDefault();
    const box = this.bar.getBoundingClientRect();
    // The menu key gives no useful place of its own.
    const isKey = event.button !== 2;
    const [x, y] = isKey ? [box.left, box.bottom] : [event.clientX, event.clientY];
    showPopupMenu(this.element, this.#commands(), x, y);
  }

  #shortcut(event: KeyboardEvent): void {
    if (!event.altKey || event.defaultPrevented) return;
    if (event.key === "F7") this.#byKeyboard("move");
    else if (event.key === "F8") this.#byKeyboard("resize");
    else return;
    event.preventDefault();
  }

  /** Moves or resizes by the arrow keys. */
  #byKeyboard(mode: "move" | "resize"): void {
    const isMove = mode === "move";
    const isPossible = isMove
      ? this.abilities.moveable && this.#isFree() && !this.#isPlain
      : this.#isResizable();
    if (!isPossible || this.element.dataset["keyboard"]) return;
    this.element.dataset["keyboard"] = mode;
    const step = (dx: number, dy: number): void => {
      const [x, y] = this.#origin();
      const { offsetWidth: width, offsetHeight: height } = this.element;
      if (isMove) this.#userMove(x + dx, y + dy);
      else this.#userResize(width + dx, height + dy, "se", [0, 0]);
    };
    takeArrowKeys(this.#signal, step, () => delete this.element.dataset["keyboard"]);
  }
}

import { beginIn, comeBack, focusedElement, holderOf, worksBeside } from "./focus.ts";
import type { IconName } from "./icons.ts";
import { showPopupMenu } from "./popup-menu.ts";
import { isUsable } from "./presence.ts";
import { css, make } from "./style.ts";
import { WindowArea, type Limits } from "./window-area.ts";
import type { WindowCommand, WindowState } from "./window-commands.ts";
import type { WindowFrame } from "./window-frame.ts";
import type { Box, Pair } from "./window-reach.ts";
import { snappedBox, snappedPlace, type Surroundings } from "./window-snap.ts";

const DOCK_SLOT_PX = 208;
const DOCK_SLOT_MIN_PX = 128;
const DOCK_MARGIN_PX = 8;

/** What its user does with all the windows, and what it knows of its room. */
export interface SubWindowHooks {
  arranged(how: "cascade" | "tile", room: Pair): void;
  /** There is another room for windows. */
  laidOut(room: Pair): void;
}

/** The windows in a part of a page: an area that scrolls, as each lies where it was put, however
 *  large the area is, so that all browsers show the same. */
export class SubWindows extends WindowArea {
  readonly onDoubleClick = ["shaded", "maximized"] as const;
  override readonly commands: readonly WindowCommand[];
  /** Around the area, with the row of those that are minimized. */
  readonly #outer: HTMLElement;
  /** What the windows lie on: as large as what they take. Their grips reach out of them, and are
   *  no reason to scroll. */
  readonly plane = make("div", "pg-window-plane");
  /** What the windows have of the area. Were it inherited, or in the style of each, all that is in
   *  them would be styled anew in each frame in which the area is resized. */
  readonly #facts = new CSSStyleSheet();
  /** Who is told. */
  readonly #hooks: SubWindowHooks;
  /** Within so many px a dragged window snaps. */
  resistance = 8;

  constructor(element: HTMLElement, outer: HTMLElement, hooks: SubWindowHooks, signal: AbortSignal) {
    super(element);
    this.#outer = outer;
    element.append(this.plane);
    this.#hooks = hooks;
    const command = (label: string, how: "cascade" | "tile"): WindowCommand => ({
      label,
      icon: null,
      run: () => this.#arrange(how),
    });
    this.commands = [command("Cascade windows", "cascade"), command("Tile windows", "tile")];
    element.addEventListener("contextmenu", (event) => this.#menu(event), { signal });
    document.adoptedStyleSheets.push(this.#facts);
    signal.addEventListener("abort", () => this.#end(), { once: true });
  }

  #end(): void {
    this.stop();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== this.#facts);
  }

  override reachable(place: Pair): Pair {
    return place;
  }

  override limits(frame: WindowFrame, isByPointer: boolean): Limits {
    const { scrollWidth, scrollHeight } = this.element;
    const others = this.all.filter((other) => other !== frame && isFree(other));
    const around: Surroundings = {
      room: [scrollWidth, scrollHeight],
      others: isByPointer ? others.map((other) => other.box()) : [],
      reach: isByPointer ? this.resistance : 0,
    };
    return {
      place: ([left, top], { own: [width, height] }) => {
        return snappedPlace({ left, top, width, height }, around);
      },
      box: (wanted: Box, edge) => snappedBox(wanted, edge, around),
    };
  }

  /** Titles are to be read in windows that are small. */
  override hasButton(icon: IconName, state: WindowState): boolean {
    return icon !== "lower" && !(icon === "maximize" && state === "minimized");
  }

  override arrange(): void {
    super.arrange();
    this.placed();
  }

  override placed(): void {
    this.#spread(({ element }) => this.sizeOf(element) ?? [0, 0]);
  }

  /** Makes the plane as large as what the windows take, as they are laid out now. */
  measurePlane(): void {
    this.#spread(({ element }) => [element.offsetWidth, element.offsetHeight]);
  }

  #spread(sizeOf: (frame: WindowFrame) => Pair): void {
    let [right, bottom] = [0, 0];
    for (const frame of this.all.filter(isFree)) {
      const [[x, y], [width, height]] = [frame.place ?? [0, 0], sizeOf(frame)];
      [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
    }
    this.plane.style.minWidth = `${right}px`;
    this.plane.style.minHeight = `${bottom}px`;
  }

  override reveal(frame: WindowFrame): void {
    if (!isFree(frame)) return;
    const view = this.element;
    const { left, top, width, height } = frame.box();
    view.scrollLeft = nearest(view.scrollLeft, view.clientWidth, left, width);
    view.scrollTop = nearest(view.scrollTop, view.clientHeight, top, height);
  }

  /** The focus goes where work begins in the topmost window, if the user is here and not at work
   *  elsewhere.
   *  @param isAnswer the program opened it because of what this user did */
  begin(isAnswer: boolean): void {
    const frame = this.active;
    const holder = holderOf(this.#outer);
    const at = focusedElement();
    const isElsewhere = at !== null && holder !== null && !holder.contains(at);
    if (!frame || isElsewhere || !isUsable(frame.element)) return;
    if (!worksBeside(frame.element, isAnswer)) beginIn(frame.element, frame.body);
  }

  /** The user goes on in the topmost window, as what the user was at is closed or minimized. */
  goOn(): void {
    const frame = this.active;
    if (frame && isUsable(frame.element)) comeBack(frame.element, frame.body);
  }

  protected override dock(minimized: readonly WindowFrame[]): void {
    const [width, height] = this.sizeOf(this.element) ?? [innerWidth, innerHeight];
    const free = width - DOCK_MARGIN_PX;
    const wide = Math.floor(free / Math.max(1, minimized.length));
    const least = Math.min(DOCK_SLOT_MIN_PX, free);
    const slot = Math.min(DOCK_SLOT_PX, Math.max(least, wide));
    const columns = Math.max(1, Math.floor(free / slot));
    const room = { "area-width": width, "area-height": height, "dock-slot": slot };
    const rules = Object.entries(room).map(([name, px]) => `--pg-${name}: ${px}px`);
    this.#facts.replaceSync(`#${this.#outer.id} > * > * > .pg-sub-window { ${rules.join(";")} }`);
    this.#outer.style.setProperty("--pg-dock-rows", String(Math.ceil(minimized.length / columns)));
    css(this.#outer, "pg-docked", minimized.length > 0);
    for (const [i, frame] of minimized.entries()) frame.dock(i % columns, Math.floor(i / columns));
  }

  protected override areaResized(): void {
    super.areaResized();
    const room = this.#room();
    if (room) this.#hooks.laidOut(room);
  }

  #room(): Pair | null {
    const [width = 0, height = 0] = this.sizeOf(this.element) ?? [];
    return width && height ? [Math.round(width), Math.round(height)] : null;
  }

  #arrange(how: "cascade" | "tile"): void {
    const room = this.#room();
    if (room) this.#hooks.arranged(how, room);
  }

  #menu(event: MouseEvent): void {
    if (event.target !== this.plane || !this.all.some((frame) => frame.isShown)) return;
    event.preventDefault();
    showPopupMenu(this.#outer, this.commands, event.clientX, event.clientY);
  }
}

/** Whether a window lies somewhere in the area. */
function isFree(frame: WindowFrame): boolean {
  return frame.isShown && (frame.state === "normal" || frame.state === "shaded");
}

/** Where to scroll to for a part to be in view; its beginning, if there is no room for all of it. */
function nearest(now: number, room: number, start: number, length: number): number {
  return Math.min(start, Math.max(now, start + length - room));
}

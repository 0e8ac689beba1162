import { isUsable } from "./presence.ts";
import type { Edge } from "./edges.ts";
import type { IconName } from "./icons.ts";
import type { WindowCommand, WindowState } from "./window-commands.ts";
import type { WindowFrame } from "./window-frame.ts";
import type { Box, Extents, Pair } from "./window-reach.ts";

/** Where a user may take one window, as it was when the user took hold of it. */
export interface Limits {
  /** The place nearest to a wanted one. */
  place(wanted: Pair, extents: Extents): Pair;
  /** The box nearest to a wanted one, of which the user moves an edge. */
  box(wanted: Box, edge: Edge): Box;
}

/** What shows an area's element as one. */
const AREA = "pg-window-area";

/** By their elements. */
const areas = new WeakMap<Element, WindowArea>();

/** The innermost area that an element is in. */
export function areaAround(element: Element): WindowArea | null {
  const around = element.closest(`.${AREA}`);
  return (around && areas.get(around)) ?? null;
}

/** What some windows share: who is on top, where one may be, the dock of the minimized ones.
 *
 *  Sizes come from observers only; no method forces a layout. */
export abstract class WindowArea {
  readonly element: HTMLElement;
  /** From the lowest window to the topmost. */
  #order: readonly WindowFrame[] = [];
  /** Tells when the area or a window changes its size. */
  readonly #observer = new ResizeObserver((entries) => this.#resized(entries));
  /** The last sizes of what is observed. */
  readonly #sizes = new WeakMap<Element, Pair>();

  constructor(element: HTMLElement) {
    this.element = element;
    element.classList.add(AREA);
    areas.set(element, this);
    this.#observer.observe(element);
  }

  stop(): void {
    this.#observer.disconnect();
  }

  /** Tells the size of the area once more, as soon as it is laid out. */
  measure(): void {
    this.#observer.unobserve(this.element);
    this.#observer.observe(this.element);
  }

  /** The place nearest to a wanted one where the user gets hold of a window.
   *  @param isAutomatic the page has chosen it */
  abstract reachable(place: Pair, extents: Extents, isAutomatic: boolean): Pair;

  /** Where the user may take a window.
   *  @param isByPointer it is dragged, rather than moved step by step */
  abstract limits(frame: WindowFrame, isByPointer: boolean): Limits;

  /** What a double click on a title bar does, the first that the window can. */
  abstract readonly onDoubleClick: readonly ("maximized" | "shaded")[];

  /** What the windows' menus offer besides what is about the window. */
  readonly commands: readonly WindowCommand[] = [];

  /** Whether windows fill the area, one at a time. */
  get isPaged(): boolean {
    return false;
  }

  /** Whether a command has a button in the title bar, besides its entry in the menu. */
  hasButton(_icon: IconName, _state: WindowState): boolean {
    return true;
  }

  /** The user goes to a window: it comes into view. */
  reveal(_frame: WindowFrame): void {
    // Where nothing scrolls all are in view.
  }

  /** A window lies elsewhere, or has another size. */
  placed(): void {
    // Where nothing scrolls that is all there is to it.
  }

  /** A window has another title. */
  renamed(): void {
    // Only what names them has to know.
  }

  /** The window around an element, else the one on top. */
  frameAt(element: Element): WindowFrame | null {
    const around = this.#order.find((frame) => frame.element.contains(element));
    const top = () => this.stack.findLast((frame) => isUsable(frame.element));
    return around ?? top() ?? null;
  }

  /** The windows that the user can go to, in the order of their ids. */
  inReach(): WindowFrame[] {
    const inReach = this.#order.filter((frame) => this.isInReach(frame));
    return inReach.sort((a, b) => a.rank - b.rank);
  }

  protected isInReach({ element }: WindowFrame): boolean {
    return isUsable(element);
  }

  /** From the lowest to the topmost as they show. */
  protected get stack(): readonly WindowFrame[] {
    return this.#order;
  }

  /** From the lowest to the topmost, those that don't show as well. */
  get all(): readonly WindowFrame[] {
    return this.#order;
  }

  /** The topmost of the windows that are open. */
  get active(): WindowFrame | null {
    return this.stack.findLast((frame) => frame.isShown && frame.state !== "minimized") ?? null;
  }

  /** Takes a window in, on top. */
  add(frame: WindowFrame): void {
    this.#order = [...this.#order, frame];
    for (const part of partsOf(frame)) this.#observer.observe(part, { box: "border-box" });
    this.arrange();
  }

  remove(frame: WindowFrame): void {
    if (!this.#order.includes(frame)) return;
    this.#order = this.#order.filter((other) => other !== frame);
    for (const part of partsOf(frame)) this.#observer.unobserve(part);
    this.arrange();
  }

  /** @returns whether the window was not on top before */
  raise(frame: WindowFrame): boolean {
    return this.#restack(frame, this.#order.length - 1);
  }

  /** @returns whether the window was not the lowest before */
  lower(frame: WindowFrame): boolean {
    return this.#restack(frame, 0);
  }

  /** Stacks the windows in this order, from the lowest on; those that are left out come first. */
  stackAs(frames: readonly WindowFrame[]): void {
    const others = this.#order.filter((frame) => !frames.includes(frame));
    this.#order = [...others, ...frames.filter((frame) => this.#order.includes(frame))];
    this.arrange();
  }

  /** The last known size of the area or of a window in it; null before its first layout. */
  sizeOf(element: Element): Pair | null {
    return this.#sizes.get(element) ?? null;
  }

  /** A window has a size that is not laid out yet. */
  sized({ element }: WindowFrame, size: Pair): void {
    this.#sizes.set(element, size);
    this.placed();
  }

  /** Stacks the windows, marks the active one and lines up the minimized ones. */
  arrange(): void {
    const { stack, active } = this;
    stack.forEach((frame, index) => {
      frame.element.style.zIndex = String(index + 1);
      frame.element.classList.toggle("pg-active", frame === active);
    });
    const minimized = stack.filter((frame) => frame.isShown && frame.state === "minimized");
    // In the order of their ids, so that the dock keeps still when one is raised.
    this.dock(minimized.sort((a, b) => a.rank - b.rank));
  }

  /** Lines up the minimized windows. */
  protected abstract dock(minimized: readonly WindowFrame[]): void;

  /** The area has another size. */
  protected areaResized(): void {
    this.arrange();
  }

  #restack(frame: WindowFrame, index: number): boolean {
    const now = this.#order.indexOf(frame);
    if (now < 0) return false;
    if (now === index) {
      // Something else may be in view.
      this.renamed();
      return false;
    }
    this.#order = this.#order.toSpliced(now, 1).toSpliced(index, 0, frame);
    this.arrange();
    return true;
  }

  #resized(entries: readonly ResizeObserverEntry[]): void {
    let isArea = false;
    for (const { target, borderBoxSize } of entries) {
      const box = borderBoxSize[0];
      if (box) this.#sizes.set(target, [box.inlineSize, box.blockSize]);
      isArea ||= target === this.element;
    }
    const changed = new Set(entries.map((entry) => entry.target));
    for (const frame of this.#order) {
      if (isArea || partsOf(frame).some((part) => changed.has(part))) frame.reposition();
    }
    this.placed();
    if (isArea) this.areaResized();
  }
}

/** Whose sizes count for where a window may be. */
function partsOf({ element, bar, buttons }: WindowFrame): readonly Element[] {
  return [element, bar, buttons];
}

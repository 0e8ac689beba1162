import { isUsable } from "./presence.ts";
import type { WindowFrame } from "./window-frame.ts";
import { listenForWindowKeys } from "./window-keys.ts";
import { WindowPages } from "./window-pages.ts";

const CASCADE_STEP_PX = 28;
const CASCADE_LENGTH = 10;
const CASCADE_MARGIN_PX = 24;
const CELL_MARGIN_PX = 2;
const DOCK_SLOT_PX = 208;
const DOCK_MARGIN_PX = 8;

/** The area that some windows share: who is on top, where new ones go, the dock at the bottom.
 *
 *  Sizes come from observers only; no method forces a layout. */
export class WindowArea {
  readonly element: HTMLElement;
  /** From the lowest window to the topmost. */
  readonly #order: WindowFrame[] = [];
  /** Tells when the area or a window changes its size. */
  readonly #observer = new ResizeObserver((entries) => this.#resized(entries));
  /** The last sizes of what is observed. */
  readonly #sizes = new WeakMap<Element, readonly [number, number]>();
  /** How many windows were placed one below the other. */
  #cascaded = 0;

  /** Aborted when it shows nothing any more. */
  readonly #life = new AbortController();
  /** How windows show on a page as narrow as a phone. */
  readonly #pages: WindowPages;

  constructor(element: HTMLElement) {
    this.element = element;
    listenForWindowKeys(this, this.#life.signal);
    this.#pages = new WindowPages(this, this.#life.signal);
    this.#observer.observe(element);
  }

  stop(): void {
    this.#observer.disconnect();
    this.#life.abort();
  }

  /** The window around an element, else the one on top. */
  frameAt(element: Element): WindowFrame | null {
    const around = this.#order.find((frame) => frame.element.contains(element));
    const top = () => this.#stack.findLast((frame) => isUsable(frame.element));
    return around ?? top() ?? null;
  }

  /** The windows that the user can go to, in the order of their ids. */
  reachable(): WindowFrame[] {
    const inReach = this.#order.filter(({ element, isShown }) => {
      return isUsable(element) || (isShown && !element.inert && this.isPaged);
    });
    return inReach.sort((a, b) => a.rank - b.rank);
  }

  /** Whether windows fill the page, one at a time. */
  get isPaged(): boolean {
    return this.#pages.isOn;
  }

  /** Whether an element is a window that fills the page. */
  isPage(element: Element): boolean {
    return this.isPaged && this.#order.some((frame) => frame.element === element && !frame.isDialog);
  }

  /** The page has become as narrow as a phone, or wider. */
  reshape(): void {
    for (const frame of this.#order) frame.refresh();
    this.arrange();
    for (const frame of this.#order) frame.reposition();
  }

  /** A window has another title. */
  renamed(): void {
    if (this.isPaged) this.arrange();
  }

  /** From the lowest to the topmost as they show: dialogs are over what fills the page. */
  get #stack(): readonly WindowFrame[] {
    if (!this.isPaged) return this.#order;
    const dialogs = this.#order.filter((frame) => frame.isDialog);
    return [...this.#order.filter((frame) => !frame.isDialog), ...dialogs];
  }

  /** Takes a window in, on top. */
  add(frame: WindowFrame): void {
    this.#order.push(frame);
    for (const part of partsOf(frame)) this.#observer.observe(part, { box: "border-box" });
    this.arrange();
  }

  remove(frame: WindowFrame): void {
    const index = this.#order.indexOf(frame);
    if (index < 0) return;
    this.#order.splice(index, 1);
    for (const part of partsOf(frame)) this.#observer.unobserve(part);
    this.arrange();
  }

  /** From the lowest to the topmost, those that don't show as well. */
  get all(): readonly WindowFrame[] {
    return this.#order;
  }

  /** The windows that a user closed, and may open again. */
  get closed(): readonly WindowFrame[] {
    return this.#order.filter((frame) => frame.isClosed && !frame.isShown);
  }

  /** @returns whether the window was not on top before */
  raise(frame: WindowFrame): boolean {
    if (!frame.isDialog) this.#pages.came();
    return this.#restack(frame, this.#order.length - 1);
  }

  /** @returns whether the window was not the lowest before */
  lower(frame: WindowFrame): boolean {
    return this.#restack(frame, 0);
  }

  /** Gives a place to each window in view that has none, in the order of their ids: a rebuilt
   *  page shows them in the order of their stacking, but where they were. */
  cascade(): void {
    const margin = isInCell() ? CELL_MARGIN_PX : CASCADE_MARGIN_PX;
    const homeless = this.#order.filter((frame) => frame.isShown && frame.isHomeless);
    for (const frame of homeless.sort((a, b) => a.rank - b.rank)) {
      const place = margin + (this.#cascaded % CASCADE_LENGTH) * CASCADE_STEP_PX;
      this.#cascaded += 1;
      frame.moveTo(place, place, true);
    }
  }

  /** The last known size of the area or of a window in it; null before its first layout. */
  sizeOf(element: Element): readonly [number, number] | null {
    return this.#sizes.get(element) ?? null;
  }

  /** Stacks the windows, marks the active one and lines up the minimized ones. */
  arrange(): void {
    const stack = this.#stack;
    const shown = stack.filter((frame) => frame.isShown);
    // A dialog lies over what asks: that keeps its look meanwhile.
    const windows = shown.filter((frame) => !frame.isDialog);
    const isLone = windows.length === 1;
    for (const frame of shown) frame.setPlain(isInCell() && (isLone || frame.isSingle));
    this.#pages.arrange(windows);
    const active = shown.findLast((frame) => frame.state !== "minimized");
    stack.forEach((frame, index) => {
      frame.element.style.zIndex = String(index + 1);
      frame.element.classList.toggle("pg-active", frame === active);
    });
    const width = this.sizeOf(this.element)?.[0] ?? innerWidth;
    const columns = Math.max(1, Math.floor((width - DOCK_MARGIN_PX) / DOCK_SLOT_PX));
    const minimized = shown.filter((frame) => frame.state === "minimized");
    // In the order of their ids, so that the dock keeps still when one is raised.
    minimized.sort((a, b) => a.rank - b.rank);
    for (const [i, frame] of minimized.entries()) frame.dock(i % columns, Math.floor(i / columns));
  }

  #restack(frame: WindowFrame, index: number): boolean {
    const now = this.#order.indexOf(frame);
    if (now < 0) return false;
    if (now === index) {
      // On a narrow page something else may be in view.
      this.renamed();
      return false;
    }
    this.#order.splice(now, 1);
    this.#order.splice(index, 0, frame);
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
    if (isArea) this.arrange();
  }
}

/** Whose sizes count for where a window may be. */
function partsOf({ element, bar, buttons }: WindowFrame): readonly Element[] {
  return [element, bar, buttons];
}

/** Whether the page is part of a notebook. */
function isInCell(): boolean {
  return document.documentElement.classList.contains("pg-in-cell");
}

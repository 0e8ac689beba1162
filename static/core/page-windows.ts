import { listenForWindowKeys } from "./window-keys.ts";
import { WindowArea, type Limits } from "./window-area.ts";
import type { WindowFrame } from "./window-frame.ts";
import { WindowPages } from "./window-pages.ts";
import { draggedPlace, reachablePlace, type Extents, type Pair } from "./window-reach.ts";

const CASCADE_STEP_PX = 28;
const CASCADE_LENGTH = 10;
const CASCADE_MARGIN_PX = 24;
const CELL_MARGIN_PX = 2;
const DOCK_SLOT_PX = 208;
const DOCK_MARGIN_PX = 8;

/** The windows of a page: where new ones go, the keys, and how all that shows in a notebook's cell
 *  and on a phone. */
export class PageWindows extends WindowArea {
  readonly onDoubleClick = ["maximized", "shaded"] as const;
  /** Aborted when it shows nothing any more. */
  readonly #life = new AbortController();
  /** How windows show on a page as narrow as a phone. */
  readonly #pages: WindowPages;

  constructor(element: HTMLElement) {
    super(element);
    listenForWindowKeys(this, this.#life.signal);
    this.#pages = new WindowPages(this, this.#life.signal);
  }

  override stop(): void {
    super.stop();
    this.#life.abort();
  }

  override reachable(place: Pair, extents: Extents, isAutomatic: boolean): Pair {
    return reachablePlace(place, extents, isAutomatic || this.isPaged);
  }

  override limits(): Limits {
    return { place: ([x, y], extents) => draggedPlace(x, y, extents), box: (wanted) => wanted };
  }

  protected override isInReach(frame: WindowFrame): boolean {
    const { element, isShown } = frame;
    return super.isInReach(frame) || (isShown && !element.inert && this.isPaged);
  }

  /** Whether windows fill the page, one at a time. */
  override get isPaged(): boolean {
    return this.#pages.isOn;
  }

  /** Whether an element is a window that fills the page. */
  isPage(element: Element): boolean {
    return this.isPaged && this.all.some((frame) => frame.element === element && !frame.isDialog);
  }

  /** The page has become as narrow as a phone, or wider. */
  reshape(): void {
    for (const frame of this.all) frame.refresh();
    this.arrange();
    for (const frame of this.all) frame.reposition();
  }

  override renamed(): void {
    if (this.isPaged) this.arrange();
  }

  /** Where windows fill the page, dialogs are over them. */
  protected override get stack(): readonly WindowFrame[] {
    if (!this.isPaged) return this.all;
    const dialogs = this.all.filter((frame) => frame.isDialog);
    return [...this.all.filter((frame) => !frame.isDialog), ...dialogs];
  }

  /** The windows that a user closed, and may open again. */
  get closed(): readonly WindowFrame[] {
    return this.all.filter((frame) => frame.isClosed && !frame.isShown);
  }

  override raise(frame: WindowFrame): boolean {
    if (!frame.isDialog) this.#pages.came();
    return super.raise(frame);
  }

  /** Gives a place to each window in view that has none. */
  cascade(): void {
    const margin = isInCell() ? CELL_MARGIN_PX : CASCADE_MARGIN_PX;
    for (const frame of this.all) {
      if (!frame.isShown || !frame.isHomeless) continue;
      // What a page shows alone is where the page begins.
      const step = frame.isSingle ? 0 : frame.step % CASCADE_LENGTH;
      const place = margin + step * CASCADE_STEP_PX;
      frame.moveTo(place, place, true);
    }
  }

  override arrange(): void {
    const shown = this.stack.filter((frame) => frame.isShown);
    // A dialog lies over what asks: that keeps its look meanwhile.
    const windows = shown.filter((frame) => !frame.isDialog);
    const isLone = windows.length === 1;
    for (const frame of shown) frame.setPlain(isInCell() && (isLone || frame.isSingle));
    this.#pages.arrange(windows);
    super.arrange();
  }

  protected override dock(minimized: readonly WindowFrame[]): void {
    const width = this.sizeOf(this.element)?.[0] ?? innerWidth;
    const columns = Math.max(1, Math.floor((width - DOCK_MARGIN_PX) / DOCK_SLOT_PX));
    for (const [i, frame] of minimized.entries()) frame.dock(i % columns, Math.floor(i / columns));
  }
}

/** Whether the page is part of a notebook. */
function isInCell(): boolean {
  return document.documentElement.classList.contains("pg-in-cell");
}

import type { Container } from "./container.ts";
import { Widget, type Page } from "./widget.ts";

/** What programs are told at once, if they listen. */
const EVENTS: readonly string[] = ["map", "resize"];

type Pair = readonly [number, number];

interface Known {
  readonly widget: Widget;
  size: Pair | null;
  position: Pair | null;
}

/** Tells the server where the widgets ended up: sizes and positions, `map` and `resize`.
 *
 *  A ResizeObserver calls before the frame is painted, for which the user waits. So those who
 *  listen are told right after it, and the rest is measured, and new widgets are observed, when
 *  the reports are due. */
export class LayoutObserver {
  readonly #page: Page;
  /** Whether a first layout is also a `resize`: not in a page rebuilt from the program's state. */
  readonly #announceFirst: boolean;
  readonly #changed: () => void;
  readonly #known = new Map<Element, Known>();
  /** Not observed yet. */
  readonly #fresh = new Set<Widget>();
  readonly #observer = new ResizeObserver((entries) => this.#collect(entries));
  readonly #changes = new Map<Element, ResizeObserverEntry>();
  #timer = 0;

  /** @param changed there is something that `measure` finds out */
  constructor(page: Page, announceFirst: boolean, changed: () => void) {
    this.#page = page;
    this.#announceFirst = announceFirst;
    this.#changed = changed;
  }

  add(widget: Widget): void {
    this.#fresh.add(widget);
    this.#changed();
  }

  /** The program has begun to listen to one of a widget's callbacks. */
  listened(widget: Widget, action: string): void {
    if (EVENTS.includes(action) && this.#fresh.delete(widget)) this.#observe(widget);
  }

  forget(widget: Widget): void {
    if (this.#fresh.delete(widget)) return;
    this.#observer.unobserve(widget.element);
    this.#known.delete(widget.element);
  }

  stop(): void {
    this.#observer.disconnect();
    this.#known.clear();
    this.#fresh.clear();
    window.clearTimeout(this.#timer);
  }

  /** Reports the sizes and positions that have changed. */
  measure(): void {
    const changed = new Set<Known>();
    for (const widget of this.#fresh) {
      const known = this.#observe(widget);
      const { width, height } = widget.element.getBoundingClientRect();
      this.#sized(known, width, height);
      changed.add(known);
    }
    this.#fresh.clear();
    for (const entry of this.#changes.values()) {
      const known = this.#known.get(entry.target);
      if (!known) continue;
      this.#entered(known, entry);
      changed.add(known);
    }
    this.#changes.clear();
    const parents = new Set<Container | null>();
    for (const known of changed) {
      parents.add(known.widget.parent);
      if (!known.widget.parent) this.#place(known, this.#page.root.getBoundingClientRect());
    }
    // A child that changes its size moves its neighbours, which no observer tells.
    for (const parent of parents) {
      if (parent) this.#placeChildren(parent);
    }
  }

  #observe(widget: Widget): Known {
    const known = { widget, size: null, position: null };
    this.#known.set(widget.element, known);
    this.#observer.observe(widget.element, { box: "border-box" });
    return known;
  }

  #collect(entries: readonly ResizeObserverEntry[]): void {
    for (const entry of entries) this.#changes.set(entry.target, entry);
    this.#changed();
    // A timer, as frames stop while the page is out of sight.
    if (entries.some((entry) => this.#isAwaited(entry.target))) {
      this.#timer ||= window.setTimeout(() => this.#tellChanges());
    }
  }

  #isAwaited(element: Element): boolean {
    const widget = this.#known.get(element)?.widget;
    if (!widget) return false;
    return EVENTS.some((action) => this.#page.listening(widget, action));
  }

  /** Tells those who listen; what else there is to know may wait. */
  #tellChanges(): void {
    this.#timer = 0;
    for (const entry of this.#changes.values()) {
      const known = this.#known.get(entry.target);
      if (known && this.#isAwaited(entry.target)) this.#entered(known, entry);
    }
  }

  #entered(known: Known, entry: ResizeObserverEntry): void {
    const box = entry.borderBoxSize[0];
    if (box) this.#sized(known, box.inlineSize, box.blockSize);
  }

  #sized(known: Known, width: number, height: number): void {
    const size: Pair = [Math.round(width), Math.round(height)];
    // Zero is what a hidden widget has; its last size in view is what counts.
    if (same(known.size, size) || (size[0] === 0 && size[1] === 0)) return;
    const isFirst = known.size === null;
    known.size = size;
    this.#page.report(known.widget, "size", size);
    const event = { width: size[0], height: size[1] };
    if (isFirst) this.#tell(known.widget, "map", event);
    if (!isFirst || this.#announceFirst) this.#tell(known.widget, "resize", event);
  }

  /** Tells those who listen; the size as such goes with the reports, many at once. */
  #tell(widget: Widget, action: string, event: object): void {
    if (this.#page.listening(widget, action)) this.#page.fire(widget, action, [event]);
  }

  #placeChildren(parent: Container): void {
    const origin = parent.element.getBoundingClientRect();
    for (const child of parent.children) {
      const known = this.#known.get(child.element);
      if (known) this.#place(known, origin);
    }
  }

  #place(known: Known, origin: DOMRect): void {
    const box = known.widget.element.getBoundingClientRect();
    if (!box.width && !box.height) return;
    const position: Pair = [Math.round(box.left - origin.left), Math.round(box.top - origin.top)];
    if (same(known.position, position)) return;
    known.position = position;
    this.#page.report(known.widget, "position", position);
  }
}

function same(a: Pair | null, b: Pair): boolean {
  return a !== null && a[0] === b[0] && a[1] === b[1];
}

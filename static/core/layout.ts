import type { Container } from "./container.ts";
import type { Page, Widget } from "./widget.ts";

/** What programs are told at once, if they listen. */
const EVENTS: readonly string[] = ["map", "resize"];

type Pair = readonly [number, number];

interface Known {
  readonly widget: Widget;
  size: Pair | null;
  position: Pair | null;
  /** Whether it has been laid out in view, which is told as `map`. */
  isMapped: boolean;
}

/** Tells the server where the widgets ended up: sizes and positions, `map` and `resize`.
 *
 *  A ResizeObserver calls before the frame is painted, for which the user waits. So those who
 *  listen are told right after it, and the rest is measured, and new widgets are observed, when
 *  the reports are due. */
export class LayoutObserver {
  /** Who is told. */
  readonly #page: Page;
  /** Called when there is something to measure. */
  readonly #changed: () => void;
  /** While the page is rebuilt out of view, nothing is laid out. */
  #isRebuilding: boolean;
  /** Made from the program's state: the size that comes of it is no news, any other is. */
  readonly #rebuilt = new WeakSet<Widget>();
  /** What was told last of each observed widget. */
  readonly #known = new Map<Element, Known>();
  /** Not observed yet. */
  readonly #fresh = new Set<Widget>();
  /** Tells of each size that changes. */
  readonly #observer = new ResizeObserver((entries) => this.#collect(entries));
  /** The last of each element, not looked at yet. */
  readonly #changes = new Map<Element, ResizeObserverEntry>();
  /** Runs out after the frame, when those who listen are told. */
  #timer: ReturnType<typeof setTimeout> | 0 = 0;

  /** @param isRebuilt the page is made from the program's state, until `shown`
   *  @param changed there is something that `measure` finds out */
  constructor(page: Page, isRebuilt: boolean, changed: () => void) {
    this.#page = page;
    this.#isRebuilding = isRebuilt;
    this.#changed = changed;
  }

  add(widget: Widget): void {
    if (this.#isRebuilding) this.#rebuilt.add(widget);
    this.#fresh.add(widget);
    this.#changed();
  }

  /** What was rebuilt is in the document. The first layout may come after further changes, so
   *  what the program's state comes to is looked at now, where somebody listens. */
  shown(): void {
    this.#isRebuilding = false;
    for (const known of this.#known.values()) this.#takeForGranted(known);
    this.#changed();
  }

  /** The program has begun to listen to one of a widget's callbacks. */
  listened(widget: Widget, action: string): void {
    if (!EVENTS.includes(action)) return;
    if (this.#fresh.delete(widget)) this.#observe(widget);
    const known = this.#known.get(widget.element);
    if (known && !this.#isRebuilding) this.#takeForGranted(known);
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
    clearTimeout(this.#timer || undefined);
  }

  /** Reports the sizes and positions that have changed. */
  measure(): void {
    if (this.#isRebuilding) return;
    const changed = new Set<Known>();
    for (const widget of this.#fresh) {
      const known = this.#observe(widget);
      this.#sized(known, sizeOf(widget));
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
      if (!known.widget.parent) this.#locate(known, this.#page.root.getBoundingClientRect());
    }
    // A child that changes its size moves its neighbours, which no observer tells.
    for (const parent of parents) {
      if (parent) this.#locateChildren(parent);
    }
  }

  #observe(widget: Widget): Known {
    const known = { widget, size: null, position: null, isMapped: false };
    this.#known.set(widget.element, known);
    this.#observer.observe(widget.element, { box: "border-box" });
    return known;
  }

  /** Makes the size that a widget was rebuilt with the one that later ones are compared with. */
  #takeForGranted(known: Known): void {
    if (known.size || !this.#rebuilt.has(known.widget)) return;
    const size = sizeOf(known.widget);
    if (size && !this.#isLook(known)) this.#keep(known, size);
  }

  #collect(entries: readonly ResizeObserverEntry[]): void {
    for (const entry of entries) {
      // One that was hidden at once has been in view all the same.
      if (sizeIn(entry) || !this.#changes.has(entry.target)) this.#changes.set(entry.target, entry);
    }
    this.#changed();
    // A timer, as frames stop while the page is out of sight.
    if (entries.some((entry) => this.#isAwaited(entry.target))) {
      this.#timer ||= setTimeout(() => this.#tellChanges());
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
    this.#sized(known, sizeIn(entry));
  }

  #sized(known: Known, size: Pair | null): void {
    if (!size) return;
    const event = { width: size[0], height: size[1] };
    if (!known.isMapped) {
      known.isMapped = true;
      this.#tell(known.widget, "map", event);
    }
    if (this.#isLook(known)) {
      known.size ??= givenSize(known.widget);
      return;
    }
    if (same(known.size, size)) return;
    this.#keep(known, size);
    this.#tell(known.widget, "resize", event);
  }

  #keep(known: Known, size: Pair): void {
    known.size = size;
    this.#page.report(known.widget, "size", size);
  }

  /** Where a window fills a narrow page, that is nothing to know of the window. */
  #isLook({ widget }: Known): boolean {
    return widget.parent === null && this.#page.windows.isPage(widget.element);
  }

  /** Tells those who listen; the size as such goes with the reports, many at once. */
  #tell(widget: Widget, action: string, event: object): void {
    if (this.#page.listening(widget, action)) this.#page.fire(widget, action, [event]);
  }

  #locateChildren(parent: Container): void {
    const origin = parent.element.getBoundingClientRect();
    for (const child of parent.children) {
      const known = this.#known.get(child.element);
      if (known) this.#locate(known, origin);
    }
  }

  #locate(known: Known, origin: DOMRect): void {
    const box = known.widget.element.getBoundingClientRect();
    if (!box.width && !box.height) return;
    const position: Pair = [Math.round(box.left - origin.left), Math.round(box.top - origin.top)];
    if (same(known.position, position) || this.#isLook(known)) return;
    known.position = position;
    this.#page.report(known.widget, "position", position);
  }
}

function sizeOf({ element }: Widget): Pair | null {
  const { width, height } = element.getBoundingClientRect();
  return rounded(width, height);
}

function sizeIn({ borderBoxSize: [box] }: ResizeObserverEntry): Pair | null {
  return box ? rounded(box.inlineSize, box.blockSize) : null;
}

/** The size that a window was given, if it was: it has that as soon as it fills no page. */
function givenSize({ element: { style } }: Widget): Pair | null {
  return style.width && style.height
    ? rounded(Number.parseFloat(style.width), Number.parseFloat(style.height))
    : null;
}

/** A size in whole px, or null: zero is what a hidden widget has; its last size in view counts. */
function rounded(width: number, height: number): Pair | null {
  const size: Pair = [Math.round(width), Math.round(height)];
  return size[0] === 0 && size[1] === 0 ? null : size;
}

function same(a: Pair | null, b: Pair): boolean {
  return a !== null && a[0] === b[0] && a[1] === b[1];
}

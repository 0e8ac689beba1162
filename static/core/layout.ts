import type { Container } from "./container.ts";
import { Widget, type Page } from "./widget.ts";

type Pair = readonly [number, number];

interface Known {
  readonly widget: Widget;
  size: Pair | null;
  position: Pair | null;
}

/** Tells the server where the widgets ended up: sizes and positions, `map` and `resize`.
 *
 *  A ResizeObserver calls before the frame is painted, for which the user waits. So all this is
 *  done right after it, while the layout is still clean and measuring forces none. */
export class LayoutObserver {
  readonly #page: Page;
  /** Whether a first layout is also a `resize`: not in a page rebuilt from the program's state. */
  readonly #announceFirst: boolean;
  readonly #known = new Map<Element, Known>();
  readonly #observer = new ResizeObserver((entries) => this.#collect(entries));
  #changes: ResizeObserverEntry[] = [];
  #timer = 0;

  constructor(page: Page, announceFirst: boolean) {
    this.#page = page;
    this.#announceFirst = announceFirst;
  }

  observe(widget: Widget): void {
    this.#known.set(widget.element, { widget, size: null, position: null });
    this.#observer.observe(widget.element, { box: "border-box" });
  }

  forget(widget: Widget): void {
    this.#observer.unobserve(widget.element);
    this.#known.delete(widget.element);
  }

  stop(): void {
    this.#observer.disconnect();
    this.#known.clear();
    window.clearTimeout(this.#timer);
  }

  #collect(entries: readonly ResizeObserverEntry[]): void {
    this.#changes = this.#changes.concat(entries);
    // A timer, as frames stop while the page is out of sight.
    this.#timer ||= window.setTimeout(() => this.#tellChanges());
  }

  #tellChanges(): void {
    this.#timer = 0;
    const changes = this.#changes;
    this.#changes = [];
    const parents = new Set<Container | null>();
    for (const entry of changes) {
      const known = this.#known.get(entry.target);
      const box = entry.borderBoxSize[0];
      if (!known || !box) continue;
      this.#sized(known, [Math.round(box.inlineSize), Math.round(box.blockSize)]);
      parents.add(known.widget.parent);
      if (!known.widget.parent) this.#place(known, this.#page.root.getBoundingClientRect());
    }
    // A child that changes its size moves its neighbours, which no observer tells.
    for (const parent of parents) {
      if (parent) this.#placeChildren(parent);
    }
  }

  #sized(known: Known, size: Pair): void {
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

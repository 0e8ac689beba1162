import { giveFocus } from "../core/focus.ts";

/** What the pointer does is done by these keys. */
const ACTS: Readonly<Record<string, string>> = { " ": "click", Enter: "dblclick" };

/**
 * Makes the interactive widgets in a scrolled view that take keys a list for the keyboard: one
 * stop of the Tab key, where the arrow keys, Home, End and the page keys go from one item to the
 * next, the space bar clicks and Enter double-clicks. Keys whose pressing the program listens to
 * stay the program's, and where the next item is far, the view scrolls.
 */
export class ListKeys {
  /** What holds the list. */
  readonly #view: HTMLElement;

  constructor(view: HTMLElement, signal: AbortSignal) {
    this.#view = view;
    view.addEventListener("focusin", (event) => this.#keepOne(event.target), { signal });
    view.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  get #items(): HTMLElement[] {
    const items = this.#view.querySelectorAll<HTMLElement>(".pg-takes-keys");
    return [...items].filter((item) => !item.closest("[hidden], [inert]"));
  }

  /** The item that had the focus last is the one that the Tab key comes to. */
  #keepOne(current: EventTarget | null): void {
    const items = this.#items;
    if (!items.some((item) => item === current)) return;
    for (const item of items) item.tabIndex = item === current ? 0 : -1;
  }

  #key(event: KeyboardEvent): void {
    const { target } = event;
    if (!(target instanceof HTMLElement) || event.defaultPrevented) return;
    // Items that came meanwhile are no stops either.
    if (event.key === "Tab") this.#keepOne(target);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const items = this.#items;
    const index = items.indexOf(target);
    if (index < 0) return;
    const act = ACTS[event.key];
    if (act) {
      event.preventDefault();
      if (!event.repeat) target.dispatchEvent(new MouseEvent(act, { bubbles: true }));
      return;
    }
    const next = items[this.#destination(event.key, index, items)];
    if (!next || !this.#isNear(target, next, event.key)) return;
    event.preventDefault();
    giveFocus(next, { preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The index that a key leads to, or -1 for a key that has another meaning. */
  #destination(key: string, index: number, items: readonly HTMLElement[]): number {
    const last = items.length - 1;
    const page = Math.max(1, Math.floor(this.#view.clientHeight / pitch(items, index)) - 1);
    switch (key) {
      case "ArrowDown":
        return Math.min(last, index + 1);
      case "ArrowUp":
        return Math.max(0, index - 1);
      case "PageDown":
        return Math.min(last, index + page);
      case "PageUp":
        return Math.max(0, index - page);
      case "Home":
        return 0;
      case "End":
        return last;
      default:
        return -1;
    }
  }

  #isNear(from: HTMLElement, to: HTMLElement, key: string): boolean {
    if (key === "Home" || key === "End") return true;
    const way = to.getBoundingClientRect().top - from.getBoundingClientRect().top;
    return Math.abs(way) <= this.#view.clientHeight;
  }
}

/** How far an item is from the next in px, with what is between them. */
function pitch(items: readonly HTMLElement[], index: number): number {
  const [item, next] = [items[index], items[index + 1] ?? items[index - 1]];
  const height = item?.offsetHeight ?? 0;
  if (!item || !next) return Math.max(1, height);
  const distance = next.getBoundingClientRect().top - item.getBoundingClientRect().top;
  return Math.max(1, height, Math.abs(distance));
}

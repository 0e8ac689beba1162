import type { Page } from "./widget.ts";

const MARKS = ["pg-first", "pg-last", "pg-after-line", "pg-before-line", "pg-after-content"];
/** Boxes whose content has changed, until the page has settled, and what came into each or shows. */
const changed = new WeakMap<Page, Map<HTMLElement, Set<Element>>>();

/** Boxes whose children are marked. */
const marked = new WeakSet<HTMLElement>();

/** Something came into a box, left it, or shows or hides in it.
 *  @param child what came or shows, if anything did */
export function contentChanged(page: Page, box: HTMLElement, child?: Element): void {
  const waiting = changed.get(page);
  const boxes = waiting ?? new Map<HTMLElement, Set<Element>>();
  const came = boxes.get(box) ?? new Set();
  boxes.set(box, came);
  if (child) came.add(child);
  if (waiting) return;
  changed.set(page, boxes);
  page.settled(() => {
    changed.delete(page);
    for (const [it, children] of boxes) refresh(it, children);
  });
}

/** Forgets what a child lay at. */
export function leftContent(child: HTMLElement): void {
  child.classList.remove(...MARKS);
}

/** Says in classes, which `theme/room.css` reads, whether a box leaves its room to its children, and
 *  at what these lie. As selectors they would be asked of all children whenever there is one more,
 *  and nor are all of them looked at here: a box may have very many.
 *  @param came those of its children that were not there before, or not the same */
function refresh(box: HTMLElement, came: Iterable<Element>): void {
  const first = contentFrom(box.firstElementChild);
  const isAlone = first !== null && contentFrom(first.nextElementSibling) === null;
  const hasBar = holdsBar(box, came);
  const isFilled = isAllFilled(first);
  const isThrough = hasBar || isFilled || (isAlone && has(first, "pg-box"));
  const hasChanged = hasBar !== has(box, "pg-barred") || isFilled !== has(box, "pg-filled");
  box.classList.toggle("pg-barred", hasBar);
  box.classList.toggle("pg-filled", isFilled);
  box.classList.toggle("pg-through", isThrough);
  if (isThrough || has(box, "pg-flush")) {
    marked.add(box);
    mark([...contentOf(first)], isThrough);
  } else if (marked.delete(box)) {
    for (const child of box.children) child.classList.remove(...MARKS);
  }
  const outer = box.parentElement;
  if (hasChanged && outer && has(outer, "pg-box")) refresh(outer, [box]);
}

/** Whether a bar is in a box, at any depth: if there was none, one of those that came must be it. */
function holdsBar(box: HTMLElement, came: Iterable<Element>): boolean {
  const looked = has(box, "pg-barred") ? box.children : came;
  for (const child of looked) {
    const isBar = has(child, "pg-bar") || has(child, "pg-barred");
    if (isBar && child.parentElement === box && isContent(child)) return true;
  }
  return false;
}

/** Whether there is content, and all of it is made to fill. */
function isAllFilled(first: Element | null): boolean {
  for (const child of contentOf(first)) {
    if (!fills(child)) return false;
  }
  return first !== null;
}

/** The content of a box, from its first on. */
function* contentOf(first: Element | null): Generator<Element> {
  for (let it = first; it; it = contentFrom(it.nextElementSibling)) yield it;
}

/** The first that is content of an element and those behind it. */
function contentFrom(start: Element | null): Element | null {
  let child = start;
  while (child && !isContent(child)) child = child.nextElementSibling;
  return child;
}

/** @param isEach whether it is of interest of each, or only of what fills and of boxes */
function mark(children: readonly Element[], isEach: boolean): void {
  for (const [index, child] of children.entries()) {
    if (!(isEach || fills(child) || has(child, "pg-box"))) continue;
    const [before, after] = [children[index - 1], children[index + 1]];
    const isAfterLine = hasLine(before) && !(fills(child) && fills(before));
    child.classList.toggle("pg-first", !before);
    child.classList.toggle("pg-last", !after);
    child.classList.toggle("pg-after-line", isAfterLine);
    child.classList.toggle("pg-before-line", hasLine(after));
    child.classList.toggle("pg-after-content", before !== undefined && !hasLine(before));
  }
}

/** A popup that waits beside its opener is no content. */
function isContent(child: Element): boolean {
  return child instanceof HTMLElement && !child.hidden && !child.popover;
}

function fills(child: Element | undefined): boolean {
  return has(child, "pg-fill") || has(child, "pg-filled");
}

function hasLine(child: Element | undefined): boolean {
  return has(child, "pg-bar") || fills(child);
}

function has(element: Element | null | undefined, name: string): boolean {
  return element?.classList.contains(name) ?? false;
}

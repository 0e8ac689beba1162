import type { Page } from "./widget.ts";

const MARKS = ["pg-first", "pg-last", "pg-after-line", "pg-before-line", "pg-after-content"];
/** Boxes whose content has changed, until the page has settled. */
const changed = new WeakMap<Page, Set<HTMLElement>>();

/** Boxes whose children are marked. */
const marked = new WeakSet<HTMLElement>();

/** Something came into a box, left it, or shows or hides in it. */
export function contentChanged(page: Page, box: HTMLElement): void {
  const waiting = changed.get(page);
  if (waiting) {
    waiting.add(box);
    return;
  }
  const boxes = new Set([box]);
  changed.set(page, boxes);
  page.settled(() => {
    changed.delete(page);
    for (const it of boxes) refresh(it);
  });
}

/** Forgets what a child lay at. */
export function leftContent(child: HTMLElement): void {
  child.classList.remove(...MARKS);
}

/** Says in classes, which `theme/room.css` reads, whether a box leaves its room to its children, and
 *  at what these lie. As selectors they would be asked of all children whenever there is one more. */
function refresh(box: HTMLElement): void {
  const children = [...box.children].filter((child) => isContent(child));
  const hasBar = children.some((child) => has(child, "pg-bar") || has(child, "pg-barred"));
  const isFilled = children.length > 0 && children.every((child) => fills(child));
  const isAround = children.length === 1 && has(children[0], "pg-box");
  const isThrough = hasBar || isFilled || isAround;
  const hasChanged = hasBar !== has(box, "pg-barred") || isFilled !== has(box, "pg-filled");
  box.classList.toggle("pg-barred", hasBar);
  box.classList.toggle("pg-filled", isFilled);
  box.classList.toggle("pg-through", isThrough);
  if (isThrough || has(box, "pg-flush")) {
    marked.add(box);
    mark(children, isThrough);
  } else if (marked.delete(box)) {
    for (const child of box.children) child.classList.remove(...MARKS);
  }
  const outer = box.parentElement;
  if (hasChanged && outer && has(outer, "pg-box")) refresh(outer);
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

function has(element: Element | undefined, name: string): boolean {
  return element?.classList.contains(name) ?? false;
}

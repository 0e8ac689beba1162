import type { Replica } from "./replica.ts";
import { make } from "./style.ts";

/** Which widget `?widget=ID` names: the page shows that one alone; null shows everything. */
export function singleWidget(page: Location): number | null {
  const asked = new URLSearchParams(page.search).get("widget");
  return asked !== null && /^\d+$/u.test(asked) ? Number(asked) : null;
}

/** Shows one widget alone, wherever it is in its window, and the dialogs that open.
 *
 *  The rest is there all the same, so that the widget follows live; CSS keeps it out of view. */
export class SingleWidgetView {
  /** The widget's id. */
  readonly #wid: number;
  /** Says that there is no such widget. */
  readonly #gone = make("p", "pg-single-gone", "This widget is not there any more.");
  /** The widget's element and all that hold it, as far as they are marked. */
  #marked: Element[] = [];

  constructor(wid: number) {
    this.#wid = wid;
    document.documentElement.classList.add("pg-single");
    this.#gone.role = "status";
  }

  /** Looks again where the widget is. */
  update(replica: Replica): void {
    if (!replica.root.isConnected) return;
    const element = replica.elementOf(this.#wid);
    if (element && !replica.root.contains(element)) replica.root.append(element);
    if (element) this.#gone.remove();
    else if (replica.isRebuilt && !this.#gone.isConnected) document.body.append(this.#gone);
    const path = element ? ancestry(element, replica.root) : [];
    if (path.length === this.#marked.length && path.every((it, i) => it === this.#marked[i])) return;
    for (const former of this.#marked) former.classList.remove("pg-single-widget", "pg-single-path");
    for (const it of path) it.classList.add(it === element ? "pg-single-widget" : "pg-single-path");
    this.#marked = path;
    replica.windows.arrange();
  }
}

/** An element and what holds it, up to the root. */
function ancestry(element: Element, root: Element): Element[] {
  const path: Element[] = [];
  for (let it: Element | null = element; it && it !== root; it = it.parentElement) path.push(it);
  return path;
}

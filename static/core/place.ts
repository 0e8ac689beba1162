import { canFocus, focusedElement, giveFocus } from "./focus.ts";
import { textField } from "./text-field.ts";
import type { Replica } from "./replica.ts";
import { Widget } from "./widget.ts";

/** Where the user is in the page: the widget with the focus, and the selection in its text. */
export interface Place {
  readonly wid: number;
  /** The way from the widget's element to what has the focus, by the indices of children. */
  readonly path: readonly number[];
  readonly tag: string;
  readonly selection: readonly [number, number] | null;
}

/** The user's place in a replica, or null if the focus is elsewhere. */
export function placeIn(replica: Replica): Place | null {
  const focused = focusedElement();
  const widget = focused && replica.widgetAt(focused);
  if (!widget) return null;
  const path = pathTo(focused, widget.element);
  return { wid: widget.wid, path, tag: focused.tagName, selection: selectionIn(focused) };
}

/** Brings the user back to the same place in a replica that takes over. */
export function returnTo(place: Place, replica: Replica): void {
  const [widget] = replica.find((object): object is Widget => {
    return object instanceof Widget && object.wid === place.wid;
  });
  if (!widget) return;
  replica.settled(() => {
    const same = elementAt(widget.element, place.path);
    if (same?.tagName === place.tag && canFocus(same)) giveFocus(same, { preventScroll: true });
    else widget.set_focus();
    replica.settled(() => select(focusedElement(), place.selection));
  });
}

/** The indices of children that lead from an element down to one inside. */
export function pathTo(element: Element, from: Element): number[] {
  const path: number[] = [];
  for (let it = element; it !== from && it.parentElement; it = it.parentElement) {
    path.unshift([...it.parentElement.children].indexOf(it));
  }
  return path;
}

/** What is found along such a path. */
export function elementAt(from: Element, path: readonly number[]): Element | null {
  return path.reduce<Element | null>((it, index) => it?.children[index] ?? null, from);
}

/** Start and end of what is selected in a field. */
export function selectionIn(element: Element | null): readonly [number, number] | null {
  const { selectionStart: start = null, selectionEnd: end = null } = textField(element) ?? {};
  return start === null || end === null ? null : [start, end];
}

/** Selects in a field what was selected in its predecessor. */
export function select(element: Element | null, selection: readonly [number, number] | null): void {
  if (selection) textField(element)?.setSelectionRange(...selection);
}

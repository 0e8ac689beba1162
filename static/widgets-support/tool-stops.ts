import { canFocus, FOCUSABLE, giveFocus } from "../core/focus.ts";

/** What opens the menu of a tool bar. */
export const MORE = ":scope > .pg-tools-more";

/** What the arrow keys come to in a tool bar, in order. */
export function stopsOf(bar: Element): HTMLElement[] {
  return [...bar.querySelectorAll(FOCUSABLE)].filter(
    (stop): stop is HTMLElement => !stop.closest("[popover]") && canFocus(stop),
  );
}

/** Goes on to a neighbour of a stop, and round at the ends. */
export function step(from: Element, direction: -1 | 1): void {
  const bar = from.closest(".pg-tool-bar");
  if (!bar) return;
  const stops = stopsOf(bar);
  const at = stops.indexOf(from as HTMLElement);
  const to = stops[(at + direction + stops.length) % stops.length];
  if (to) giveFocus(to);
}

/** Whether the arrow keys belong to a control itself. */
export function takesArrows(element: Element): boolean {
  const own = "input:not([type=checkbox], [type=button]), select, textarea, [role=combobox], [role=slider]";
  return element.matches(own) || (element as HTMLElement).isContentEditable;
}

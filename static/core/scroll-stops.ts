import { TABBABLE } from "./focus.ts";

/** Rounded sizes differ by so many px. */
const ROUNDING_PX = 1;

/** What is a stop because it scrolls, and the attribute that it has otherwise. */
const stops = new WeakMap<HTMLElement, string | null>();

/** Makes what scrolls (`pg-scrolls`) a stop of the Tab key while nothing in it is one: the keys
 *  scroll it then. Is called when all is laid out, so that measuring costs little. */
export function refreshScrollStops(root: HTMLElement): void {
  const scrollers = [...root.querySelectorAll<HTMLElement>(".pg-scrolls")];
  const wanted = scrollers.filter((it) => overflows(it) && !it.querySelector(TABBABLE));
  for (const it of scrollers) setStop(it, wanted.includes(it));
}

function overflows(it: HTMLElement): boolean {
  const across = it.scrollWidth - it.clientWidth;
  return Math.max(across, it.scrollHeight - it.clientHeight) > ROUNDING_PX;
}

function setStop(it: HTMLElement, isStop: boolean): void {
  if (isStop === stops.has(it)) return;
  if (isStop) {
    stops.set(it, it.getAttribute("tabindex"));
    it.tabIndex = 0;
    return;
  }
  const former = stops.get(it);
  stops.delete(it);
  if (former == null) it.removeAttribute("tabindex");
  else it.setAttribute("tabindex", former);
}

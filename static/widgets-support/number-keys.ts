import { fitted, type NumberRules, stepped } from "./number-format.ts";

/** A page key leads along so many parts of the way, as in browsers. */
const PAGES = 10;

/** Where a key leads from a number of a range, or null if it leads nowhere.
 *  @param forward 1, or -1 where one reads from right to left */
export function numberAt(
  event: KeyboardEvent,
  value: number,
  rules: NumberRules,
  forward: 1 | -1,
): number | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const { min, max, step } = rules;
  const page = Math.max(1, Math.round((max - min) / PAGES / step));
  const steps: number | undefined = {
    ArrowUp: 1,
    ArrowDown: -1,
    ArrowRight: forward,
    ArrowLeft: -forward,
    PageUp: page,
    PageDown: -page,
  }[event.key];
  if (steps !== undefined) return stepped(value, steps, rules);
  if (event.key === "Home") return fitted(min, rules);
  return event.key === "End" ? fitted(max, rules) : null;
}

/** Whether one reads to the right where an element is: 1, or else -1. */
export function forwardAt(element: Element): 1 | -1 {
  return getComputedStyle(element).direction === "rtl" ? -1 : 1;
}

import { clamp } from "./clamp.ts";

export type Pair = readonly [number, number];

/** Where a window lies in its area, in px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** So much of a title bar stays in view beside its buttons, to get hold of the window again. */
const REACHABLE_PX = 72;

/** What counts for where a window may be, in px. */
export interface Extents {
  readonly area: Pair;
  readonly own: Pair;
  readonly barHeight: number;
  readonly buttonsWidth: number;
}

/** The place nearest to a wanted one where the user gets hold of a window.
 *  @param isStrict all of it is in view, as far as there is room */
export function reachablePlace([x, y]: Pair, extents: Extents, isStrict: boolean): Pair {
  const { area, own, barHeight } = extents;
  const spare = area[0] - own[0];
  const isTight = isStrict || spare <= 1;
  const left = isTight ? clamp(x, 0, Math.max(0, spare)) : reachableLeft(x, extents);
  // A frame that fits its windows grows downwards with them.
  if (isFitted()) return [left, Math.max(0, y)];
  const lowest = area[1] - (isStrict ? own[1] : barHeight);
  return [left, clamp(y, 0, Math.max(0, lowest))];
}

/** The place nearest to where the user drags a window from where it can be dragged again. */
export function draggedPlace(x: number, y: number, extents: Extents): Pair {
  const lowest = isFitted() ? Number.POSITIVE_INFINITY : extents.area[1] - extents.barHeight;
  return [reachableLeft(Math.round(x), extents), clamp(Math.round(y), 0, lowest)];
}

/** Where it may begin, so that the user gets at its title bar beside the buttons. */
function reachableLeft(x: number, { area, own, buttonsWidth }: Extents): number {
  return clamp(x, Math.min(0, REACHABLE_PX + buttonsWidth - own[0]), area[0] - REACHABLE_PX);
}

function isFitted(): boolean {
  return document.documentElement.classList.contains("pg-fit");
}

import { clamp } from "./clamp.ts";

/** A rectangle in px of the viewport. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Which edge of its anchor a popup lies at. */
type Side = "below" | "above" | "left" | "right";

/** How a popup hangs on its anchor. */
export interface Hang {
  /** The sides to try, the best first; the other two are for want of room. */
  readonly sides: readonly [Side, Side];
  /** Between it and its anchor, in px. */
  readonly gap: number;
  /** How far beside the anchor it begins above the anchor's upper edge, in px. */
  readonly lift: number;
}

export interface Place {
  readonly side: Side;
  readonly left: number;
  readonly top: number;
  /** The most that it may take. */
  readonly width: number;
  readonly height: number;
  /** All of it has room. */
  readonly isWhole: boolean;
}

/** Between a popup and the edges of the view, in px. */
export const MARGIN_PX = 4;
/** Enough for a few rows; what has less scrolls badly. */
const LEAST_PX = 90;
const ALL_SIDES: readonly Side[] = ["below", "above", "right", "left"];

/** Finds a place for a popup beside its anchor, never on it: where all of it fits, or else where it
 *  has the most room, to scroll in.
 *
 *  @param size what it takes if there is enough */
export function place(anchor: Box, size: Size, view: Box, hang: Hang): Place {
  const at = (side: Side) => placeAt(side, anchor, size, view, hang);
  const first = hang.sides.map(at);
  const whole = first.find(({ isWhole }) => isWhole);
  if (whole) return whole;
  const better = largest(first);
  if (better.width >= size.width && better.height >= LEAST_PX) return better;
  const all = [...first, ...ALL_SIDES.filter((side) => !hang.sides.includes(side)).map(at)];
  return all.find(({ isWhole }) => isWhole) ?? largest(all);
}

function largest(places: readonly Place[]): Place {
  const area = ({ width, height }: Place) => width * height;
  return places.reduce((a, b) => (area(b) > area(a) ? b : a));
}

/** Where there is room at all on one side. */
function roomAt(side: Side, anchor: Box, view: Box, gap: number): Box {
  const inner = {
    left: view.left + MARGIN_PX,
    top: view.top + MARGIN_PX,
    right: view.right - MARGIN_PX,
    bottom: view.bottom - MARGIN_PX,
  };
  const edges: Readonly<Record<Side, Partial<Box>>> = {
    below: { top: anchor.bottom + gap },
    above: { bottom: anchor.top - gap },
    right: { left: anchor.right + gap },
    left: { right: anchor.left - gap },
  };
  return { ...inner, ...edges[side] };
}

function placeAt(side: Side, anchor: Box, size: Size, view: Box, { gap, lift }: Hang): Place {
  const room = roomAt(side, anchor, view, gap);
  const width = Math.max(0, Math.min(size.width, room.right - room.left));
  const height = Math.max(0, Math.min(size.height, room.bottom - room.top));
  const isBeside = side === "left" || side === "right";
  const x = isBeside ? room.left : anchor.left;
  const y = isBeside ? anchor.top - lift : room.top;
  return {
    side,
    left: side === "left" ? room.right - width : clamp(x, room.left, room.right - width),
    top: side === "above" ? room.bottom - height : clamp(y, room.top, room.bottom - height),
    width,
    height,
    isWhole: width >= size.width && height >= size.height,
  };
}

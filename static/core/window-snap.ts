import { clamp } from "./clamp.ts";
import type { Edge } from "./edges.ts";
import type { Box, Pair } from "./window-reach.ts";

/** What a window that is dragged may lie at. */
export interface Surroundings {
  /** Width and height of where it may be. */
  readonly room: Pair;
  /** The other windows. */
  readonly others: readonly Box[];
  /** It snaps within so many px; 0: never. */
  readonly reach: number;
}

/** A window along one axis. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The place nearest to where a window is dragged: in the room as far as it fits, and at an edge
 *  of that or of another window, if one is near. */
export function snappedPlace(wanted: Box, around: Surroundings): Pair {
  const { room } = around;
  const [x, y] = spans(wanted);
  const left = x.start + pull([x.start, x.end], lines(0, wanted, around), around.reach);
  const top = y.start + pull([y.start, y.end], lines(1, wanted, around), around.reach);
  return [
    Math.round(clamp(left, 0, Math.max(0, room[0] - wanted.width))),
    Math.round(clamp(top, 0, Math.max(0, room[1] - wanted.height))),
  ];
}

/** The box nearest to one of which an edge is dragged, by the same rules. */
export function snappedBox(wanted: Box, edge: Edge, around: Surroundings): Box {
  const [x, y] = spans(wanted).map((span, axis) => {
    const [forward, back] = axis === 0 ? (["e", "w"] as const) : (["s", "n"] as const);
    const near = lines(axis as 0 | 1, wanted, around);
    const to = (at: number) => clamp(at + pull([at], near, around.reach), 0, around.room[axis] ?? at);
    return {
      start: edge.includes(back) ? to(span.start) : span.start,
      end: edge.includes(forward) ? to(span.end) : span.end,
    };
  }) as [Span, Span];
  return { left: x.start, top: y.start, width: x.end - x.start, height: y.end - y.start };
}

function spans({ left, top, width, height }: Box): readonly [Span, Span] {
  return [
    { start: left, end: left + width },
    { start: top, end: top + height },
  ];
}

/** What there is to snap to: the ends of the room, and of those windows that lie beside this one. */
function lines(axis: 0 | 1, wanted: Box, { room, others, reach }: Surroundings): readonly number[] {
  const across = spans(wanted)[axis === 0 ? 1 : 0];
  const beside = others.filter((other) => {
    const { start, end } = spans(other)[axis === 0 ? 1 : 0];
    return start <= across.end + reach && end >= across.start - reach;
  });
  const ends = beside.flatMap((other) => Object.values(spans(other)[axis]) as number[]);
  return [0, room[axis], ...ends];
}

/** How far it is from one of some edges to the nearest line; 0 if none is in reach. */
function pull(edges: readonly number[], to: readonly number[], reach: number): number {
  const ways = edges.flatMap((edge) => to.map((line) => line - edge));
  const shortest = ways.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));
  return Math.abs(shortest) <= reach ? shortest : 0;
}

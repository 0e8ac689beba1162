/** The edges and corners of a window, as on a map. */
export const EDGES = ["n", "e", "s", "w", "ne", "se", "sw", "nw"] as const;
export type Edge = (typeof EDGES)[number];

/** 1 if an edge lies one way, -1 if the other way, 0 if neither. */
export function direction(edge: Edge, forward: string, back: string): 1 | 0 | -1 {
  if (edge.includes(forward)) return 1;
  return edge.includes(back) ? -1 : 0;
}

import { clamp } from "../../core/clamp.ts";

/** The rank of the header, … */
export const HEAD = -1;
/** … and of what the columns come to, below the rows. */
export const FOOT = -2;

/** A cell by its rank and the index of its column. */
export interface Place {
  readonly rank: number;
  readonly column: number;
}

/** What there is to go to. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** How many rows a page key goes over. */
  readonly page: number;
  /** -1 if the arrow keys lead into the header, otherwise 0. */
  readonly top: number;
  /** Whether they lead below the last row. */
  readonly hasFoot: boolean;
  /** Whether Home and End, and the arrows with Ctrl, work on the cells of a row as in a spreadsheet. */
  readonly isSheet: boolean;
}

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The way of the arrow keys: rows, columns. */
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Where a key leads from a place; null for one that has another meaning. */
export function destination(pressed: Pressed, from: Place, extent: Extent): Place | null {
  const { rows } = extent;
  const isFar = pressed.ctrlKey || pressed.metaKey;
  const isBelow = from.rank === FOOT;
  // Page and End keys lead to the last row; whoever wants to go below it goes on from there.
  const isAllowed = isBelow || (extent.hasFoot && pressed.key === "ArrowDown" && !isFar);
  const inAll = isAllowed ? { ...extent, rows: rows + 1 } : extent;
  const to = led(pressed, isBelow ? { ...from, rank: rows } : from, inAll, rows);
  return to && isAllowed && to.rank === rows ? { ...to, rank: FOOT } : to;
}

/** @param rows how many there are without what is below them */
function led(pressed: Pressed, from: Place, extent: Extent, rows: number): Place | null {
  if (pressed.altKey || !extent.columns) return null;
  const isFar = pressed.ctrlKey || pressed.metaKey;
  const last = { rank: rows - 1, column: extent.columns - 1 };
  const arrow = ARROWS[pressed.key];
  if (arrow) return fitted(arrowed(arrow, from, isFar && extent.isSheet, last), extent);
  switch (pressed.key) {
    case "PageUp":
      return isFar ? null : fitted({ ...from, rank: Math.max(0, from.rank - extent.page) }, extent);
    case "PageDown":
      return isFar ? null : fitted({ ...from, rank: from.rank + extent.page }, extent);
    case "Home":
      return fitted(home(from, isFar, extent.isSheet), extent);
    case "End":
      return fitted(end(from, isFar, extent.isSheet, last), extent);
    default:
      return null;
  }
}

function arrowed([rows, columns]: readonly [number, number], from: Place, isFar: boolean, last: Place) {
  if (!isFar) return { rank: from.rank + rows, column: from.column + columns };
  const far = (way: number, at: number, most: number): number => {
    if (!way) return at;
    return way < 0 ? 0 : most;
  };
  return { rank: far(rows, from.rank, last.rank), column: far(columns, from.column, last.column) };
}

function home(from: Place, isFar: boolean, isSheet: boolean): Place {
  if (!isSheet) return { ...from, rank: 0 };
  return isFar ? { rank: 0, column: 0 } : { ...from, column: 0 };
}

function end(from: Place, isFar: boolean, isSheet: boolean, last: Place): Place {
  if (!isSheet) return { ...from, rank: last.rank };
  return isFar ? last : { ...from, column: last.column };
}

/** The next place that there is. */
export function fitted({ rank, column }: Place, { rows, columns, top }: Extent): Place {
  return { rank: clamp(rank, top, Math.max(top, rows - 1)), column: clamp(column, 0, columns - 1) };
}

/** Where to go on after a cell has been edited: along the row or the column. */
export function nextCell(pressed: { readonly key: string; readonly shiftKey: boolean }, from: Place, extent: Extent): Place {
  const arrow = ARROWS[pressed.key];
  const below = { ...extent, top: 0 };
  if (arrow) return fitted({ rank: from.rank + arrow[0], column: from.column + arrow[1] }, below);
  const step = pressed.shiftKey ? -1 : 1;
  if (pressed.key !== "Tab") return fitted({ ...from, rank: from.rank + step }, below);
  const column = from.column + step;
  if (column < 0 && from.rank > 0) return { rank: from.rank - 1, column: extent.columns - 1 };
  if (column >= extent.columns && from.rank < extent.rows - 1) return { rank: from.rank + 1, column: 0 };
  return fitted({ ...from, column }, extent);
}

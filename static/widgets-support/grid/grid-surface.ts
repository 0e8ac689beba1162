import type { Box } from "./edited-cell.ts";
import type { GridCursor } from "./grid-cursor.ts";
import type { Place } from "./grid-keys.ts";
import type { Ending } from "./text-editor.ts";

/** What the parts of a grid ask of the whole. */
export interface GridSurface {
  /** Has the keyboard focus. */
  readonly element: HTMLElement;
  /** What is laid over the rows and scrolls with them. */
  readonly layer: HTMLElement;
  /** Where the keys are. */
  readonly cursor: GridCursor;
  /** Where a cell lies, for what is laid over it; somewhere near what is in view, if it is not. */
  boxOf(rank: number, column: number): Box | null;
  /** How far it is from a place to the end of what is in view, in px. */
  roomAt(left: number): number;
  /** Scrolls as little as it takes to show a cell. */
  reveal(place: Place): void;
  /** Something that all rows depend on has changed. */
  changed(): void;
  /** The keys go on from here; with an ending, at the next cell. */
  goOn(from: Place, ending: Ending | null): void;
  /** Says something to those who don't see it. */
  say(text: string): void;
}

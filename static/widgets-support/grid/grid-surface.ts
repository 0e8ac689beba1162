import type { GridCursor } from "./grid-cursor.ts";
import type { Place } from "./grid-keys.ts";
import type { GridPlaces } from "./grid-places.ts";
import type { Ending } from "./text-editor.ts";

/** What the parts of a grid ask of the whole. */
export interface GridSurface {
  /** Has the keyboard focus. */
  readonly element: HTMLElement;
  /** What is laid over the rows and scrolls with them. */
  readonly layer: HTMLElement;
  /** Where the keys are. */
  readonly cursor: GridCursor;
  /** Where the cells lie. */
  readonly places: GridPlaces;
  /** Scrolls as little as it takes to show a cell. */
  reveal(place: Place): void;
  /** Something that all rows depend on has changed. */
  changed(): void;
  /** The keys go on from here; with an ending, at the next cell. */
  goOn(from: Place, ending: Ending | null): void;
  /** Puts a text into all cells that are selected, or into one if none is. */
  fill(place: Place, text: string): void;
  /** Says something to those who don't see it. */
  say(text: string): void;
}

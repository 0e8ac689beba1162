import type { Pressed } from "./grid-keys.ts";
import type { ShownBranch } from "./pending-folds.ts";

/** What a key does in a tree: opens, closes, leads to the first row in this one, to the one that it
 *  is in, or from a cell to the row as a whole; or nothing, and nothing else either. */
export type TreeDeed = "open" | "close" | "child" | "parent" | "row" | "nothing";

/** What the keys are at. */
export interface KeyPlace {
  readonly column: number;
  /** At a cell, rather than at a row as a whole. */
  readonly isAtCell: boolean;
  /** The keys are those of a spreadsheet, in which there are only cells. */
  readonly isSheet: boolean;
}

/** What an arrow key does with a row of a tree; null for one that does what it does in a table. */
export function treeDeed(
  pressed: Pressed & { readonly shiftKey: boolean },
  branch: ShownBranch,
  { column, isAtCell, isSheet }: KeyPlace,
): TreeDeed | null {
  const isForward = pressed.key === "ArrowRight";
  if (!isForward && pressed.key !== "ArrowLeft") return null;
  if (pressed.ctrlKey || pressed.metaKey || pressed.shiftKey) return null;
  // Left alone, the browser would leave the page.
  if (pressed.altKey) return folded(isForward, branch) ?? "nothing";
  if (isSheet) return null;
  if (isAtCell) return !isForward && column === 0 ? "row" : null;
  return folded(isForward, branch);
}

function folded(isForward: boolean, { isOpen, isBusy, level }: ShownBranch): TreeDeed | null {
  if (!isForward) {
    if (isOpen) return "close";
    return level > 1 ? "parent" : "nothing";
  }
  // A row with nothing in it leads on to its cells.
  if (isOpen === null) return null;
  if (!isOpen) return "open";
  return isBusy ? "nothing" : "child";
}

import { icon } from "../../core/icons.ts";
import { css, make } from "../../core/style.ts";
import { setTooltip } from "../../core/tooltip.ts";
import type { ShownBranch } from "./pending-folds.ts";

const FAILED = "What is in it could not be fetched. Open it to try again.";

/** What a row of a tree has beside a row of a table: its level, and what opens and closes it. */
export class RowBranch {
  /** The row. */
  readonly #row: HTMLElement;
  /** What opens and closes it; the keys do the same. */
  readonly #expander = make("span", "pg-expander");
  /** What it shows, to compare. */
  #state = "";

  constructor(row: HTMLElement) {
    this.#row = row;
    this.#expander.role = "button";
    this.#expander.append(icon("right"));
  }

  /** @param cell the first of the row, in which the expander is
   *  @param branch null until the row is known: then it is likely to be as the one before it */
  show(cell: HTMLElement | null, branch: ShownBranch | null): void {
    const row = this.#row;
    row.ariaBusy = branch?.isBusy === false ? null : "true";
    if (!branch) return;
    if (cell?.firstChild !== this.#expander) cell?.prepend(this.#expander);
    // What opens it has a name of its own, which is none of the row's.
    if (cell && branch.isOpen !== null) cell.ariaLabel ??= cell.textContent || null;
    else if (cell?.ariaLabel && cell.ariaLabel === cell.textContent) cell.ariaLabel = null;
    const state = Object.values(branch).join();
    if (state === this.#state) return;
    this.#state = state;
    const { level, isOpen, position, count, isBusy, hasFailed } = branch;
    row.ariaLevel = told(level);
    row.ariaExpanded = told(isOpen);
    row.ariaPosInSet = told(position);
    row.ariaSetSize = told(count);
    row.style.setProperty("--pg-level", String(level));
    const deed = isOpen ? "Close" : "Open";
    this.#expander.ariaLabel = hasFailed ? "Try again" : deed;
    setTooltip(this.#expander, hasFailed ? FAILED : "");
    row.ariaDescription = hasFailed ? FAILED : null;
    css(row, "pg-open", isOpen === true);
    css(row, "pg-leaf", isOpen === null);
    css(row, "pg-awaited", isBusy);
    css(row, "pg-failed", hasFailed);
  }
}

function told(fact: number | boolean | null): string | null {
  return fact === null ? null : String(fact);
}

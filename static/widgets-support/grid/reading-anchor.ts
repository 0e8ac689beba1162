import type { TablePart } from "../../documents/table-part.ts";
import type { GridScroll } from "./grid-scroll.ts";
import { type Ancestor, ancestorsOf, closedAbove } from "./lineage.ts";

/** What stays in place for its reader, whatever comes above it: the first row that is in view. */
export class ReadingAnchor {
  readonly #part: TablePart;
  readonly #scroll: GridScroll;
  /** In which order the rows were. */
  readonly #order: TablePart["arrangement"];
  /** Whether some of the rows in view were not known. */
  readonly #wasBlank: boolean;
  /** null at the top, where what comes is to show. */
  readonly #row: Ancestor | null;
  /** What it is in. */
  readonly #above: readonly Ancestor[];
  /** The first row of which something is in view. */
  readonly #first: number;

  constructor(part: TablePart, scroll: GridScroll) {
    this.#part = part;
    this.#scroll = scroll;
    this.#order = part.arrangement;
    this.#wasBlank = this.#isBlank;
    const rank = scroll.firstWhole;
    const row = scroll.isAtTop ? null : part.at(rank);
    this.#row = row && { id: row.id, rank };
    this.#above = row ? ancestorsOf(part, rank) : [];
    this.#first = scroll.isShown ? scroll.inView.first : rank;
  }

  /** Whether all rows in view are known now, and were not before. */
  get isFilled(): boolean {
    return this.#wasBlank && !this.#isBlank;
  }

  get #isBlank(): boolean {
    if (!this.#scroll.isShown) return false;
    const { first, end } = this.#scroll.inView;
    return first < this.#part.first || end > this.#part.end;
  }

  /** By how many rows it lies further down now; 0 where they are in another order. */
  get moved(): number {
    if (!this.#row || this.#part.arrangement !== this.#order) return 0;
    const rank = this.#part.rankOf(this.#row.id);
    if (rank >= 0) return rank - this.#row.rank;
    // It has gone into a row that was closed: that one takes its place, unless it is in view already.
    const closed = closedAbove(this.#part, this.#above);
    if (!closed) return 0;
    const from = closed.rank >= this.#first ? closed.rank : this.#row.rank;
    return this.#part.rankOf(closed.id) - from;
  }
}

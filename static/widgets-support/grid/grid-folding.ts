import type { Grid } from "./grid.ts";
import { FOOT, type Place } from "./grid-keys.ts";
import { ancestorsOf } from "./lineage.ts";
import { type TreeDeed, treeDeed } from "./tree-keys.ts";

/** What users do in a tree besides what they do in tables. */
export class GridFolding {
  /** Where that is. */
  readonly #grid: Grid;
  /** The row from which to go to what it is in, once the program has told where that is. */
  #climbs: number | null = null;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  /** Opens a row that is closed, and the other way round. */
  toggle(rank: number): void {
    const row = this.#grid.model.part.at(rank);
    const isOpen = row && this.#grid.model.folds.shown(row).isOpen;
    if (typeof isOpen === "boolean") this.#fold(rank, !isOpen);
  }

  /** @returns whether the key has a meaning of its own in a tree */
  key(event: KeyboardEvent, place: Place): boolean {
    const { model, isAtCell } = this.#grid;
    const row = model.isTree ? model.part.at(place.rank) : null;
    if (!row) return false;
    const at = { column: place.column, isAtCell, isSheet: model.isSheet };
    const deed = treeDeed(event, model.folds.shown(row), at);
    if (deed) this.#do(deed, place);
    return deed !== null;
  }

  /** Where keys lead to once what the user has closed is out of sight: its rows are still to go. */
  staying(from: Place, to: Place): Place {
    const { model } = this.#grid;
    if (!model.isTree || to.rank < 0) return to;
    const step = from.rank === FOOT ? -1 : Math.sign(to.rank - from.rank);
    const { rank } = to;
    const beyond = this.#past(rank, step);
    if (model.part.at(beyond)) return { ...to, rank: beyond };
    const before = this.#past(rank, -step);
    return { ...to, rank: model.part.at(before) ? before : rank };
  }

  /** The next row from one on that is not about to go. */
  #past(rank: number, step: number): number {
    let at = rank;
    while (step && this.#isGoing(at)) at += step;
    return at;
  }

  #isGoing(rank: number): boolean {
    const { part, folds } = this.#grid.model;
    return ancestorsOf(part, rank).some(({ id }) => {
      const row = part.row(id);
      return row?.branch?.[1] === true && folds.shown(row).isOpen === false;
    });
  }

  /** The program has told what a row is in. */
  told(id: number, rank: number): void {
    const climbs = this.#climbs;
    this.#climbs = null;
    const { cursor } = this.#grid;
    if (rank < 0 || climbs !== id || cursor.id !== id) return;
    this.#grid.goTo({ ...cursor.place, rank }, "set");
  }

  #do(deed: TreeDeed, place: Place): void {
    const { rank } = place;
    this.#grid.editing.dismiss();
    if (deed === "open" || deed === "close") this.#fold(rank, deed === "open");
    else if (deed === "parent") this.#climb(place);
    else if (deed === "row") this.#grid.leaveCells();
    else if (deed === "child" && this.#isIn(rank + 1, rank)) this.#grid.goTo({ ...place, rank: rank + 1 }, "set");
  }

  #fold(rank: number, isOpen: boolean): void {
    const { model, fire } = this.#grid;
    const row = model.part.at(rank);
    if (!row) return;
    model.folds.add(row.id, isOpen, fire("fold", row.id, isOpen));
    this.#grid.changed();
  }

  #climb(place: Place): void {
    const { model, fire } = this.#grid;
    const [parent] = ancestorsOf(model.part, place.rank);
    const id = model.part.at(place.rank)?.id;
    if (parent) this.#grid.goTo({ ...place, rank: parent.rank }, "set");
    else if (id !== undefined) {
      // It is farther up than what this page has.
      this.#climbs = id;
      fire("climb", id);
    }
  }

  /** Whether a row is in the one before it. Of one that this page does not have nobody knows better. */
  #isIn(rank: number, above: number): boolean {
    const { part } = this.#grid.model;
    const [row, outer] = [part.at(rank), part.at(above)];
    if (!row) return rank < part.count;
    return (row.branch?.[0] ?? 1) > (outer?.branch?.[0] ?? 1);
  }
}

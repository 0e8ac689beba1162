import type { Chooser, Fire } from "./chooser.ts";
import { editOf, isRich } from "./column.ts";
import type { GridEditing } from "./grid-editing.ts";
import type { Place } from "./grid-keys.ts";
import type { GridModel } from "./grid-model.ts";
import { selectedPlaces } from "./selected-places.ts";

type Value = string | boolean | null;
type Change = readonly [id: number, key: string, value: Value];

/** A rectangle of cells: its first and last rank, and its first and last column. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Puts one value into many cells: all that is selected, also what this page does not have. */
export class CellFilling {
  readonly #model: GridModel;
  readonly #editing: GridEditing;
  readonly #fire: Fire;
  readonly #chooser: Chooser;

  constructor(model: GridModel, editing: GridEditing, chooser: Chooser, fire: Fire) {
    this.#model = model;
    this.#chooser = chooser;
    this.#editing = editing;
    this.#fire = fire;
  }

  /** Whether more than one cell is selected. */
  get isMany(): boolean {
    const { cells, isAll } = selectedPlaces(this.#model);
    return this.#model.selectsCells && (cells.length > 1 || !isAll);
  }

  /** Puts a value into the selected cells, or into one if there is no other.
   *  @returns whether there is any that can be edited */
  fill(place: Place, value: Value, way: "edit" | "fill"): boolean {
    if (this.#chooser.isWaiting) {
      this.#chooser.after(() => void this.fill(place, value, way));
      return true;
    }
    const { cells, isAll } = selectedPlaces(this.#model);
    const isSelection = this.#model.selectsCells && (cells.length > 0 || !isAll);
    const changes = this.#changes(isSelection ? cells : [place], () => value);
    if (isSelection && !isAll) {
      this.#editing.await(changes, this.#fire("fill_cells", "typed", value));
      return true;
    }
    this.#editing.enter(changes, way);
    return changes.length > 0;
  }

  /** Puts into the selected cells what is in the first of them in their column; into one cell what
   *  is in the one above. @returns whether there was anything to do */
  fillDown(place: Place): boolean {
    if (this.#chooser.isWaiting) {
      this.#chooser.after(() => void this.fillDown(place));
      return true;
    }
    if (!this.isMany) {
      const above = { rank: place.rank - 1, column: place.column };
      const changes = this.#changes([place], () => this.#valueAt(above));
      if (above.rank < 0) return false;
      this.#editing.enter(changes, "fill");
      return changes.length > 0;
    }
    const { cells, isAll } = selectedPlaces(this.#model);
    if (!isAll) {
      this.#fire("fill_cells", "down", null);
      return true;
    }
    const first = new Map<number, Place>();
    for (const cell of cells) if (!first.has(cell.column)) first.set(cell.column, cell);
    const below = cells.filter((cell) => first.get(cell.column) !== cell);
    const changes = this.#changes(below, ({ column }) => this.#valueAt(first.get(column) ?? place));
    this.#editing.enter(changes, "fill");
    return changes.length > 0;
  }

  /** Puts what is in a rectangle, again and again, into the cells below it, or beside it.
   *  @param to the last of these; null: all below */
  spread(range: CellRange, to: Place | null): void {
    const { top, bottom, left, right } = range;
    const { part, isMultiple, selectsCells } = this.#model;
    const cells = [{ rank: top, column: left }, { rank: bottom, column: right }, to].map((it) => it && this.#named(it));
    if (cells[0] === undefined || cells[1] === undefined || cells[2] === undefined) return;
    const last = to ?? { rank: part.count - 1, column: right };
    const seq = this.#fire("spread_cells", ...cells, this.#rowsBetween(top, Math.max(bottom, last.rank)));
    const goesDown = last.rank > bottom;
    const from = goesDown ? { rank: bottom + 1, column: left } : { rank: top, column: right + 1 };
    const places = this.#known(from, last);
    const source = ({ rank, column }: Place): Place => ({
      rank: goesDown ? top + ((rank - top) % (bottom - top + 1)) : rank,
      column: goesDown ? column : left + ((column - left) % (right - left + 1)),
    });
    this.#editing.await(this.#changes(places, (place) => this.#valueAt(source(place))), seq);
    if (!isMultiple || !selectsCells || !part.at(last.rank)) return;
    this.#chooser.choose({ rank: top, column: left }, "set");
    this.#chooser.choose(last, "extend");
  }

  /** How the program knows a cell; undefined: this page does not know its row. */
  #named({ rank, column }: Place): readonly [id: number, key: string] | undefined {
    const [row, key] = [this.#model.part.at(rank), this.#model.keys[column]];
    return row && key !== undefined ? [row.id, key] : undefined;
  }

  /** The ids of rows, which the program has in another order, perhaps, by the time that it knows of
   *  this; none if this page does not have them all. */
  #rowsBetween(first: number, last: number): readonly number[] {
    const { part } = this.#model;
    const isKnown = first >= part.first && last < part.end;
    return isKnown ? part.rows.slice(first - part.first, last + 1 - part.first).map(({ id }) => id) : [];
  }

  /** The cells of a rectangle whose rows this page has. */
  #known(from: Place, to: Place): Place[] {
    const { part } = this.#model;
    const places: Place[] = [];
    for (let rank = Math.max(from.rank, part.first); rank <= Math.min(to.rank, part.end - 1); rank += 1) {
      for (let column = from.column; column <= to.column; column += 1) places.push({ rank, column });
    }
    return places;
  }

  #changes(places: readonly Place[], value: (place: Place) => Value): Change[] {
    const { part, keys } = this.#model;
    return places.flatMap((place) => {
      const [row, key] = [part.at(place.rank), keys[place.column]];
      const can = row && key !== undefined && this.#model.canEdit(row, place.column);
      return can ? [[row.id, key, value(place)] as const] : [];
    });
  }

  #valueAt({ rank, column }: Place): Value {
    const row = this.#model.part.at(rank);
    const cell = row ? this.#model.cell(row, column) : null;
    if (typeof cell === "boolean") return cell;
    return cell === null || (isRich(cell) && cell.missing) ? null : editOf(cell);
  }
}

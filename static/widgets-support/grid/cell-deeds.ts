import type { Fire } from "./chooser.ts";
import type { GridEditing } from "./grid-editing.ts";
import type { Place } from "./grid-keys.ts";
import type { GridModel } from "./grid-model.ts";

/** What the user does with cells besides selecting them. */
export class CellDeeds {
  readonly #model: GridModel;
  readonly #editing: GridEditing;
  readonly #fire: Fire;

  constructor(model: GridModel, editing: GridEditing, fire: Fire) {
    this.#model = model;
    this.#editing = editing;
    this.#fire = fire;
  }

  /** What a double click and Enter do: they press, edit, or open.
   *  @param opens whether the row is meant, whatever can be done in its cell */
  operate(place: Place, opens = false): void {
    const model = this.#model;
    const row = model.part.at(place.rank);
    if (!row) return;
    if (opens) this.#fire("operate", row.id, model.keys[place.column] ?? null);
    else if (model.columns[place.column]?.kind === "button") this.press(place);
    else if (!this.#editing.start(place)) this.operate(place, true);
  }

  press({ rank, column }: Place): void {
    const model = this.#model;
    const row = model.part.at(rank);
    if (row && model.isVisible(row, column) && model.isEnabled(row, column)) {
      this.#fire("press", row.id, model.keys[column] ?? "");
    }
  }

  /** Takes the values away that are selected, or that of a cell, as far as this page has them.
   *  @returns whether there were any */
  clear(place: Place): boolean {
    const model = this.#model;
    const places = model.selectsCells ? this.#selected() : [];
    const changes = (places.length ? places : [place]).flatMap(({ rank, column }) => {
      const row = model.part.at(rank);
      const [id, key] = [row?.id, model.keys[column]];
      return row && id !== undefined && key !== undefined && model.canEdit(row, column) ? [[id, key, null] as const] : [];
    });
    this.#editing.enter(changes, "edit");
    return changes.length > 0;
  }

  #selected(): Place[] {
    const { part, keys } = this.#model;
    const places: Place[] = [];
    for (let rank = part.first; rank < part.end; rank += 1) {
      const shown = this.#model.shown(rank);
      for (const column of keys.keys()) {
        if (shown && this.#model.isSelected(shown, column)) places.push({ rank, column });
      }
    }
    return places;
  }
}

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
}

import type { Place } from "./grid-keys.ts";
import type { GridModel } from "./grid-model.ts";
import { isRowSelected, selectedKeys } from "./pending-choices.ts";

/** What is selected, as far as this page has it. */
export interface SelectedPlaces {
  /** The cells, row by row. */
  readonly cells: readonly Place[];
  /** The ids of the rows that have any of it. */
  readonly rows: readonly number[];
  /** Whether there is nothing else, as far as the program has told. */
  readonly isAll: boolean;
}

export function selectedPlaces(model: GridModel): SelectedPlaces {
  const { part, keys } = model;
  const cells: Place[] = [];
  const rows: number[] = [];
  let count = 0;
  for (let rank = part.first; rank < part.end; rank += 1) {
    const shown = model.shown(rank);
    if (!shown) continue;
    const number = isRowSelected(shown.flags) ? 1 : selectedKeys(shown.flags).length;
    if (!number) continue;
    count += number;
    rows.push(shown.row.id);
    for (const column of keys.keys()) if (model.isSelected(shown, column)) cells.push({ rank, column });
  }
  return { cells, rows, isAll: count === model.chosen.count(part.selected) };
}

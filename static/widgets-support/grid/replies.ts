import type { TableEdit } from "../../documents/table-part.ts";
import type { Manner } from "./chooser.ts";
import type { Grid } from "./grid.ts";

/** Takes what the program tells this page alone, as its user did something.
 *  @param confirmed the last input that it stands for */
export function takeReply(grid: Grid, edit: TableEdit, confirmed: number): void {
  switch (edit[0]) {
    case "refused":
      grid.editing.refuse(edit[1]);
      break;
    case "pending":
      grid.model.typed.hold(edit[1], confirmed);
      break;
    case "settled":
      grid.model.typed.settle(edit[1]);
      break;
    case "copied":
      grid.clipboard.copied(edit[1]);
      break;
    case "parent":
      grid.folding.told(edit[1], edit[2]);
      break;
    case "offered":
      grid.editing.offer(edit[1], edit[2], edit[3]);
      break;
    case "values":
      grid.filters.offer(edit[1], edit[2]);
      break;
    case "exported":
      grid.menu.exported(edit[1], edit[2]);
      break;
    case "arrived":
      if (grid.whereabouts.isThere(confirmed)) goOn(grid, edit[1], edit[2], "", "set");
      break;
    case "shifted":
      if (grid.whereabouts.isThere(confirmed)) goOn(grid, edit[1], edit[2], "", null);
      break;
    case "reverted":
      if (grid.whereabouts.isThere(confirmed)) goOn(grid, edit[1], edit[2], edit[3], grid.model.selectsCells ? "set" : null);
      break;
    case "whole":
      grid.model.wholes.came(edit[1], edit[2], edit[3]);
      break;
    default:
    // All pages are told of it.
  }
}

/** Something is there that the user has done: there the user goes on, unless already elsewhere.
 *  @param told where the row was then: what came with it may have moved it
 *  @param key of the column; "" for the one where the keys are */
function goOn(grid: Grid, row: number, told: number, key: string, manner: Manner | null): void {
  const go = (): void => {
    const now = grid.model.part.rankOf(row);
    const rank = now < 0 ? told : now;
    const column = key ? grid.model.keys.indexOf(key) : grid.cursor.place.column;
    if (!grid.editing.isOpen && column >= 0) grid.lead({ rank, column }, manner);
  };
  // The program's message is still being carried out: what the user selects comes after it.
  queueMicrotask(go);
}

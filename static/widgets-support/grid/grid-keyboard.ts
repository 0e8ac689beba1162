import { isCharacter } from "../../core/typeahead.ts";
import type { Manner } from "./chooser.ts";
import type { CellKind } from "./column.ts";
import type { Grid } from "./grid.ts";
import { isInFilters } from "./filter-field.ts";
import { destination, FOOT, HEAD, type Place } from "./grid-keys.ts";
import { arranged } from "./sort-order.ts";

/** By so much the keys make a column wider, in px. */
const STEP_PX = 10;

/** What an input method says as it begins to compose. */
const COMPOSING: ReadonlySet<string> = new Set(["Dead", "Process", "Unidentified"]);

/** What keys do in a grid. */
export class GridKeyboard {
  readonly #grid: Grid;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  listen(signal: AbortSignal): void {
    this.#grid.element.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || isInFilters(event)) return;
    const place = this.#grid.cursor.place;
    if (this.#serve(event, place)) event.preventDefault();
    else if (place.rank >= 0) this.#type(event, place);
  }

  #serve(event: KeyboardEvent, place: Place): boolean {
    if (place.rank === HEAD) return this.#inHead(event, place);
    if (place.rank === FOOT) return this.#move(event, place) || this.#revert(event);
    return this.#inBody(event, place);
  }

  #inHead(event: KeyboardEvent, place: Place): boolean {
    const { model, widths } = this.#grid;
    const key = model.keys[place.column];
    if (key === undefined) return false;
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined;
    if (way && event.shiftKey) {
      if (event.altKey) this.#grid.order.step(key, way);
      else {
        widths.drag(place.column, widths.width(place.column) + way * STEP_PX);
        widths.settle();
      }
      return true;
    }
    if (event.key === "ArrowDown" && event.altKey) {
      this.#grid.menu.openAt(place.column);
      return true;
    }
    if (event.key === "Home" && event.shiftKey) {
      this.#grid.widths.makeOptimal(place.column);
      return true;
    }
    if ((event.key === "Enter" || event.key === " ") && model.isSortable) {
      if (!event.repeat) this.#grid.fire("arrange", arranged(model.part.sort, key, event.shiftKey));
      return true;
    }
    return this.#move(event, place);
  }

  #inBody(event: KeyboardEvent, place: Place): boolean {
    return (
      this.#grid.folding.key(event, place) ||
      this.#grid.rows.key(event, place) ||
      this.#move(event, place) ||
      this.#select(event, place) ||
      this.#revert(event) ||
      this.#act(event, place)
    );
  }

  #move(event: KeyboardEvent, place: Place): boolean {
    const grid = this.#grid;
    if (leadsToFilter(event, place) && grid.filters.focus(place.column)) return true;
    const found = destination(event, place, grid.extent);
    if (!found) return false;
    const to = grid.folding.staying(place, found);
    grid.editing.dismiss();
    const isSame = to.rank === place.rank && to.column === place.column;
    grid.goTo(to, isSame && !event.shiftKey ? null : this.#manner(event, place, to));
    return true;
  }

  /** How the place that a key leads to is selected, if it is. */
  #manner(event: KeyboardEvent, from: Place, to: Place): Manner | null {
    const { isMultiple, isSheet, selectsCells } = this.#grid.model;
    if (to.rank < 0) return null;
    if (event.shiftKey && isMultiple) return "extend";
    // As in lists: with Ctrl one comes to a row without selecting it.
    if ((event.ctrlKey || event.metaKey) && !isSheet && isMultiple) return null;
    return selectsCells || from.rank !== to.rank ? "set" : null;
  }

  #select(event: KeyboardEvent, place: Place): boolean {
    const grid = this.#grid;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() === "a" && grid.model.isMultiple) {
      grid.chooser.chooseAll(!event.shiftKey);
      grid.changed();
      return true;
    }
    if (event.key !== " " || event.altKey) return false;
    if (isCommand || event.shiftKey) {
      grid.goTo(place, isCommand ? "toggle" : "extend");
      return true;
    }
    return false;
  }

  /** Takes back what the user has edited, or does it again. */
  #revert(event: KeyboardEvent): boolean {
    const way = wayOf(event);
    if (!way) return false;
    this.#grid.editing.dismiss();
    this.#grid.whereabouts.act("revert", way);
    return true;
  }

  #act(event: KeyboardEvent, place: Place): boolean {
    const grid = this.#grid;
    const { editing, model } = grid;
    switch (event.key) {
      case "Escape":
        return editing.dismiss();
      case "F2":
        return editing.start(place);
      case "Enter":
        if (event.shiftKey || event.altKey) return false;
        if (!event.repeat) grid.deeds.operate(place, event.ctrlKey || event.metaKey || this.#isAtRow);
        return true;
      case " ":
        return this.#space(event, place);
      case "ArrowDown":
        return event.altKey && this.#kind(place) === "choice" && editing.start(place);
      case "Delete":
      case "Backspace":
        return model.hasCursor && grid.filling.fill(place, null, "edit");
      default:
        return false;
    }
  }

  #space(event: KeyboardEvent, place: Place): boolean {
    const grid = this.#grid;
    const kind = this.#kind(place);
    if (kind === "check" || kind === "button") {
      if (!event.repeat) grid.deeds.operate(place);
      return true;
    }
    // In a spreadsheet it is a character.
    if (grid.model.hasCursor && this.#canEdit(place)) return false;
    grid.goTo(place, grid.model.isMultiple ? "toggle" : "set");
    return true;
  }

  /** Whether a row of a tree is meant, whatever cell was pressed last. */
  get #isAtRow(): boolean {
    return this.#grid.model.isTree && !this.#grid.isAtCell;
  }

  #kind({ column }: Place): CellKind | null {
    if (this.#isAtRow) return null;
    return this.#grid.model.columns[column]?.kind ?? null;
  }

  #canEdit({ rank, column }: Place): boolean {
    const row = this.#grid.model.part.at(rank);
    return row !== null && this.#grid.model.canEdit(row, column);
  }

  /** The character that is typed reaches the field that opens. */
  #type(event: KeyboardEvent, place: Place): void {
    const isTyped = isCharacter(event) || (COMPOSING.has(event.key) && !event.ctrlKey && !event.metaKey);
    if (this.#grid.model.hasCursor && isTyped) this.#grid.editing.start(place, true);
  }
}

/** Which way through what was edited a key leads, if any. */
function wayOf(event: KeyboardEvent): "undo" | "redo" | null {
  if (event.altKey || event.ctrlKey === event.metaKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}

/** Whether a key leads from the head down, or from the first row up. */
function leadsToFilter({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent, { rank }: Place): boolean {
  if (altKey || ctrlKey || metaKey || shiftKey) return false;
  return rank === HEAD ? key === "ArrowDown" : rank === 0 && key === "ArrowUp";
}

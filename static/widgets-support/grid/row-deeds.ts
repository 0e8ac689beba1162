import { giveFocus } from "../../core/focus.ts";
import { showPopupMenu, type MenuItem } from "../../core/popup-menu.ts";
import type { Row } from "../../documents/table-part.ts";
import type { Grid } from "./grid.ts";
import { HEAD, type Place } from "./grid-keys.ts";
import { selectedPlaces } from "./selected-places.ts";

const SORTED = "The rows are sorted: they can be moved when they are not.";

/** What the user does with whole rows, if that is allowed, by keys and in the menu of a row. */
export class RowDeeds {
  readonly #grid: Grid;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  listen(signal: AbortSignal): void {
    const { element } = this.#grid.scroll;
    element.addEventListener("contextmenu", (event) => this.#contextMenu(event), { signal });
  }

  insert(where: "before" | "after"): void {
    this.#grid.whereabouts.act("insert_rows", this.#row?.id ?? null, where, 1);
  }

  #insertInside(): void {
    const row = this.#row;
    if (row) this.#grid.whereabouts.act("insert_inside", row.id, 1);
  }

  /** The row where the keys are, if this page knows it. */
  get #row(): Row | null {
    const { cursor, model } = this.#grid;
    return model.part.at(cursor.place.rank);
  }

  /** Whether that may have others in it. */
  get #isBranch(): boolean {
    const branch = this.#row?.branch ?? null;
    return branch !== null && branch[1] !== null;
  }

  /** What was pressed for that goes: the focus is where work goes on. */
  insertFirst(): void {
    giveFocus(this.#grid.element, { preventScroll: true });
    this.insert("after");
  }

  duplicate(): void {
    this.#do("duplicate_rows");
  }

  remove(): void {
    this.#do("delete_rows");
  }

  #do(action: string): void {
    const { chooser, model } = this.#grid;
    if (model.part.count) chooser.after(() => this.#grid.whereabouts.act(action, this.#meant()));
  }

  /** @param way up or down */
  move(way: -1 | 1): void {
    const { part } = this.#grid.model;
    if (part.sort.length) this.#grid.say(SORTED);
    // Where they are by then the program knows: on a slow line one press may come before that.
    else this.#grid.whereabouts.act("shift_rows", this.#meant(), way < 0 ? "up" : "down");
  }

  /** @returns whether the key means something */
  key(event: KeyboardEvent, place: Place): boolean {
    const { model } = this.#grid;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "d") {
      return this.#grid.filling.fillDown(place);
    }
    if (!model.areRowsEditable) return false;
    const isMenuKey = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    if (isMenuKey) this.#menuAtCursor(place);
    else if (event.key === "Insert" && !isCommand && !event.shiftKey) this.#insertByKey(event);
    else if (isCommand && event.shiftKey && event.key.toLowerCase() === "d") this.duplicate();
    else if (this.#isRemoval(event, isCommand)) this.remove();
    else return this.#moves(event);
    return true;
  }

  #insertByKey({ altKey }: KeyboardEvent): void {
    if (!altKey) this.insert("before");
    else if (this.#isBranch) this.#insertInside();
  }

  /** In a list of rows the key alone; where it empties cells, with Ctrl. */
  #isRemoval({ key }: KeyboardEvent, isCommand: boolean): boolean {
    if (key !== "Delete" && key !== "Backspace") return false;
    return isCommand || !this.#grid.model.isSheet;
  }

  #moves({ key, altKey, shiftKey }: KeyboardEvent): boolean {
    const way = { ArrowUp: -1, ArrowDown: 1 }[key] as -1 | 1 | undefined;
    if (way === undefined || !altKey || !shiftKey) return false;
    this.move(way);
    return true;
  }

  /** The rows that are selected, or else the one where the user is; null: the program knows. */
  #meant(): readonly number[] | null {
    const { model, cursor } = this.#grid;
    const { rows, isAll } = selectedPlaces(model);
    if (!isAll) return null;
    const row = model.part.at(cursor.place.rank);
    return rows.length || !row ? rows : [row.id];
  }

  #contextMenu(event: MouseEvent): void {
    const grid = this.#grid;
    const { target } = event;
    const isHead = target instanceof Element && target.closest(".pg-grid-head") !== null;
    const isText = target instanceof Element && target.closest("textarea") !== null;
    if (!grid.model.areRowsEditable || isHead || isText) return;
    event.preventDefault();
    // What a finger has rested on has its menu already.
    if (event instanceof PointerEvent && event.pointerType === "touch") return;
    const place = target instanceof Element ? grid.body.placeOf(target) : null;
    if (place) this.#point({ rank: place.rank, column: Math.max(0, place.column) });
    this.open(event.clientX, event.clientY);
  }

  /** What is pressed is selected, unless it is among what is. */
  #point(place: Place): void {
    const row = this.#grid.model.part.at(place.rank);
    const isMeant = row !== null && selectedPlaces(this.#grid.model).rows.includes(row.id);
    this.#grid.goTo(place, isMeant ? null : "set");
  }

  #menuAtCursor({ rank, column }: Place): void {
    const { body, scroll } = this.#grid;
    const at = (rank === HEAD ? null : body.cell(rank, column)) ?? scroll.element;
    const { left, bottom, top } = at.getBoundingClientRect();
    this.open(left + 8, rank === HEAD || at === scroll.element ? top : bottom);
  }

  /** Opens the menu at a point of the window, in px. */
  open(x: number, y: number): void {
    showPopupMenu(this.#grid.scroll.element, this.#items(), x, y);
  }

  #items(): readonly MenuItem[] {
    const { model, filling, cursor } = this.#grid;
    const { part } = model;
    if (!part.count) return [{ label: "Insert row", keys: "Insert", run: () => this.insert("after") }];
    const rows = this.#meant();
    const what = named(rows);
    const isMoved = !part.sort.length;
    return [
      { label: "Insert row above", keys: "Insert", run: () => this.insert("before") },
      { label: "Insert row below", run: () => this.insert("after") },
      ...(this.#isBranch
        ? [{ label: "Insert row inside", keys: "Alt+Insert", run: () => this.#insertInside() }]
        : []),
      { label: `Duplicate ${what}`, keys: "Ctrl+Shift+D", run: () => this.duplicate() },
      { label: "Move up", keys: "Alt+Shift+↑", isEnabled: isMoved, run: () => this.move(-1) },
      { label: "Move down", keys: "Alt+Shift+↓", isEnabled: isMoved, run: () => this.move(1) },
      ...(filling.isMany
        ? [{ label: "Fill down", keys: "Ctrl+D", run: () => void filling.fillDown(cursor.place) }]
        : []),
      { label: `Delete ${what}`, keys: model.isSheet ? "Ctrl+Delete" : "Delete", run: () => this.remove() },
    ];
  }
}

function named(rows: readonly number[] | null): string {
  if (!rows) return "selected rows";
  return rows.length === 1 ? "row" : `${rows.length} rows`;
}

import { readClipboard, writeClipboard } from "../../core/clipboard.ts";
import { describe } from "../../core/messages.ts";
import { editOf, isCut } from "./column.ts";
import { isInFilters } from "./filter-field.ts";
import type { Grid } from "./grid.ts";
import { FOOT } from "./grid-keys.ts";
import { isRowSelected, selectedKeys } from "./pending-choices.ts";
import { selectedPlaces } from "./selected-places.ts";
import { htmlTable, readTsv, tsv } from "./tsv.ts";

type Way = "copy" | "cut";
/** Over the markup of more cells a browser takes long: they are a text alone. */
const MOST_IN_MARKUP = 10_000;

type Texts = readonly (readonly string[])[];

/** What the user, or the program for its user, copies, cuts and pastes in a grid.
 *
 *  What this page does not have whole is made into text by the program, which tells it then. */
export class GridClipboard {
  /** Where that is. */
  readonly #grid: Grid;
  /** Take the text that the program has been asked for. */
  #waiting: ((text: string) => void)[] = [];

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  listen(signal: AbortSignal): void {
    const { element } = this.#grid;
    element.addEventListener("copy", (event) => this.#copy(event, "copy"), { signal });
    element.addEventListener("cut", (event) => this.#copy(event, "cut"), { signal });
    element.addEventListener("paste", (event) => this.#paste(event), { signal });
  }

  /** The program tells of the text that it was asked for. */
  copied(text: string): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const take of waiting) take(text);
  }

  /** Puts what is selected into the clipboard, as the program asks. @returns the text */
  async take(way: Way): Promise<string> {
    const rows = this.#selected();
    // The program's own message is being carried out: what the page tells comes after it.
    await Promise.resolve();
    const text = rows ? Promise.resolve(tsv(rows)) : this.#asked();
    this.#tell(way, rows !== null);
    await writeClipboard(await text);
    return await text;
  }

  /** Puts what is in the clipboard into the cells, as the program asks. @returns the text */
  async give(): Promise<string> {
    const { value } = await readClipboard();
    this.#put(value);
    return value;
  }

  #copy(event: ClipboardEvent, way: Way): void {
    const selection = document.getSelection();
    if (isInFilters(event)) return;
    if (way === "copy" && selection && !selection.isCollapsed) return;
    event.preventDefault();
    const { chooser } = this.#grid;
    const rows = chooser.isWaiting ? null : this.#selected();
    if (rows) {
      event.clipboardData?.setData("text/plain", tsv(rows));
      event.clipboardData?.setData("text/html", htmlTable(rows));
    } else this.#write(this.#asked());
    chooser.after(() => this.#tell(way, rows !== null));
  }

  #tell(way: Way, has: boolean): void {
    const { model, cursor, filling } = this.#grid;
    // Without a selection it is the cell where the keys are, of which the program does not know.
    if (way === "cut" && (has || this.#longText) && !model.part.selected) filling.fill(cursor.place, null, "edit");
    else this.#grid.fire("copy_cells", way, has, this.#cells);
  }

  /** What is selected, by names: it may be something else by the time that the program knows. None,
   *  if this page does not have it all. */
  get #cells(): readonly (readonly [id: number, key: string])[] {
    const { part, keys, selectsCells } = this.#grid.model;
    const { rows, cells, isAll } = selectedPlaces(this.#grid.model);
    if (!isAll) return [];
    if (!selectsCells) return rows.flatMap((id) => keys.map((key) => [id, key] as const));
    return cells.flatMap(({ rank, column }) => {
      const [row, key] = [part.at(rank), keys[column]];
      return row && key !== undefined ? [[row.id, key] as const] : [];
    });
  }

  #asked(): Promise<string> {
    const long = this.#longText;
    return new Promise((resolve) => {
      if (long) this.#grid.model.wholes.ask(long.id, long.key, (text) => resolve(tsv([[text]])));
      else this.#waiting.push(resolve);
    });
  }

  /** The cell where the keys are, if it is what is copied, and this page has not all of its text. */
  get #longText(): { readonly id: number; readonly key: string } | null {
    const { model, cursor } = this.#grid;
    const { rank, column } = cursor.place;
    const row = model.part.at(rank);
    const key = model.keys[column];
    const isAlone = row !== null && !model.part.selected && !model.chosen.isPending;
    return isAlone && key !== undefined && isCut(model.cell(row, column)) ? { id: row.id, key } : null;
  }

  /** Begins to write now, as the user presses the key, what comes later. */
  #write(text: Promise<string>): void {
    const failed = (error: unknown): void => this.#grid.say(`Nothing was copied: ${describe(error)}`);
    const typed = (type: string, made: (text: string) => string): Record<string, Promise<Blob>> => {
      return { [type]: text.then((it) => new Blob([made(it)], { type })) };
    };
    const html = this.#isLarge ? {} : typed("text/html", (it) => htmlTable(readTsv(it)));
    const item = { ...typed("text/plain", (it) => it), ...html };
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard) clipboard.write([new ClipboardItem(item)]).catch(failed);
    else text.then(writeClipboard).catch(failed);
  }

  get #isLarge(): boolean {
    const { chosen, keys, part, selectsCells } = this.#grid.model;
    return chosen.count(part.selected) * (selectsCells ? 1 : keys.length) > MOST_IN_MARKUP;
  }

  /** The texts of what is selected; null if this page does not have all of it. */
  #selected(): Texts | null {
    const { model, cursor } = this.#grid;
    const rows = model.part.rows.map((_, index) => model.shown(model.part.first + index));
    const chosen = rows.filter((it) => it !== null).filter(({ flags }) => countOf(flags) > 0);
    const count = chosen.reduce((sum, { flags }) => sum + countOf(flags), 0);
    if (count !== model.part.selected || model.chosen.isPending) return null;
    const { rank, column } = cursor.place;
    const row = model.part.at(rank);
    if (!chosen.length && rank === FOOT) return [[this.#grid.foot.textOf(column)]];
    if (!chosen.length) return this.#longText ? null : [[editOf(row ? model.cell(row, column) : "")]];
    const columns = [...model.keys.keys()].filter((index) => chosen.some((it) => model.isSelected(it, index)));
    if (chosen.some((it) => columns.some((index) => model.isSelected(it, index) && isCut(model.cell(it.row, index))))) {
      return null;
    }
    return chosen.map((it) => {
      return columns.map((index) => (model.isSelected(it, index) ? editOf(model.cell(it.row, index)) : ""));
    });
  }

  #paste(event: ClipboardEvent): void {
    if (isInFilters(event)) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (this.#put(text)) event.preventDefault();
  }

  #put(text: string): boolean {
    const { cursor, model } = this.#grid;
    const { rank, column } = cursor.place;
    const [row, key] = [model.part.at(rank), model.keys[column]];
    if (key === undefined || !text) return false;
    if (!row) {
      // Where there is no row, what is pasted makes some.
      if (model.part.count || !model.areRowsEditable) return false;
      this.#grid.fire("paste_text", null, key, text);
      return true;
    }
    // The program has them in another order, perhaps, by the time that it knows of this.
    const rows = this.#rowsFrom(rank, text.split("\n").length);
    this.#grid.fire("paste_text", row.id, key, text, rows);
    return true;
  }

  /** The ids of so many rows, as far as this page has them. */
  #rowsFrom(rank: number, count: number): readonly number[] {
    const { part } = this.#grid.model;
    return part.rows.slice(rank - part.first, rank - part.first + count).map(({ id }) => id);
  }
}

/** How many rows or cells are selected of a row. */
function countOf(flags: number | readonly string[]): number {
  return isRowSelected(flags) ? 1 : selectedKeys(flags).length;
}


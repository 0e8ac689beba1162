import { giveFocus } from "../../core/focus.ts";
import type { CellDraft } from "../../documents/draft.ts";
import type { Cell, Refusal } from "../../documents/table-part.ts";
import { CellNote } from "./cell-note.ts";
import { ChoiceEditor } from "./choice-editor.ts";
import type { Fire } from "./chooser.ts";
import { Column, editOf, isCut, isTrue, textOf } from "./column.ts";
import { EditedCell } from "./edited-cell.ts";
import type { Place } from "./grid-keys.ts";
import type { GridModel } from "./grid-model.ts";
import type { GridSurface } from "./grid-surface.ts";
import { type Ending, TextEditor } from "./text-editor.ts";

const REMOVED = "This cell was removed. What you have typed can be copied; Escape leaves it.";
const MOVED = "The row of this cell has moved. What you type still goes there.";
const FOLDED = "The row of this cell is in one that was closed. What you type still goes there.";

/** A cell by the id of its row and the key of its column. */
interface Target {
  readonly id: number;
  readonly key: string;
}

/** Edits cells in place: whatever comes meanwhile, what is half typed stays. */
export class GridEditing {
  readonly #model: GridModel;
  readonly #surface: GridSurface;
  readonly #fire: Fire;
  readonly #text: TextEditor;
  readonly #choice: ChoiceEditor;
  readonly #note: CellNote;
  /** What is being edited. */
  #cell: EditedCell | null = null;
  /** What the note is about. */
  #noted: EditedCell | null = null;
  /** Whether what is typed can't go to its cell any more. */
  #isFrozen = false;
  /** What was typed last and not taken, to go on from. */
  #refused: (Target & { readonly text: string }) | null = null;

  constructor(model: GridModel, surface: GridSurface, fire: Fire, signal: AbortSignal) {
    this.#model = model;
    this.#surface = surface;
    this.#fire = fire;
    const accepted = (text: string, ending: Ending | null): void => this.#accepted(text, ending);
    const cancelled = (): void => this.#end(null);
    const typing = (): void => this.#typing();
    this.#text = new TextEditor({ accepted, cancelled, typing }, signal);
    this.#choice = new ChoiceEditor({ accepted, cancelled }, signal);
    this.#note = new CellNote(() => surface.say(""), signal);
    surface.layer.append(
      this.#text.element,
      this.#choice.element,
      this.#choice.list,
      this.#note.element,
      this.#note.words,
    );
  }

  get isOpen(): boolean {
    return this.#cell !== null;
  }

  /** The column of the cell that is edited, or −1. */
  get column(): number {
    return this.#cell?.column ?? -1;
  }

  /** Begins to edit a cell.
   *  @param replaces the first character that the user types is still to come, and replaces the text
   *  @returns whether there is something to edit */
  start(place: Place, replaces = false): boolean {
    const { model, row, column } = this.#at(place);
    if (!row || !column || !model.canEdit(row, place.column)) return false;
    this.dismiss();
    const cell = model.cell(row, place.column);
    // What is typed in its place needs no text.
    if (isCut(cell) && !replaces && model.wholes.of(cell) === undefined) {
      this.#startLater({ id: row.id, key: column.key });
      return true;
    }
    if (column.kind === "check") {
      if (!replaces) this.toggle(place);
      return !replaces;
    }
    this.#surface.reveal(place);
    this.#cell = EditedCell.at(model, place);
    this.#isFrozen = false;
    if (column.kind === "choice") {
      this.#choice.open(column.choices, textOf(cell), column.label);
      if (!column.choices) this.#fire("ask_choices", row.id, column.key);
    } else {
      const text = this.#takeRefused({ id: row.id, key: column.key }) ?? model.wholes.of(cell) ?? editOf(cell);
      this.#text.open(text, replaces, column);
    }
    this.follow();
    return true;
  }

  /** What is half typed, if anything. */
  get draft(): CellDraft | null {
    const cell = this.#cell;
    if (!cell || !this.#text.isOpen) return null;
    return { id: cell.id, key: cell.key, rank: cell.rank, ...this.#text.draft };
  }

  /** Goes on with what was half typed, though its row may not be known yet. */
  resume(draft: CellDraft): void {
    const { id, key, rank } = draft;
    const cell = new EditedCell(this.#model, id, key, rank);
    const column = this.#model.columns[cell.column];
    this.#cell = cell;
    this.#isFrozen = false;
    this.#text.resume(draft, column ?? new Column({ key }));
    this.#surface.cursor.set({ rank: cell.rank, column: Math.max(0, cell.column) });
    this.#surface.changed();
  }

  /** Begins once the whole text is here, if the user is still there. */
  #startLater({ id, key }: Target): void {
    this.#model.wholes.ask(id, key, () => {
      const { rank, column } = this.#surface.cursor.place;
      const isThere = this.#model.part.at(rank)?.id === id && this.#model.keys[column] === key;
      if (isThere && !this.isOpen) this.start({ rank, column });
    });
  }

  /** Says yes in a cell that says no, and the other way round. */
  toggle(place: Place): void {
    const { model, row, column } = this.#at(place);
    if (!row || !column || !model.canEdit(row, place.column)) return;
    this.enter([[row.id, column.key, !isTrue(model.cell(row, place.column))]], "edit");
  }

  /** Tells of what was entered, and shows it until it is known what became of it. */
  enter(changes: readonly (readonly [id: number, key: string, value: string | boolean | null])[], way: string): void {
    if (!changes.length) return;
    this.await(changes, this.#fire("edit_cells", changes, way));
  }

  /** Shows what was entered until it is known what became of it.
   *  @param seq the number of the input that told of it */
  await(changes: readonly (readonly [id: number, key: string, value: string | boolean | null])[], seq: number): void {
    for (const [id, key, value] of changes) this.#model.typed.add(id, key, value ?? "", seq);
    this.#surface.changed();
  }

  /** Takes away the words about what was not taken. @returns whether there were any */
  dismiss(): boolean {
    const { isOpen } = this.#note;
    this.#note.close();
    this.#noted = null;
    return isOpen;
  }

  /** Ends the edit, as the user goes elsewhere. */
  accept(): void {
    if (this.#text.isOpen) this.#accepted(this.#text.text, null);
    else this.#end(null);
  }

  /** Puts what lies over the cells to where they are now. */
  follow(): void {
    const cell = this.#cell;
    if (cell && !this.#isFrozen && cell.column < 0) this.#freeze();
    if (cell && cell.column >= 0) this.#place(cell);
    const noted = this.#noted;
    const box = noted && this.#surface.places.boxOf(noted.rank, noted.column);
    if (box && this.#note.isOpen) this.#note.place(box);
  }

  /** Rows came or went somewhere before what this page knows. */
  shift(by: number): void {
    this.#cell?.shift(by);
    this.#noted?.shift(by);
  }

  /** Rows came in the place of others.
   *  @param isFewer whether there are fewer, in the same order: what is missing was removed */
  replaced(isFewer: boolean): void {
    const cell = this.#cell;
    if (!cell?.isMissing || this.#isFrozen) return;
    if (cell.isFolded) this.#say(cell, FOLDED);
    else if (isFewer) this.#freeze();
    else this.#say(cell, MOVED);
  }

  /** The program did not take what was entered. */
  refuse(refusals: readonly Refusal[]): void {
    const [first, ...more] = refusals;
    if (!first) return;
    const [id, key, , reason] = first;
    const typed = this.#model.typed.of(id, key);
    const text = textOf(typed);
    const rank = this.#model.part.rankOf(id);
    const column = this.#model.keys.indexOf(key);
    const others = more.length ? ` (and ${more.length} more)` : "";
    const what = text && !reason.includes(text) ? `“${text}” was not taken: ` : "";
    const words = `${what}${reason}${others}`;
    this.#surface.say(words);
    if (rank >= 0 && column >= 0) {
      // What was not taken back was not typed.
      this.#refused = typed === undefined ? null : { id, key, text };
      this.#surface.reveal({ rank, column });
      this.#say(EditedCell.at(this.#model, { rank, column }), words);
      return;
    }
    // Where it was typed into is gone: it is said where the user has got to, and can be copied.
    this.#say(EditedCell.at(this.#model, this.#surface.cursor.place), words);
  }

  /** The program has said what may be chosen in a cell; null if it could not. */
  offer(id: number, key: string, choices: readonly string[] | null): void {
    if (this.#cell?.id === id && this.#cell.key === key) this.#choice.offer(choices);
  }

  #takeRefused({ id, key }: Target): string | null {
    const refused = this.#refused;
    if (refused?.id !== id || refused.key !== key) return null;
    this.#refused = null;
    return refused.text;
  }

  #freeze(): void {
    this.#isFrozen = true;
    this.#choice.close();
    this.#text.freeze();
    this.#surface.say(REMOVED);
    if (this.#text.isOpen) this.#note.open(REMOVED, boxOf(this.#text.element));
    else this.#end(null);
  }

  #say(cell: EditedCell, words: string): void {
    const box = this.#surface.places.boxOf(cell.rank, cell.column);
    if (!box) return;
    this.#noted = cell;
    this.#note.open(words, box);
  }

  #place(cell: EditedCell): void {
    if (this.#isFrozen) return;
    const box = this.#surface.places.boxOf(cell.rank, cell.column);
    if (!box) return;
    this.#choice.place(box);
    this.#text.place(box, this.#surface.places.roomAt(box.left));
  }

  #typing(): void {
    const cell = this.#cell;
    if (cell && !this.#isFrozen) this.#surface.reveal({ rank: cell.rank, column: cell.column });
  }

  #accepted(text: string, ending: Ending | null): void {
    const cell = this.#cell;
    if (!cell) return;
    const hasChanged = this.#choice.isOpen || this.#text.hasChanged;
    // Only Escape leaves what can go nowhere.
    if (this.#isFrozen && ending) return;
    const fills = ending?.key === "Enter" && (ending.ctrlKey === true || ending.metaKey === true);
    if (fills && !this.#isFrozen) {
      this.#end(null);
      this.#surface.fill({ rank: cell.rank, column: cell.column }, text);
      return;
    }
    if (hasChanged && !this.#isFrozen) this.#send(cell, text);
    this.#end(ending);
  }

  #send(cell: EditedCell, value: Cell): void {
    const { row, column } = this.#at({ rank: cell.rank, column: cell.column });
    const isSame = row?.id === cell.id && column && textOf(value) === editOf(this.#model.cell(row, cell.column));
    if (!isSame) this.enter([[cell.id, cell.key, textOf(value)]], "edit");
  }

  #end(ending: Ending | null): void {
    const cell = this.#cell;
    if (!cell) return;
    // What closes loses the focus, which ends an edit, too.
    this.#cell = null;
    const hadFocus = [this.#text.element, this.#choice.element].some((it) => it === document.activeElement);
    if (hadFocus) giveFocus(this.#surface.element, { preventScroll: true });
    this.#text.close();
    this.#choice.close();
    if (this.#isFrozen || this.#noted?.id === cell.id) this.dismiss();
    if (hadFocus && cell.column >= 0) {
      this.#surface.goOn({ rank: cell.rank, column: cell.column }, ending);
    }
  }

  #at({ rank, column }: Place) {
    const model = this.#model;
    return { model, row: model.part.at(rank), column: model.columns[column] };
  }
}

function boxOf({ offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height }: HTMLElement) {
  return { left, top, width, height };
}

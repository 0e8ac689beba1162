import { crossed } from "./changes.ts";
import type { Draft } from "./draft.ts";
import { EditOrder } from "./edit-order.ts";
import { changedText, type TextChange } from "./text-changes.ts";
import { lineDifferences } from "./line-differences.ts";
import { UndoHistory } from "./undo.ts";

/** A text that the program, this page's user and others edit. */
export class TextModel {
  /** As the user sees it: with edits that the server has not put in order yet. */
  text: string;
  /** As the server has it, while the user's edits are under way. */
  #before: string | null = null;
  /** Null as long as no server has told of a document. */
  #order: EditOrder<string> | null = null;
  /** What the user may take back. */
  readonly #undo = new UndoHistory();

  constructor(text: string) {
    this.text = text;
  }

  /** The id of the last message about the text, or null if its server tells of none. */
  get revision(): number | null {
    return this.#order?.revision ?? null;
  }

  /** The server edits documents; it has made this one by a message. */
  begin(revision: number): void {
    this.#order = new EditOrder(revision);
  }

  /** Takes another text in the place of all. */
  replace(text: string, revision: number | null): void {
    this.text = text;
    this.#before = null;
    this.#undo.clear();
    if (revision !== null) this.#order?.replaced(revision);
  }

  /** Takes edits from the server.
   *  @param confirmed the last of the page's inputs that the server had as it told of them
   *  @returns what they change in the text as it is shown */
  told(revision: number, edits: readonly TextChange[], confirmed: number): readonly TextChange[] {
    if (!this.#order) return [];
    this.#confirm(this.#order, confirmed);
    if (this.#before !== null) this.#before = edits.reduce(changedText, this.#before);
    const shown = this.#order.told(revision, edits, confirmed);
    for (const change of shown) this.#change(change);
    return shown;
  }

  #change(change: TextChange): void {
    this.#undo.told(change);
    this.text = changedText(this.text, change);
  }

  /** Makes a change that is nobody's edit: by a method of a server without documents. */
  change(change: TextChange): void {
    this.#change(change);
  }

  /** Takes note of what the user typed.
   *  @param send tells the server; returns the number of the input */
  typed(change: TextChange, send: (change: TextChange) => number): void {
    this.#undo.made(this.text, change, performance.now());
    this.#made(change, send);
  }

  #made(change: TextChange, send: (change: TextChange) => number): void {
    this.#before ??= this.text;
    this.text = changedText(this.text, change);
    const seq = send(change);
    if (seq) this.#order?.made(seq, change);
    else this.#before = null;
  }

  /** Takes back, or does again, what the user typed.
   *  @returns what it changes, or null if there is nothing */
  travel(
    direction: "undo" | "redo",
    send: (change: TextChange) => number,
  ): readonly TextChange[] | null {
    const changes = this.#undo[direction](this.text);
    for (const change of changes ?? []) this.#made(change, send);
    return changes;
  }

  /** What a draft's changes are on top of the text as it is now.
   *
   *  The text may have been changed since, by whom and how nobody has told. */
  adopted({ before, changes }: Draft): readonly TextChange[] {
    let other = lineDifferences(before, this.text);
    return changes.map((change) => {
      const [next, own] = crossed(other, change);
      other = next;
      return own;
    });
  }

  /** What the user typed after the page's inputs up to `confirmed`; null if nothing. */
  draft(confirmed: number): Draft | null {
    if (!this.#order) return null;
    this.#confirm(this.#order, confirmed);
    const changes = this.#order.unconfirmed;
    return changes.length ? { before: this.#before ?? this.text, changes } : null;
  }

  #confirm(order: EditOrder<string>, seq: number): void {
    for (const change of order.confirm(seq)) {
      if (this.#before !== null) this.#before = changedText(this.#before, change);
    }
    if (!order.unconfirmed.length) this.#before = null;
  }
}

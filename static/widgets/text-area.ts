import type { TextAreaMethods } from "../generated/catalog.ts";
import { giveFocus } from "../core/focus.ts";
import { make } from "../core/style.ts";
import { type Edited, type Page, Widget } from "../core/widget.ts";
import { composedAll, transformed } from "../documents/changes.ts";
import { changedText, difference, endOf, replacements } from "../documents/text-changes.ts";
import type { Draft } from "../documents/draft.ts";
import type { TextChange } from "../documents/text-changes.ts";
import { TextModel } from "../documents/text-model.ts";
import type { LineAlign } from "../widgets-support/line-place.ts";
import { PacedWork } from "../widgets-support/paced-work.ts";
import { ReadingPlace } from "../widgets-support/reading-place.ts";
import { ReadingSurface } from "../widgets-support/reading-surface.ts";
import { ScrollState, type ScrollFractions } from "../widgets-support/scroll-state.ts";
import { lastLines } from "../widgets-support/text-lines.ts";
import type { TextSurface } from "../widgets-support/text-surface.ts";
import { WritingSurface } from "../widgets-support/writing-surface.ts";
import { selectionOf, type TextSelection } from "../widgets-support/text-selection.ts";

export interface TextAreaOptions {
  readonly wrap?: boolean | null;
  readonly editable?: boolean | null;
  readonly follow_end?: boolean | null;
}

/** Several lines of plain text, to read or to edit. */
export class TextArea extends Widget implements TextAreaMethods, Edited {
  /** The text, and what the user did to it. */
  readonly #model: TextModel;
  /** What shows the text now; ended by `#surfaceLife`. */
  #surface!: TextSurface;
  /** Aborted when another surface takes over. */
  #surfaceLife = new AbortController();
  #scroll!: ScrollState;
  /** Where the reader is as the text changes. */
  #place!: ReadingPlace;
  /** The text that the surface shows: without the changes that wait to be shown. */
  #shown = "";
  /** The changes that wait to be shown. */
  #waiting: TextChange[] = [];
  /** All was replaced while the user composed: the surface still shows the former text. */
  #isReplaced = false;
  /** Shows them, but leaves the user most of the time. */
  readonly #display = new PacedWork(() => this.#flush(), this.signal);
  /** How the program scrolls once they show. */
  #later: (() => void) | null = null;
  /** How many lines are kept; 0 keeps all. */
  #limit = 0;
  /** Whether the user may change the text. */
  #isEditable: boolean;
  /** Whether long lines are broken. */
  #isWrapped: boolean;
  /** Whether a reader at the end is taken along. */
  #follows: boolean;
  /** What the text is called for those who do not see it. */
  #label = "Text";

  constructor(page: Page, wid: number, args: readonly (string | null)[], options: TextAreaOptions) {
    super(page, wid, make("div", "pg-text-area pg-field pg-fill"));
    this.#model = new TextModel(args[0] ?? "");
    this.#isEditable = options.editable ?? true;
    this.#isWrapped = options.wrap ?? true;
    this.#follows = options.follow_end ?? false;
    this.signal.addEventListener("abort", () => this.#surfaceLife.abort());
    this.element.addEventListener("keydown", (event) => this.#key(event), { signal: this.signal });
    this.element.addEventListener("beforeinput", (event) => this.#beforeInput(event), {
      signal: this.signal,
    });
    this.#makeSurface();
  }

  protected override get focusTarget(): HTMLElement {
    return this.#surface.element;
  }

  protected override applyEnabled(enabled: boolean): void {
    this.#surface.setEnabled(enabled);
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.#label = msg || "Text";
    this.#surface.setLabel(this.#label);
  }

  // What the program does.

  set_text(text: string): void {
    this.#replace(lastLines(text, this.#limit), this.#model.revision);
  }

  get_text(): string {
    return this.#model.text;
  }

  read_selection(): TextSelection {
    // Of the text that the program has in mind.
    this.#display.run();
    return selectionOf(this.#shown, ...this.#surface.selected());
  }

  append_text(text: string): void {
    this.#changeAlone(difference(this.#model.text, lastLines(this.#model.text + text, this.#limit)));
  }

  clear(): void {
    this.set_text("");
  }

  set_editable(tf: boolean): void {
    if (tf === this.#isEditable) return;
    this.#isEditable = tf;
    const hadFocus = this.#surface.element === document.activeElement;
    const scroll = this.#scroll.fractions();
    const selected = this.#surface.selected();
    const { isAway } = this.#place;
    this.#makeSurface();
    this.#place.isAway = isAway;
    if (hadFocus) giveFocus(this.#surface.element, { preventScroll: true });
    this.#surface.select(...selected);
    this.#scroll.moveTo(...scroll);
  }

  set_wrap(tf: boolean): void {
    this.#isWrapped = tf;
    this.#place.keep([], () => this.#surface.setWrap(tf));
  }

  set_follow_end(tf: boolean): void {
    this.#follows = tf;
    this.#place.follow(tf);
  }

  /** @param tf whether the reader has left the end */
  set_away(tf: boolean): void {
    this.#place.isAway = tf;
  }

  /** @param numlines how many of the last lines are kept; null or 0 keeps all. */
  set_limit(numlines: number | null): void {
    this.#limit = numlines ?? 0;
    this.#keepLimit();
  }

  set_scroll_position(h_pct: number | null, v_pct: number | null): void {
    this.#afterwards(() => this.#scroll.moveTo(h_pct, v_pct));
  }

  get_scroll_position(): ScrollFractions {
    return this.#scroll.fractions();
  }

  /** @param lineno counted from 1; numbers beyond the text mean its first or last line. */
  scroll_to_lineno(lineno: number, align?: string | null): void {
    const move = (): void => {
      this.#surface.element.scrollTop = this.#surface.lineTop(lineno, align as LineAlign);
    };
    this.#afterwards(() => this.#scroll.moveBy(move));
  }

  scroll_to_end(): void {
    const move = (): void => {
      this.#surface.element.scrollTop = this.#surface.element.scrollHeight;
    };
    this.#afterwards(() => this.#scroll.moveBy(move));
  }

  // The document.

  begin(revision: number): void {
    this.#model.begin(revision);
  }

  edited(revision: number, edits: readonly TextChange[]): void {
    this.#show(this.#model.told(revision, edits, this.page.confirmed));
  }

  replaced(revision: number, content: unknown): void {
    this.#replace(String(content), revision);
  }

  draft(confirmed: number): Draft | null {
    return this.#model.draft(confirmed);
  }

  adopt(draft: Draft): void {
    for (const change of this.#model.adopted(draft)) {
      this.#model.typed(change, (made) => this.#send(made));
      this.#waiting.push(change);
    }
    this.#display.run();
  }

  #replace(text: string, revision: number | null): void {
    this.#model.replace(text, revision);
    this.#waiting = [];
    if (this.#surface.isComposing) this.#isReplaced = true;
    else this.#showWhole();
  }

  #showWhole(): void {
    const { text } = this.#model;
    [this.#waiting, this.#isReplaced] = [[], false];
    if (text !== this.#shown) {
      this.#scroll.contentChanges();
      this.#shown = text;
      this.#place.keep([], () => this.#surface.replace(text));
    }
    this.#caughtUp();
  }

  /** A server without documents has the page keep the limit. */
  #keepLimit(): void {
    if (this.#model.revision !== null) return;
    const { text } = this.#model;
    const limited = lastLines(text, this.#limit);
    if (limited !== text) this.#changeAlone(difference(text, limited));
  }

  #changeAlone(change: TextChange): void {
    this.#model.change(change);
    this.#show([change]);
  }

  #send(change: TextChange): number {
    const { revision } = this.#model;
    if (revision !== null) return this.page.edit(this, change, revision);
    this.fire("modified", this.#model.text);
    return 0;
  }

  // What is shown.

  #makeSurface(): void {
    this.#surfaceLife.abort();
    this.#surfaceLife = new AbortController();
    const { signal } = this.#surfaceLife;
    this.#surface = this.#isEditable
      ? new WritingSurface((text) => this.#typed(text), signal)
      : new ReadingSurface(signal);
    [this.#waiting, this.#isReplaced] = [[], false];
    this.#shown = this.#model.text;
    this.#surface.replace(this.#shown);
    this.#surface.setWrap(this.#isWrapped);
    this.#surface.setLabel(this.#label);
    this.#surface.setEnabled(this.get_enabled());
    const scrolled = (h: number, v: number): void => {
      this.#place.scrolled();
      this.fire("scrolled", h, v);
    };
    this.#scroll = new ScrollState(this, this.#surface.element, scrolled, signal);
    const left = (isAway: boolean): void => this.page.report(this, "away", isAway);
    this.#place = new ReadingPlace(this.#surface.element, this.#scroll, left, signal);
    this.#place.follow(this.#follows);
    this.#surface.element.addEventListener("compositionend", () => this.#display.run(), { signal });
    this.element.replaceChildren(this.#surface.element);
    this.applyLabels();
  }

  #show(changes: readonly TextChange[]): void {
    this.#waiting.push(...changes);
    this.#display.request();
  }

  #flush(): void {
    // What is being composed would break; it ends soon.
    if (this.#surface.isComposing) return;
    if (this.#isReplaced) this.#showWhole();
    if (!this.#waiting.length) return;
    this.#scroll.contentChanges();
    const change = composedAll(this.#waiting);
    this.#waiting = [];
    this.#place.keep(replacements(this.#shown, change), (some) => this.#surface.change(some));
    this.#shown = changedText(this.#shown, change);
    this.#caughtUp();
  }

  /** Scrolls as the program asked for, once all that it said before shows. */
  #afterwards(scroll: () => void): void {
    if (this.#waiting.length || this.#isReplaced) this.#later = scroll;
    else scroll();
  }

  #caughtUp(): void {
    const later = this.#later;
    this.#later = null;
    later?.();
  }

  // The user.

  #typed(typed: string): void {
    // The program takes half a character for none; both sides must count alike.
    const text = typed.toWellFormed();
    if (text !== typed) this.#surface.replace(text);
    let change = difference(this.#shown, text);
    this.#shown = text;
    // It goes with the text that it was typed into.
    if (this.#isReplaced) return;
    this.#waiting = this.#waiting.map((waiting) => {
      const after = transformed(waiting, change, true);
      change = transformed(change, waiting, false);
      return after;
    });
    if (!change.length) return;
    this.#model.typed(change, (made) => this.#send(made));
    this.#keepLimit();
  }

  /** The browser's own history knows nothing of what the program and others do. */
  #travel(direction: "undo" | "redo"): void {
    const changes = this.#model.travel(direction, (made) => this.#send(made));
    if (!changes) return;
    this.#waiting.push(...changes);
    this.#display.run();
    this.#keepLimit();
    this.#selectEnd(changes);
  }

  /** Puts the caret where the last change ended. */
  #selectEnd(changes: readonly TextChange[]): void {
    const { element } = this.#surface;
    if (!(element instanceof HTMLTextAreaElement)) return;
    const end = endOf(this.#shown, changes.at(-1) ?? []);
    element.setSelectionRange(end, end);
  }

  #key(event: KeyboardEvent): void {
    if (!this.#isEditable || event.isComposing || event.altKey) return;
    if (!event.ctrlKey && !event.metaKey) return;
    const key = event.key.toLowerCase();
    const isRedo = (key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey);
    if (!isRedo && key !== "z") return;
    event.preventDefault();
    this.#travel(isRedo ? "redo" : "undo");
  }

  #beforeInput(event: InputEvent): void {
    if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return;
    event.preventDefault();
    this.#travel(event.inputType === "historyUndo" ? "undo" : "redo");
  }
}

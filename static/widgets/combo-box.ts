import type { ComboBoxMethods } from "../generated/catalog.ts";
import { giveFocus } from "../core/focus.ts";
import { css, make } from "../core/style.ts";
import { type Edited, type Page, Widget } from "../core/widget.ts";
import { changedList, type Change } from "../documents/changes.ts";
import { Composition } from "../widgets-support/composition.ts";
import { ListPopup } from "../widgets-support/list-popup.ts";
import { longestTexts } from "../widgets-support/longest-texts.ts";
import { compareText } from "../widgets-support/text-order.ts";
import { replaceText } from "../widgets-support/text-replace.ts";
import { isCharacter, Typeahead } from "../core/typeahead.ts";

export interface ComboBoxOptions {
  readonly editable?: boolean | null;
  readonly dropdown_limit?: number | null;
  readonly clear_on_enter?: boolean | null;
}

const DEFAULT_ROWS = 10;

/** A choice out of a list; if editable, also a text of the user's own. */
export class ComboBox extends Widget implements ComboBoxMethods, Edited {
  /** What shows the text and has the focus. */
  readonly #control: HTMLInputElement | HTMLButtonElement;
  /** Whether the user may enter what is no item. */
  readonly #isEditable: boolean;
  /** Whether what is entered or chosen leaves it at once. */
  readonly #clearsOnEnter: boolean;
  /** How many items show without scrolling. */
  readonly #rows: number;
  /** The list that opens. */
  readonly #list: ListPopup;
  /** The items that say how wide it is by itself. */
  readonly #longest = make("div", "pg-combo-longest");
  /** Whether these are about to be looked for. */
  #isMeasured = true;
  /** What an input method is at, where the user enters text. */
  #composition: Composition | null = null;
  /** Finds items by their first letters. */
  readonly #typeahead = new Typeahead();
  /** In their order. */
  #items: string[] = [];
  /** The server tells what becomes of the items. */
  #isTold = false;
  /** The index of the item that shows, or -1. */
  #index = -1;
  /** The text that shows. */
  #text = "";

  constructor(page: Page, wid: number, _args: readonly unknown[], options: ComboBoxOptions) {
    super(page, wid, make("div", "pg-combo-box pg-field pg-control"));
    this.#isEditable = options.editable ?? false;
    this.#clearsOnEnter = this.#isEditable && (options.clear_on_enter ?? false);
    this.#rows = options.dropdown_limit ?? DEFAULT_ROWS;
    this.#control = this.#isEditable ? entry() : button();
    this.#list = new ListPopup(
      { control: this.#control, chosen: (index) => this.#choose(index) },
      this.signal,
    );
    const arrow = make("span", "pg-combo-arrow");
    this.element.append(this.#control, arrow, this.#longest, this.#list.element);
    this.#listen();
  }

  #listen(): void {
    const { signal } = this;
    this.element.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    this.element.addEventListener("click", (event) => this.#click(event), { signal });
    const control = this.#control;
    // As an element, for the kinds of both are too much for the compiler.
    const element: HTMLElement = control;
    element.addEventListener("keydown", (event) => this.#key(event), { signal });
    element.addEventListener("blur", () => this.#list.close(), { signal });
    if (!(control instanceof HTMLInputElement)) return;
    this.#composition = new Composition(control, () => this.#typed(), signal);
    control.addEventListener("input", () => this.#typed(), { signal });
  }

  protected override get focusTarget(): HTMLElement {
    return this.#control;
  }

  protected override applyEnabled(enabled: boolean): void {
    this.#control.disabled = !enabled;
    if (!enabled) this.#list.close();
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.#control.ariaLabel = msg || "Choice";
  }

  append_text(text: string): void {
    this.#insert(this.#items.length, text);
  }

  /** Adds the text before the first item that comes after it in the order of code points. */
  insert_alpha(text: string): void {
    const after = this.#items.findIndex((item) => compareText(item, text) > 0);
    this.#insert(after < 0 ? this.#items.length : after, text);
  }

  /** Removes the first item with this text; if it was the chosen one, none is chosen. */
  delete_alpha(text: string): void {
    const index = this.#items.indexOf(text);
    if (index < 0) return;
    this.#items.splice(index, 1);
    if (index === this.#index) this.#select(-1, "");
    else if (index < this.#index) this.#index -= 1;
    this.#itemsChanged();
  }

  set_text(text: string): void {
    this.#select(this.#items.indexOf(text), text);
  }

  get_text(): string {
    return this.#text;
  }

  set_index(idx: number): void {
    const text = this.#items[idx];
    if (text === undefined) this.#select(-1, "");
    else this.#select(idx, text);
  }

  get_index(): number {
    return this.#index;
  }

  get_alpha(idx: number): string {
    const text = this.#items[idx];
    if (text === undefined) throw new Error(`get_alpha: no item has the index ${idx}`);
    return text;
  }

  /** Chooses the item with this text; without one, nothing changes. */
  show_text(text: string): void {
    const index = this.#items.indexOf(text);
    if (index >= 0) this.#select(index, text);
  }

  clear(): void {
    this.#items = [];
    this.#select(-1, "");
    this.#itemsChanged();
  }

  // The document: what comes of an index is told by the program.

  begin(): void {
    this.#isTold = true;
  }

  edited(_revision: number, edits: readonly Change<readonly string[]>[]): void {
    for (const edit of edits) this.#items = changedList(this.#items, edit);
    this.#fitIndex();
    this.#itemsChanged();
  }

  replaced(_revision: number, content: unknown): void {
    this.#items = [...(content as readonly string[])];
    this.#fitIndex();
    this.#itemsChanged();
  }

  draft(): null {
    return null;
  }

  adopt(): void {
    // There are no drafts.
  }

  /** The item that shows is found again by its text. */
  #fitIndex(): void {
    if (this.#items[this.#index] !== this.#text) this.#index = this.#items.indexOf(this.#text);
  }

  set_length(numchars: number | null): void {
    this.element.style.setProperty("--pg-length", numchars === null ? "" : String(numchars));
    css(this.element, "pg-has-length", numchars !== null);
  }

  #insert(index: number, text: string): void {
    this.#items.splice(index, 0, text);
    if (this.#index >= index) this.#index += 1;
    this.#itemsChanged();
  }

  #select(index: number, text: string): void {
    this.#index = index;
    this.#text = text;
    const control = this.#control;
    if (control instanceof HTMLButtonElement) control.textContent = text;
    else this.#composition?.show(() => replaceText(control, text));
  }

  /** Is as wide as its longest item; of many that come at once, they are looked at once. */
  #measure(): void {
    if (!this.#isMeasured) return;
    this.#isMeasured = false;
    queueMicrotask(() => {
      this.#isMeasured = true;
      this.#longest.replaceChildren(...longestTexts(this.#items).map(drawn));
    });
  }

  /** An open list shows the new items, but keeps what the user was about to choose. */
  #itemsChanged(): void {
    this.#measure();
    if (!this.#list.isOpen) return;
    const active = this.#items.indexOf(this.#list.activeText ?? "");
    this.#list.close();
    this.#open();
    this.#list.activate(active);
  }

  #open(): void {
    if (this.#items.length === 0) return;
    this.#list.open(this.element, this.#items, this.#index, this.#rows);
  }

  #toggle(): void {
    if (this.#list.isOpen) this.#list.close();
    else this.#open();
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0 || this.#control.disabled || this.#isInList(event)) return;
    if (this.#isEditable && event.target === this.#control) return;
    // The arrow takes no focus from the text; a button gets none by a press in some browsers.
    event.preventDefault();
    giveFocus(this.#control);
    if (event.pointerType !== "mouse") return;
    this.#list.begin(event);
    this.#toggle();
  }

  /** Touches open on release, so that scrolling by touch opens nothing. */
  #click(event: MouseEvent): void {
    if (this.#control.disabled || this.#isInList(event)) return;
    const isMouse = event instanceof PointerEvent && event.pointerType === "mouse";
    if (!isMouse && event.target !== this.#control) this.#toggle();
    else if (!isMouse && !this.#isEditable) this.#toggle();
  }

  #isInList(event: Event): boolean {
    return event.composedPath().includes(this.#list.element);
  }

  #choose(index: number): void {
    const text = this.#items[index];
    this.#list.close();
    if (text === undefined) return;
    this.#select(index, text);
    this.#tell(index, text);
  }

  #tell(index: number, text: string): void {
    this.fire("activated", index, text);
    if (this.#clearsOnEnter) this.#select(-1, "");
  }

  #typed(): void {
    if (this.#composition?.isUnderWay) return;
    this.#text = this.#control.value;
    this.#list.activate(-1);
    const typed = this.#text.toLocaleLowerCase();
    const match = this.#items.findIndex((item) => item.toLocaleLowerCase().startsWith(typed));
    if (this.#list.isOpen) this.#list.reveal(match);
    this.fire("modified", this.#text);
  }

  /** Enter on a new text makes it an item, which the program does in its list. */
  #commit(): void {
    const text = this.#control.value;
    const index = this.#items.indexOf(text);
    if (index >= 0) this.#choose(index);
    else if (text && this.#isTold) this.#tell(this.#items.length, text);
    else if (text) this.#choose(this.#items.push(text) - 1);
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const handled = this.#list.isOpen ? this.#keyOpen(event) : this.#keyClosed(event);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #keyClosed(event: KeyboardEvent): boolean {
    if (event.key === "Enter" && this.#isEditable) {
      this.#commit();
      return true;
    }
    const opens = this.#isEditable ? /^Arrow(Up|Down)$/u : /^(Arrow(Up|Down)|Home|End|Enter| )$/u;
    if (opens.test(event.key)) {
      this.#open();
      if (event.key === "Home" || event.key === "End") this.#keyOpen(event);
      else if (this.#list.active < 0) this.#list.move(event.key === "ArrowUp" ? -1 : 1);
      return true;
    }
    if (this.#isEditable || !isCharacter(event)) return false;
    this.#open();
    return this.#search(event);
  }

  #keyOpen(event: KeyboardEvent): boolean {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: this.#rows, PageUp: -this.#rows }[event.key];
    if (steps !== undefined) {
      this.#list.move(steps);
      return true;
    }
    if (event.key === "Escape") this.#list.close();
    else if (event.key === "Enter") this.#accept();
    else if (this.#isEditable) return false;
    else if (event.key === "Home") this.#list.activate(0);
    else if (event.key === "End") this.#list.activate(this.#items.length - 1);
    else if (event.key === " " && !this.#typeahead.isTyping) this.#accept();
    else return isCharacter(event) && this.#search(event);
    return true;
  }

  /** Takes the active option; without one an editable box takes its own text. */
  #accept(): void {
    if (this.#list.active >= 0) this.#choose(this.#list.active);
    else if (this.#isEditable) this.#commit();
    this.#list.close();
  }

  #search(event: KeyboardEvent): boolean {
    const found = this.#typeahead.find(event.key, this.#items, this.#list.active);
    if (found >= 0) this.#list.activate(found);
    return true;
  }
}

function entry(): HTMLInputElement {
  const input = make("input", "pg-combo-control");
  input.type = "text";
  input.role = "combobox";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.ariaAutoComplete = "none";
  input.ariaLabel = "Choice";
  return input;
}

function button(): HTMLButtonElement {
  const control = make("button", "pg-combo-control");
  control.type = "button";
  control.role = "combobox";
  control.ariaLabel = "Choice";
  return control;
}

/** A line that the style sheet draws: it is no text of the page, which is searched, say. */
function drawn(text: string): HTMLElement {
  const line = make("div", "pg-combo-drawn");
  line.dataset["text"] = text;
  return line;
}

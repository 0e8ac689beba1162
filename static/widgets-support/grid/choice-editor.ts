import { giveFocus } from "../../core/focus.ts";
import { length, make } from "../../core/style.ts";
import { ListPopup } from "../list-popup.ts";
import { isCharacter, Typeahead } from "../../core/typeahead.ts";
import type { Box } from "./edited-cell.ts";
import type { Ending } from "./text-editor.ts";

const ROWS = 10;

export interface ChoiceEditorHooks {
  readonly accepted: (text: string, ending: Ending | null) => void;
  readonly cancelled: () => void;
}

/** The list that opens at a cell which is a choice. */
export class ChoiceEditor {
  /** Lies over the cell while the list is open, and has the focus. */
  readonly element = make("button", "pg-cell-choice");
  readonly #hooks: ChoiceEditorHooks;
  readonly #list: ListPopup;
  readonly #typeahead = new Typeahead();
  /** Null while nobody has said what there is to choose. */
  #choices: readonly string[] | null = [];

  constructor(hooks: ChoiceEditorHooks, signal: AbortSignal) {
    this.#hooks = hooks;
    const { element } = this;
    element.type = "button";
    element.role = "combobox";
    element.hidden = true;
    this.#list = new ListPopup({ control: element, chosen: (index) => this.#choose(index, null) }, signal);
    element.addEventListener("keydown", (event) => this.#key(event), { signal });
    element.addEventListener("click", () => this.#cancel(), { signal });
    element.addEventListener("blur", () => this.#cancel(), { signal });
  }

  /** The list itself, which waits beside it. */
  get list(): HTMLElement {
    return this.#list.element;
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** @param choices null: they come later */
  open(choices: readonly string[] | null, text: string, label: string): void {
    const { element } = this;
    element.textContent = text;
    element.ariaLabel = label;
    element.hidden = false;
    giveFocus(element, { preventScroll: true });
    this.#show(choices, text);
  }

  /** What there is to choose has come, or that nobody knows it. */
  offer(choices: readonly string[] | null): void {
    if (!this.isOpen || this.#choices) return;
    if (choices?.length) this.#show(choices, this.element.textContent);
    else {
      this.#choices = [];
      this.#list.say(this.element, choices ? "Nothing to choose" : "The choices could not be found");
    }
  }

  #show(choices: readonly string[] | null, text: string): void {
    this.#choices = choices;
    if (!choices) {
      this.#list.say(this.element, "Loading…", true);
      return;
    }
    this.#list.open(this.element, choices, choices.indexOf(text), ROWS);
    if (this.#list.active < 0) this.#list.activate(0);
  }

  place({ left, top, width, height }: Box): void {
    const { style } = this.element;
    style.left = length(left);
    style.top = length(top);
    style.width = length(width);
    style.height = length(height);
  }

  close(): void {
    this.#list.close();
    this.element.hidden = true;
  }

  #cancel(): void {
    if (this.isOpen && document.hasFocus()) this.#hooks.cancelled();
  }

  #choose(index: number, ending: Ending | null): void {
    if (!this.#choices) return;
    const text = this.#choices[index];
    if (text === undefined) this.#hooks.cancelled();
    else this.#hooks.accepted(text, ending);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    if (!this.#serves(event)) return;
    event.preventDefault();
  }

  #serves(event: KeyboardEvent): boolean {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: ROWS, PageUp: -ROWS }[event.key];
    if (steps !== undefined) this.#list.move(steps);
    else if (event.key === "Home") this.#list.activate(0);
    else if (event.key === "End") this.#list.move(this.#choices?.length ?? 0);
    else if (event.key === "Escape") this.#hooks.cancelled();
    else if (event.key === "Enter" || event.key === "Tab") this.#choose(this.#list.active, event);
    else if (event.key === " " && !this.#typeahead.isTyping) this.#choose(this.#list.active, event);
    else return isCharacter(event) && this.search(event.key);
    return true;
  }

  /** Goes to the next choice that begins with what is typed. */
  search(character: string): boolean {
    const found = this.#typeahead.find(character, this.#choices ?? [], this.#list.active);
    if (found >= 0) this.#list.activate(found);
    return true;
  }
}

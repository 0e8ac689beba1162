import type { ColumnFilter, FilterValue } from "../../documents/table-part.ts";
import { giveFocus } from "../../core/focus.ts";
import { icon } from "../../core/icons.ts";
import { showPopupMenu } from "../../core/popup-menu.ts";
import { css, make } from "../../core/style.ts";
import type { Column } from "./column.ts";
import { FilterValues } from "./filter-values.ts";
import { filterWays } from "./filter-ways.ts";
import { TypedField } from "./typed-field.ts";

/** What the keys of a field do that do not type. */
export interface FilterFieldHooks {
  /** @returns the number of the input that tells what was typed */
  readonly typed: (text: string) => number;
  /** The user is about to choose: what there is comes later. */
  readonly asks: () => void;
  /** The user goes up to the name of the column, down to the rows, or back. */
  readonly left: (to: "up" | "down" | "back") => void;
}

/** The field below the name of a column, to filter the rows by it. */
export class FilterField {
  readonly element = make("div", "pg-filter-cell");
  readonly #input = make("input", "pg-filter-field");
  readonly #menu = make("button", "pg-filter-menu");
  readonly #field: TypedField;
  readonly #column: Column;
  readonly #hooks: FilterFieldHooks;
  /** What is in the menu that was opened last. */
  #values: FilterValues | null = null;

  constructor(column: Column, hooks: FilterFieldHooks) {
    this.#column = column;
    this.#hooks = hooks;
    this.element.role = "gridcell";
    this.element.dataset["column"] = column.key;
    this.#input.type = "text";
    this.#input.placeholder = "Filter";
    this.#input.ariaLabel = `Filter ${column.label || column.key}`;
    this.#input.autocomplete = "off";
    this.#input.spellcheck = false;
    this.#menu.type = "button";
    this.#menu.tabIndex = -1;
    this.#menu.ariaLabel = `Ways to filter ${column.label || column.key}`;
    this.#menu.ariaHasPopup = "menu";
    this.#menu.append(icon("down"));
    this.#field = new TypedField(this.#input, hooks.typed);
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#menu.addEventListener("click", () => this.#open());
    this.element.append(this.#input, this.#menu);
  }

  /** Takes the keys, with all of its text selected. */
  enter(): void {
    giveFocus(this.#input);
    this.#input.select();
  }

  /** @param seq the last input that what the program tells stands for */
  told([text, error]: ColumnFilter, seq: number): void {
    if (!this.#field.told(text, seq)) return;
    css(this.element, "pg-refused", error !== "");
    this.#input.ariaInvalid = error ? "true" : null;
    this.#input.title = error;
  }

  /** The program has said which values there are; null: too many to choose from. */
  offer(values: readonly FilterValue[] | null): void {
    this.#values?.offer(values);
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.altKey && event.key === "ArrowDown") this.#open();
    else if (event.altKey) return;
    else if (event.key === "ArrowUp") this.#hooks.left("up");
    else if (event.key === "ArrowDown") this.#hooks.left("down");
    // What was edited out of the filter meanwhile goes.
    else if (event.key === "Enter") this.#field.tell();
    else if (event.key === "Escape" && this.#field.text) this.#field.put("");
    else if (event.key === "Escape") this.#hooks.left("back");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #open(): void {
    const { left, bottom } = this.#menu.getBoundingClientRect();
    const ways = filterWays(this.#column, this.#field.text);
    const items = ways.map(({ label, text, caret }) => ({
      label,
      run: () => {
        this.#field.put(text);
        giveFocus(this.#input);
        if (caret !== undefined) this.#input.setSelectionRange(caret, caret);
      },
    }));
    const menu = showPopupMenu(this.element, items, left, bottom);
    this.#values = new FilterValues(menu, (text) => this.#field.put(text));
    this.#hooks.asks();
  }
}

/** Whether an event is one of the fields to filter by, not of the rows. */
export function isInFilters({ target }: Event): boolean {
  return target instanceof Element && target.closest(".pg-filter-row") !== null;
}

import type { FilterValue } from "../../documents/table-part.ts";
import type { MenuItem, PopupMenu } from "../../core/popup-menu.ts";

/** The values that a column has, to be ticked in the menu of its field. */
export class FilterValues {
  readonly #menu: PopupMenu;
  /** Puts a text into the field. */
  readonly #put: (text: string) => void;
  /** Whether they have come. */
  #hasCome = false;

  constructor(menu: PopupMenu, put: (text: string) => void) {
    this.#menu = menu;
    this.#put = put;
  }

  /** @param values null: there are too many to choose from */
  offer(values: readonly FilterValue[] | null): void {
    // What was asked for first may come, too.
    if (this.#hasCome || !values) return;
    this.#hasCome = true;
    const on = new Set(values.filter(([, , , isOn]) => isOn).map(([text]) => text));
    this.#menu.add(values.map((value) => this.#item(value, values, on)));
  }

  #item([text, label, count]: FilterValue, values: readonly FilterValue[], on: Set<string>): MenuItem {
    return {
      label: label || "(empty)",
      detail: count.toLocaleString("en-US"),
      isChecked: () => on.has(text),
      run: () => {
        if (!on.delete(text)) on.add(text);
        const chosen = values.map(([it]) => it).filter((it) => on.has(it));
        // One alone is a choice, too, and not what its text might mean otherwise.
        this.#put(chosen.length === 1 ? `${chosen.join("")} |` : chosen.join(" | "));
      },
    };
  }
}

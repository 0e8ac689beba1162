import type { Page } from "../core/widget.ts";
import type { TextEntryMethods } from "../generated/catalog.ts";
import type { EntryLineOptions } from "../widgets-support/entry-line.ts";
import { EntryWidget } from "../widgets-support/entry-widget.ts";

/** One line of text to type. */
export class TextEntry extends EntryWidget implements TextEntryMethods {
  declare readonly element: HTMLInputElement;

  constructor(page: Page, wid: number, args: readonly (string | null)[], options: EntryLineOptions) {
    super(page, wid, args[0], options, (field) => {
      field.classList.add("pg-control");
      return field;
    });
  }
}

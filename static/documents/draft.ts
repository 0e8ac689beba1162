import type { TextChange } from "./text-changes.ts";

/** What the user typed that the server has not got, and the text that it was typed into. */
export interface Draft {
  readonly before: string;
  readonly changes: readonly TextChange[];
}

/** The draft of one widget. */
export interface WidgetDraft extends Draft {
  readonly wid: number;
}

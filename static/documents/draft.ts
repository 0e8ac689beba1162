import type { TextChange } from "./text-changes.ts";

/** What the user typed into a text that the server has not got, and what that was before. */
export interface Draft {
  readonly before: string;
  readonly changes: readonly TextChange[];
}

/** What is half typed in a cell. */
export interface CellDraft {
  /** The id of its row. */
  readonly id: number;
  /** The key of its column. */
  readonly key: string;
  /** Where its row was last. */
  readonly rank: number;
  readonly before: string;
  readonly text: string;
  readonly selection: readonly [start: number, end: number];
}

/** The draft of one widget, in the form that its document has for that. */
export interface WidgetDraft {
  readonly wid: number;
  readonly draft: object;
}

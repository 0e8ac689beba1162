import type { Replacement } from "../documents/text-changes.ts";
import type { LineAlign } from "./line-place.ts";

/** What shows a text of several lines. */
export interface TextSurface {
  /** What scrolls and has the focus. */
  readonly element: HTMLElement;
  /** Whether the user may be in the midst of a character that takes several keys. */
  readonly isComposing: boolean;
  /** Shows another text in the place of all. */
  replace(text: string): void;
  /** Changes parts of the text; what is selected stays selected. */
  change(replacements: readonly Replacement[]): void;
  setEnabled(enabled: boolean): void;
  setWrap(wrap: boolean): void;
  setLabel(label: string): void;
  /** Where the user's selection begins and ends, in units of the text without what is composed. */
  selected(): readonly [start: number, end: number];
  /** Selects what is between two units. */
  select(start: number, end: number): void;
  /** The scroll offset in px that shows a line, counted from 1. */
  lineTop(lineno: number, align: LineAlign): number;
}

import { countCharacters } from "../documents/changes.ts";

/** Where a selection begins and ends, counted in characters as Python does, and its text. */
export type TextSelection = readonly [start: number, end: number, text: string];

/** The user's selection in a field. */
export function textSelection(field: HTMLInputElement | HTMLTextAreaElement): TextSelection {
  // Fields of these types always have both.
  const from = field.selectionStart ?? 0;
  return selectionOf(field.value, from, field.selectionEnd ?? from);
}

/** The selection between two units of a text. */
export function selectionOf(whole: string, from: number, to: number): TextSelection {
  const text = whole.slice(from, to);
  const start = countCharacters(whole.slice(0, from));
  return [start, start + countCharacters(text), text];
}

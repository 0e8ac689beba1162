/** Where a selection begins and ends, counted in characters as Python does, and its text. */
export type TextSelection = readonly [start: number, end: number, text: string];

/** The user's selection in a field. */
export function textSelection(field: HTMLInputElement | HTMLTextAreaElement): TextSelection {
  const { value } = field;
  // Fields of these types always have both.
  const from = field.selectionStart ?? 0;
  const text = value.slice(from, field.selectionEnd ?? from);
  const start = characters(value.slice(0, from));
  return [start, start + characters(text), text];
}

/** How many characters a text has; some are two units of JavaScript's strings. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Gives a field another text; while the user is in it, the caret stays where it was. */
export function replaceText(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  // Writing the same text would still move the caret to the end.
  if (field.value === text) return;
  const { selectionStart, selectionEnd, selectionDirection } = field;
  const isUsed = field === document.activeElement;
  const wasAtEnd = selectionStart === field.value.length;
  field.value = text;
  if (!isUsed || wasAtEnd || selectionStart === null) return;
  field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? "none");
}

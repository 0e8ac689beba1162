/** A field that text is written in. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The element as a field, if text is written there; sliders and boxes have no selection. */
export function textField(element: Element | null): TextField | null {
  if (element instanceof HTMLTextAreaElement) return element;
  return element instanceof HTMLInputElement && element.selectionStart !== null ? element : null;
}

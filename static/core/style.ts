/** Toggles one class. */
export function css(element: Element, name: string, on: boolean): void {
  element.classList.toggle(name, on);
}

/** A CSS length: numbers are px, text is CSS, null takes a former value away. */
export function length(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "number" ? `${value}px` : value;
}

/** One length, or several in CSS order (top, right, bottom, left). */
export function lengths(value: number | string | readonly (number | string)[] | null): string {
  if (Array.isArray(value)) return value.map((part) => length(part)).join(" ");
  return length(value as number | string | null);
}

/** Sets the space inside an element's border; null is the theme's. The theme has to tell apart what
 *  the program sets, and whether that leaves its content at the edges. */
export function setPadding(
  element: HTMLElement,
  padding: number | string | readonly (number | string)[] | null,
): void {
  element.style.padding = lengths(padding);
  css(element, "pg-padded", padding !== null);
  css(element, "pg-flush", padding !== null && [padding].flat().every((part) => part === 0));
}

/** A new element with a class and, if given, a text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  text?: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** An id no other element of the page has, for ARIA references and anchors. */
export function uniqueId(prefix: string): string {
  count += 1;
  return `pg-${prefix}-${count}`;
}

let count = 0;

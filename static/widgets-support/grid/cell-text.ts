import type { Cell } from "../../documents/table-part.ts";
import { make } from "../../core/style.ts";
import { type Column, shownOf } from "./column.ts";

/** Shows a text in a cell: in one line or several, with a bar or without. */
export function fillText(element: HTMLElement, column: Column, cell: Cell | undefined): void {
  const text = shownOf(cell);
  if (column.bar) element.replaceChildren(bar(column, cell), make("span", "pg-cell-number", text));
  else if (column.lines > 1) fillLines(element, column, text);
  else element.textContent = text;
}

/** What is under the pointer stays the same element. */
function fillLines(element: HTMLElement, column: Column, text: string): void {
  let lines = element.querySelector<HTMLElement>(".pg-cell-lines");
  if (!lines) {
    lines = make("span", "pg-cell-lines");
    element.replaceChildren(lines);
  }
  lines.textContent = text;
  lines.style.setProperty("--pg-most-lines", String(column.lines));
}

/** The bar says what the number says. */
function bar(column: Column, cell: Cell | undefined): HTMLElement {
  const track = make("span", "pg-data-track");
  track.ariaHidden = "true";
  const stretch = column.stretch(cell);
  if (stretch) {
    const fill = make("span", "pg-data-bar");
    fill.style.insetInlineStart = `${100 * stretch.from}%`;
    fill.style.inlineSize = `${100 * (stretch.to - stretch.from)}%`;
    track.append(fill);
  }
  return track;
}

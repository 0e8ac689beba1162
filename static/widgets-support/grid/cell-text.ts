import type { Cell } from "../../documents/table-part.ts";
import { css, make } from "../../core/style.ts";
import { type Column, shownOf } from "./column.ts";

/** What is behind the text of a cell: digits that a number lacks, columns that it spans over, in px. */
interface Behind {
  readonly lacking: string;
  readonly beyond: number;
}

/** Shows a text in a cell: in one line or several, with a bar or without. */
export function fillText(element: HTMLElement, column: Column, cell: Cell | undefined, behind: Behind): void {
  const text = shownOf(cell);
  const hasRest = column.isLine && (behind.lacking !== "" || behind.beyond > 0);
  css(element, "pg-rested", hasRest);
  if (column.bar || hasRest) {
    const bars = column.bar ? [bar(column, cell)] : [];
    element.replaceChildren(...bars, make("span", "pg-cell-number", text), ...(hasRest ? [rest(behind)] : []));
  } else if (column.lines > 1) fillLines(element, column, text);
  else setText(element, text);
}

/** The browser has less to do for a text that is changed than for another one in its place. Before a
 *  text that is the last in a cell there is nothing, unless it is what opens a branch. */
function setText(element: HTMLElement, text: string): void {
  const { lastChild } = element;
  // Without a text there is no node for it, as in a cell that never had one.
  if (text && lastChild instanceof Text) lastChild.data = text;
  else element.textContent = text;
}

/** Keeps a number where it belongs, as long as there is room for it there. */
function rest({ lacking }: Behind): HTMLElement {
  const element = make("span", "pg-cell-rest");
  element.ariaHidden = "true";
  element.dataset["lacking"] = lacking;
  return element;
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

import { make } from "../core/style.ts";
import { lineStart } from "./text-lines.ts";

/** Where in the area a line that is scrolled to comes to lie. */
export type LineAlign = "top" | "center" | "bottom";

/** What decides how the text of an area breaks into lines. */
const LAYOUT_PROPERTIES = [
  "font",
  "letter-spacing",
  "line-height",
  "overflow-wrap",
  "padding",
  "tab-size",
  "text-indent",
  "white-space",
  "word-break",
] as const;

/**
 * The scroll offset in px that shows a line. The platform tells no place of a line in a wrapped
 * text area, so the text before it is laid out once more, unseen, in a copy of the same width.
 */
export function lineTop(area: HTMLTextAreaElement, lineno: number, align: LineAlign): number {
  const style = getComputedStyle(area);
  const copy = make("div", "pg-text-measure");
  for (const property of LAYOUT_PROPERTIES) {
    copy.style.setProperty(property, style.getPropertyValue(property));
  }
  copy.style.inlineSize = `${area.clientWidth}px`;
  const start = lineStart(area.value, lineno);
  const marker = make("span", "", "\u200b");
  copy.append(area.value.slice(0, start), marker);
  area.after(copy);
  const top = marker.offsetTop;
  const height = marker.offsetHeight;
  copy.remove();
  return placeOf(top, height, area, align);
}

/** The scroll offset that brings a line, so far down in the content and so high, to a place. */
export function placeOf(top: number, height: number, area: HTMLElement, align: LineAlign): number {
  const padding = Number.parseFloat(getComputedStyle(area).paddingTop);
  const room = area.clientHeight - height;
  if (align === "center") return top - room / 2;
  return align === "bottom" ? top - room + padding : top - padding;
}

import { length } from "./style.ts";
import type { Widget } from "./widget.ts";

export type Orientation = "horizontal" | "vertical";

/** The words for one alignment, whatever the direction, and what CSS calls it. */
const ALIGNMENTS: Readonly<Record<string, string>> = {
  start: "flex-start",
  left: "flex-start",
  top: "flex-start",
  center: "center",
  middle: "center",
  end: "flex-end",
  right: "flex-end",
  bottom: "flex-end",
  stretch: "stretch",
  fill: "stretch",
  baseline: "baseline",
};

/** Makes an element lay out its children in a row or a column. */
export function boxLayout(element: HTMLElement, orientation: Orientation): void {
  element.classList.add("pg-box");
  element.dataset["orientation"] = orientation;
}

/** "horizontal" or "vertical", whatever case; an error names the choice. */
export function orientationOf(value: unknown, otherwise: Orientation): Orientation {
  if (value === undefined || value === null) return otherwise;
  const word = String(value).toLowerCase();
  if (word === "horizontal" || word === "vertical") return word;
  throw new TypeError(`orientation "${word}" must be "horizontal" or "vertical"`);
}

/** 0: natural size; n > 0: a share of the free space. */
export function setStretch(child: Widget, stretch: number | null | undefined): void {
  const share = Math.max(0, stretch ?? 0);
  // Most children never had any: asking costs less than taking away what is not there.
  if (!share && !child.element.hasAttribute("style")) return;
  child.element.style.flex = share ? `${share} ${share} 0px` : "";
  child.element.classList.toggle("pg-stretched", share > 0);
}

/** null is the theme's. */
export function setSpacing(element: HTMLElement, gap: number | string | null): void {
  element.style.gap = length(gap);
  element.classList.toggle("pg-spaced", gap !== null);
}

/** How children lie across the box's direction; null is the theme's. */
export function setAlign(element: HTMLElement, align: string | null): void {
  if (align === null) {
    element.style.alignItems = "";
    delete element.dataset["align"];
    return;
  }
  const css = ALIGNMENTS[align.toLowerCase()];
  if (!css) {
    const words = Object.keys(ALIGNMENTS).join(", ");
    throw new TypeError(`align "${String(align)}" is none of ${words}`);
  }
  element.style.alignItems = css;
  element.dataset["align"] = css;
}

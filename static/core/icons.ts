const SVG = "http://www.w3.org/2000/svg";

/** Strokes on a grid of 16, drawn in the text's colour. */
const PATHS = {
  close: "M4 4l8 8M12 4l-8 8",
  minimize: "M4 11.5h8",
  maximize: "M4 4h8v8H4z",
  restore: "M4 6.5h5.5V12H4zM6.5 6.5V4H12v5.5H9.5",
  shade: "M4.5 10L8 6.5 11.5 10",
  unshade: "M4.5 6.5L8 10l3.5-3.5",
  lower: "M8 3l5 2.6-5 2.6-5-2.6zM3 8l5 2.6L13 8M3 10.4L8 13l5-2.6",
  left: "M10 4.5L6.5 8l3.5 3.5",
  right: "M6 4.5L9.5 8 6 11.5",
  up: "M4.5 10L8 6.5 11.5 10",
  down: "M4.5 6.5L8 10l3.5-3.5",
  search: "M7 3a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM10 10l3.5 3.5",
  eyedropper: "M8.5 5l-6 6-.5 3 3-.5 6-6M7.75 4.25l4 4M9.75 5l2-2.25a1.6 1.6 0 0 1 2.4 2.4L11.5 7",
  check: "M3.5 8.5l3 3 6-7",
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon of 16 px; decoration, so it needs words beside it. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "pg-icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

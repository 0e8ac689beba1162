import type { GridModel } from "./grid-model.ts";

/** Says how much there is to those who don't see it, and whether that is about to change.
 *  @param extent how many rows and columns there are, with those that name and number them */
export function showFacts(
  element: HTMLElement,
  { part, isMultiple }: GridModel,
  extent: { readonly rows: number; readonly columns: number },
): void {
  element.ariaBusy = part.isBusy ? "true" : null;
  element.ariaRowCount = String(extent.rows);
  element.ariaColCount = String(extent.columns);
  element.ariaMultiSelectable = String(isMultiple);
}

import { css } from "../../core/style.ts";

/** Has a cell, or a head, stay in view while the others scroll sideways.
 *  @param frozen how many columns do */
export function freeze(element: HTMLElement, column: number, frozen: number): void {
  const isFrozen = column < frozen;
  if (!isFrozen && !element.classList.contains("pg-frozen")) return;
  css(element, "pg-frozen", isFrozen);
  css(element, "pg-frozen-last", column === frozen - 1);
  element.style.insetInlineStart = isFrozen ? `var(--pg-left-${column})` : "";
}

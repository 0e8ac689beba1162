import { setGround, veilFor } from "../core/ground.ts";
import { css } from "../core/style.ts";

/** Gives a button's ground a color; null is the theme's. The style sheets of buttons say how they
 *  look then under the pointer. */
export function paintButton(element: HTMLElement, bg: string | null, fg: string | null): void {
  element.style.setProperty("--pg-button-bg", bg ?? "");
  element.style.setProperty("--pg-button-veil", bg ? veilFor(bg, fg) : "");
  css(element, "pg-colored", Boolean(bg));
  setGround(element, bg);
}

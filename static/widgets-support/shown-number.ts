import { make } from "../core/style.ts";
import { formatNumber, type NumberRules } from "./number-format.ts";

/** The number beside a handle, in the room of the widest one: nothing shifts while that moves. */
export class ShownNumber {
  readonly element = make("span", "pg-shown-number");

  setRules(rules: NumberRules): void {
    const lengths = [rules.min, rules.max].map((limit) => formatNumber(limit, rules).length);
    this.element.style.setProperty("--pg-length", String(Math.max(...lengths)));
  }

  show(text: string): void {
    this.element.textContent = text;
  }
}

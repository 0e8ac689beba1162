import { countCharacters, hasPairs, isPair, splice, type Change } from "./changes.ts";

export type TextChange = Change<string>;

/** Some units of a text, and what comes in their place. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a change does to a text, in the units that JavaScript counts: each as the text is after
 *  those before it. */
export function replacements(text: string, change: TextChange): Replacement[] {
  const found: Replacement[] = [];
  const places = new Places(text);
  /** By how much the text has grown so far. */
  let grown = 0;
  for (const step of change) {
    const start = places.unit;
    if (typeof step !== "number") {
      found.push({ start: start + grown, end: start + grown, text: step });
      grown += step.length;
    } else {
      places.goOn(Math.abs(step));
      if (step > 0) continue;
      found.push({ start: start + grown, end: places.unit + grown, text: "" });
      grown -= places.unit - start;
    }
  }
  return found;
}

/** Walks along a text by characters and tells units. */
class Places {
  /** What it goes along. */
  readonly #text: string;
  /** Whether each character is one unit. */
  readonly #isSimple: boolean;
  unit = 0;

  constructor(text: string) {
    this.#text = text;
    this.#isSimple = !hasPairs(text);
  }

  goOn(characters: number): void {
    if (this.#isSimple) {
      this.unit = Math.min(this.unit + characters, this.#text.length);
      return;
    }
    for (let left = characters; left > 0 && this.unit < this.#text.length; left -= 1) {
      this.unit += isPair(this.#text, this.unit) ? 2 : 1;
    }
  }
}

/** The unit at which the last step of a change ended, in the text that it has made. */
export function endOf(text: string, change: TextChange): number {
  const places = new Places(text);
  for (const step of change) {
    if (typeof step !== "number") places.goOn(countCharacters(step));
    else if (step > 0) places.goOn(step);
  }
  return places.unit;
}

/** The text that a change makes of another. */
export function changedText(text: string, change: TextChange): string {
  let changed = text;
  for (const { start, end, text: inserted } of replacements(text, change)) {
    changed = changed.slice(0, start) + inserted + changed.slice(end);
  }
  return changed;
}

/** The smallest change in one place that makes one text of another. */
export function difference(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  // No place is in the middle of a character.
  if (start && (isPair(before, start - 1) || isPair(after, start - 1))) start -= 1;
  let rest = 0;
  const most = shorter - start;
  while (rest < most && before.charCodeAt(before.length - 1 - rest) === after.charCodeAt(after.length - 1 - rest)) {
    rest += 1;
  }
  const isCut = (text: string): boolean => isPair(text, text.length - rest - 1);
  if (rest && (isCut(before) || isCut(after))) rest -= 1;
  return splice(
    countCharacters(before.slice(0, start)),
    countCharacters(before.slice(start, before.length - rest)),
    after.slice(start, after.length - rest),
  );
}

/** The change that takes a change of a text back. */
export function inverse(text: string, change: TextChange): TextChange {
  return difference(changedText(text, change), text);
}

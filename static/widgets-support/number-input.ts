/** Numbers as users type them. */

import type { NumberType } from "./number-format.ts";

/** What stands between groups of three digits, beside commas and points. */
const BLANKS = /(?<=\d)[\s'’_](?=\d{3}(?!\d))/gu;
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;

/** The sign before decimals where the user is at home. */
export function decimalSign(language: string | undefined): "." | "," {
  const parts = new Intl.NumberFormat(language).formatToParts(0.5);
  return parts.find(({ type }) => type === "decimal")?.value === "," ? "," : ".";
}

/** The number that a user typed, or null if it is none.
 *
 *  Both decimal notations are taken, with digits in groups of three or not. A comma with three
 *  digits behind it may mean both: in a whole number it stands between groups, otherwise `sign`
 *  decides. A point before decimals is what the box itself writes.
 *  @param sign the user's sign before decimals */
export function parseNumber(text: string, dtype: NumberType, sign: "." | ","): number | null {
  // Digits of an input method may be of full width, and a minus sign is no hyphen.
  const typed = text.normalize("NFKC").trim().replace("−", "-").replace(BLANKS, "");
  const decimal = decimalOf(typed, dtype, sign);
  const group = decimal === "," ? "." : ",";
  const [whole = "", ...rest] = typed.split(decimal);
  if (rest.length > 1 || rest.some((digits) => digits.includes(group))) return null;
  const before = ungrouped(whole, group);
  if (before === null) return null;
  const plain = [before, ...rest].join(".");
  const value = PLAIN.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

/** Which sign comes before the decimals in a text. */
function decimalOf(typed: string, dtype: NumberType, sign: "." | ","): "." | "," {
  const [comma, point] = [typed.lastIndexOf(","), typed.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return comma > point ? "," : ".";
  if (comma < 0 && point < 0) return sign;
  const found = comma >= 0 ? "," : ".";
  const other = found === "," ? "." : ",";
  const isGrouped = /^[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+$/u.test(typed);
  if (!isGrouped) return found;
  // Two of them can only be between groups.
  if (dtype === "int" || comma !== typed.indexOf(",") || point !== typed.indexOf(".")) return other;
  return found === "." ? "." : sign;
}

/** Digits without what stands between groups of three, or null if it stands elsewhere. */
function ungrouped(whole: string, group: string): string | null {
  const [first = "", ...groups] = whole.split(group);
  if (!groups.length) return first;
  const isRight = /^[+-]?\d{1,3}$/u.test(first) && groups.every((digits) => /^\d{3}$/u.test(digits));
  return isRight ? first + groups.join("") : null;
}

/** Colors in hexadecimal: `#rrggbb`, or `#rrggbbaa` where one shines through. */

/** How finely users choose what shines through: in percent. */
export const ALPHA_STEPS = 100;

const FORM = /^#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/u;

/** A color as it is kept, in small letters and with all its digits, or null if a text is none. */
export function readHex(text: string): string | null {
  const plain = text.trim().toLowerCase();
  if (!FORM.test(plain)) return null;
  const digits = plain.replace("#", "");
  const all = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return `#${all.length === 8 && all.endsWith("ff") ? all.slice(0, 6) : all}`;
}

/** A color without its alpha. */
export function opaque(color: string): string {
  return color.slice(0, "#rrggbb".length);
}

/** How much of it covers what is behind, in percent. */
export function alphaOf(color: string): number {
  const digits = color.slice("#rrggbb".length);
  return digits ? Math.round((Number.parseInt(digits, 16) / 255) * ALPHA_STEPS) : ALPHA_STEPS;
}

/** A color with another alpha, in percent. */
export function withAlpha(color: string, percent: number): string {
  if (percent >= ALPHA_STEPS) return opaque(color);
  const byte = Math.round((percent / ALPHA_STEPS) * 255);
  return opaque(color) + byte.toString(16).padStart(2, "0");
}

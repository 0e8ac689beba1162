const UNITS = ["bytes", "KiB", "MiB", "GiB"];

/** A number of bytes for people. */
export function inWords(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const amount = bytes / 1024 ** power;
  return `${amount.toLocaleString(undefined, { maximumFractionDigits: 1 })} ${UNITS[power] ?? ""}`;
}

/** How many bytes a text has in UTF-8, where half a surrogate pair takes as many as U+FFFD. */
export function byteLength(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else length += 2;
    if (isHigh(unit) && isLow(text.charCodeAt(i + 1))) i += 1;
  }
  return length;
}

/** Whether a code unit is the first half of a surrogate pair. */
export function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

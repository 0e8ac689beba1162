/**
 * Orders texts by code points, as the server does: negative, 0 or positive.
 * JavaScript's own comparison, by UTF-16 units, puts some characters elsewhere.
 */
export function compareText(a: string, b: string): number {
  const left = a[Symbol.iterator]();
  const right = b[Symbol.iterator]();
  while (true) {
    const one = left.next();
    const other = right.next();
    if (one.done || other.done) return Number(other.done ?? false) - Number(one.done ?? false);
    const difference = (one.value.codePointAt(0) ?? 0) - (other.value.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
}

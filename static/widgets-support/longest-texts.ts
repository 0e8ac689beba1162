/** So many of them are laid out to see which one is the widest. */
const MOST = 12;

/** What takes the room of two others. */
const WIDE = /[\u{1100}-\u{10ffff}]/gu;

/** The texts of which one is the widest, as good as surely: those of the most characters, without
 *  laying out all that there are. */
export function longestTexts(texts: Iterable<string>): readonly string[] {
  const found: { readonly text: string; readonly length: number }[] = [];
  for (const text of new Set(texts)) {
    const length = lengthOf(text);
    if (found.length === MOST && length <= (found.at(-1)?.length ?? 0)) continue;
    const at = found.findIndex((it) => it.length < length);
    found.splice(at < 0 ? found.length : at, 0, { text, length });
    if (found.length > MOST) found.pop();
  }
  return found.map(({ text }) => text);
}

function lengthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

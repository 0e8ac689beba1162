/** The last `limit` lines of a text; 0 means all. A newline at the very end begins no line. */
export function lastLines(text: string, limit: number): string {
  if (limit <= 0) return text;
  let start = text.endsWith("\n") ? text.length - 1 : text.length;
  for (let line = 0; line < limit; line += 1) {
    if (start <= 0) return text;
    start = text.lastIndexOf("\n", start - 1);
    if (start < 0) return text;
  }
  return text.slice(start + 1);
}

/** The offset at which a line begins; lines are counted from 1 and limited to those there are. */
export function lineStart(text: string, lineno: number): number {
  let start = 0;
  for (let line = 1; line < lineno; line += 1) {
    const next = text.indexOf("\n", start);
    if (next < 0) break;
    start = next + 1;
  }
  return start;
}

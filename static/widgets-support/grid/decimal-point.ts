/** A number as it is written with a point, whatever stands around it. */
const NUMBER = /^\D*\d[\d,]*(?:\.(?<decimals>\d+))?\D*$/u;

/** How many digits a number has behind its point; 0 for what has none, or is written in another way. */
export function decimalsOf(text: string): number {
  return NUMBER.exec(text)?.groups?.["decimals"]?.length ?? 0;
}

/** What a number lacks for its point to be below that of one with so many digits behind it. */
export function lacking(text: string, most: number): string {
  const own = decimalsOf(text);
  if (own >= most || !NUMBER.test(text)) return "";
  return (own ? "" : ".") + "0".repeat(most - own);
}

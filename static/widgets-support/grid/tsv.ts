/** Rows of texts as spreadsheets write them to the clipboard. */
export function tsv(rows: readonly (readonly string[])[]): string {
  // The program writes what a page does not have whole, in the same way.
  const isAlone = rows.length > 1 && rows[0]?.length === 1;
  return rows.map((row) => row.map((text) => quoted(text, isAlone)).join("\t")).join("\n");
}

/** @param isAlone whether there are no other columns, but other rows: an empty line would be none of them */
function quoted(text: string, isAlone: boolean): string {
  const isPlain = text ? !/[\t\n\r"]/u.test(text) : !isAlone;
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

/** A text in its quotes or without, and whether the line goes on. */
const ENTRY = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/uy;

/** The rows of texts that `tsv`, or the program, has written. */
export function readTsv(written: string): string[][] {
  const rows: string[][] = [[]];
  for (ENTRY.lastIndex = 0; ; ) {
    const [, inQuotes, plain = "", end] = ENTRY.exec(written) ?? [];
    rows.at(-1)?.push(inQuotes?.replaceAll('""', '"') ?? plain);
    if (end === "\n") rows.push([]);
    else if (end !== "\t") return rows;
  }
}

/** A line break in a cell: spreadsheets would begin a new row at any other. */
const BREAK = '<br style="mso-data-placement:same-cell">';

/** The same as a table, for what shows tables. */
export function htmlTable(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join("")}</tr>`);
  return `<table>${lines.join("")}</table>`;
}

function escaped(text: string): string {
  const plain = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return plain.replaceAll(/\r\n|\r|\n/gu, BREAK);
}

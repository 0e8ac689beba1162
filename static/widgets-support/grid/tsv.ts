/** Rows of texts as spreadsheets write them to the clipboard. */
export function tsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join("\t")).join("\n");
}

function quoted(text: string): string {
  return /[\t\n\r]|^"/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The same as a table, for what shows tables. */
export function htmlTable(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join("")}</tr>`);
  return `<table>${lines.join("")}</table>`;
}

function escaped(text: string): string {
  const plain = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return plain.replaceAll("\n", "<br>");
}

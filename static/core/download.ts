import { make } from "./style.ts";

/** The browser reads the file as it begins to save it, at once or after it has asked its user. */
const KEPT_MS = 60_000;

/** Has the browser save a text as a file of its user's. */
export function download(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

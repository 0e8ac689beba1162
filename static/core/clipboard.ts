import { describe } from "./messages.ts";

/** The text in the user's clipboard; empty if something else is in it. */
export async function readClipboard(): Promise<{ value: string }> {
  const clipboard = available();
  try {
    return { value: await clipboard.readText() };
  } catch (error) {
    // There is a picture, for instance.
    if (error instanceof DOMException && error.name === "NotFoundError") return { value: "" };
    throw refusal("read", error);
  }
}

/** Puts a text into the user's clipboard. */
export async function writeClipboard(text: string): Promise<{ value: null }> {
  const clipboard = available();
  try {
    await clipboard.writeText(text);
  } catch (error) {
    throw refusal("write", error);
  }
  // An answer with a value is never left out.
  return { value: null };
}

function available(): Clipboard {
  // Missing outside of secure contexts, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!isSecureContext || !clipboard) {
    throw new Error(
      `the browser gives no page of ${location.origin} the clipboard: open it on https, or on ` +
        "localhost or 127.0.0.1",
    );
  }
  return clipboard;
}

function refusal(deed: "read" | "write", error: unknown): Error {
  const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
  if (!isRefused) return new Error(`the clipboard could not be ${deed === "read" ? "read" : "written"}: ${describe(error)}`);
  if (!document.hasFocus()) {
    return new Error(
      `the browser lets no page ${deed} the clipboard that is not in the foreground: ` +
        "ask in the handler of a click or a key in this page",
    );
  }
  const frame = window === window.top ? "" : `, and give the frame allow="clipboard-${deed}"`;
  return new Error(
    `the browser or its user refused to ${deed} the clipboard (${describe(error)}): ask in the ` +
      `handler of a click or a key, allow it in the site's permissions${frame}`,
  );
}

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { readClipboard, writeClipboard } from "../core/clipboard.ts";

/** What the page's surroundings are. */
const page = {
  isSecureContext: true,
  location: { origin: "http://example.org" },
  document: { hasFocus: () => true },
  window: globalThis as object,
  top: globalThis as object,
};
const NAMES = Object.keys(page) as (keyof typeof page)[];
let clipboard: Partial<Clipboard> | undefined;

beforeEach(() => {
  page.isSecureContext = true;
  page.document.hasFocus = () => true;
  page.top = globalThis;
  clipboard = {};
  for (const name of NAMES) {
    Object.defineProperty(globalThis, name, { get: () => page[name], configurable: true });
  }
  Object.defineProperty(navigator, "clipboard", { get: () => clipboard, configurable: true });
});

function refuse(name: string): () => Promise<never> {
  return () => Promise.reject(new DOMException("that is it", name));
}

test("text is read and written", async () => {
  let kept = "";
  clipboard = {
    readText: () => Promise.resolve(kept),
    writeText: (text: string) => {
      kept = text;
      return Promise.resolve();
    },
  };
  assert.deepEqual(await writeClipboard("🎉"), { value: null });
  assert.deepEqual(await readClipboard(), { value: "🎉" });
});

test("what is no text reads as none", async () => {
  clipboard = { readText: refuse("NotFoundError") };
  assert.deepEqual(await readClipboard(), { value: "" });
});

test("an insecure page is told where it would have a clipboard", async () => {
  page.isSecureContext = false;
  await assert.rejects(readClipboard(), /no page of http:\/\/example.org the clipboard.*https/u);
  page.isSecureContext = true;
  clipboard = undefined;
  await assert.rejects(writeClipboard("x"), /open it on https/u);
});

test("a refusal says what would help", async () => {
  clipboard = { readText: refuse("NotAllowedError"), writeText: refuse("NotAllowedError") };
  await assert.rejects(readClipboard(), /refused to read.*that is it.*permissions$/u);
  page.top = {};
  await assert.rejects(writeClipboard("x"), /refused to write.*allow="clipboard-write"$/u);
  page.document.hasFocus = () => false;
  await assert.rejects(readClipboard(), /not in the foreground/u);
});

test("any other failure is told as it is", async () => {
  clipboard = { readText: refuse("DataError"), writeText: refuse("DataError") };
  await assert.rejects(readClipboard(), /could not be read: that is it/u);
  await assert.rejects(writeClipboard("x"), /could not be written: that is it/u);
});

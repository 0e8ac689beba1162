import assert from "node:assert/strict";
import { test } from "node:test";
import { byteLength, inWords } from "../core/sizes.ts";

test("a text's bytes are counted as they travel", () => {
  const encoder = new TextEncoder();
  for (const text of ["", "plain", "é€", "😀", "\ud83d", "\ude00\ud83d", "a\ud83d😀\ude00", "\uffff"]) {
    assert.equal(byteLength(text), encoder.encode(text).length, JSON.stringify(text));
  }
});

test("sizes are worded with the unit that fits", () => {
  assert.equal(inWords(0), "0 bytes");
  assert.equal(inWords(1023), "1,023 bytes");
  assert.equal(inWords(1536), "1.5 KiB");
  assert.equal(inWords(64 * 1024 * 1024), "64 MiB");
});

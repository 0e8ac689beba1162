import assert from "node:assert/strict";
import { test } from "node:test";
import { textSelection } from "../widgets-support/text-selection.ts";

function field(value: string, selectionStart: number | null, selectionEnd: number | null): HTMLInputElement {
  return { value, selectionStart, selectionEnd } as HTMLInputElement;
}

test("positions count characters, whatever their size in JavaScript", () => {
  const text = "🎉a👍🏽b";
  assert.deepEqual(textSelection(field(text, 0, 0)), [0, 0, ""]);
  assert.deepEqual(textSelection(field(text, 2, 3)), [1, 2, "a"]);
  assert.deepEqual(textSelection(field(text, 3, 7)), [2, 4, "👍🏽"]);
  assert.deepEqual(textSelection(field(text, 0, text.length)), [0, 5, text]);
});

test("half of a character is one", () => {
  assert.deepEqual(textSelection(field("\ud83cx", 1, 2)), [1, 2, "x"]);
});

test("a field without a selection has one at its start", () => {
  assert.deepEqual(textSelection(field("abc", null, null)), [0, 0, ""]);
});

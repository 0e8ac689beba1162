import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, suggestion } from "../core/nearest.ts";

const NAMES = ["set_text", "set_tooltip", "get_text", "resize", "show"];

for (const [wrong, expected] of [
  ["set_txt", "set_text"],
  ["SetText", "set_text"],
  ["rezise", "resize"],
  ["shwo", "show"],
  ["gettext", "get_text"],
  ["completely_else", ""],
  ["", ""],
] as const) {
  test(`${wrong || "nothing"} is a slip of ${expected || "nothing"}`, () => {
    assert.equal(nearest(wrong, NAMES), expected);
    assert.equal(suggestion(wrong, NAMES), expected && `; did you mean "${expected}"?`);
  });
}

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { LineHistory } from "../widgets-support/line-history.ts";
import { lastLines, lineStart } from "../widgets-support/text-lines.ts";
import { compareText } from "../widgets-support/text-order.ts";

describe("lastLines", () => {
  for (const [text, limit, expected] of [
    ["a\nb\nc", 2, "b\nc"],
    ["a\nb\nc\n", 2, "b\nc\n"],
    ["a\nb\nc", 0, "a\nb\nc"],
    ["a\nb\nc", -1, "a\nb\nc"],
    ["a\nb\nc", 9, "a\nb\nc"],
    ["a\n\n\n", 2, "\n\n"],
    ["\n", 1, "\n"],
    ["", 3, ""],
  ] as const) {
    test(`${JSON.stringify(text)}, ${limit}`, () => assert.equal(lastLines(text, limit), expected));
  }

  test("agrees with splitting the text, for every limit", () => {
    for (const text of ["a\nbb\n\nccc", "\n\na\n", "x", "\n"]) {
      const lines = text.split(/(?<=\n)/u);
      for (let limit = 1; limit <= 6; limit += 1) {
        assert.equal(lastLines(text, limit), lines.slice(-limit).join(""), JSON.stringify(text));
      }
    }
  });
});

test("a line's start is found, and numbers beyond the text mean its first or last line", () => {
  const text = "a\nbb\n\nccc";
  const starts = [-1, 0, 1, 2, 3, 4, 5, 99].map((lineno) => lineStart(text, lineno));
  assert.deepEqual(starts, [0, 0, 0, 2, 5, 6, 6, 6]);
});

test("texts are ordered by code points, not by UTF-16 units", () => {
  assert.ok(compareText("a", "b") < 0);
  assert.ok(compareText("b", "a") > 0);
  assert.equal(compareText("ab", "ab"), 0);
  assert.ok(compareText("a", "ab") < 0);
  assert.ok(compareText("ab", "a") > 0);
  assert.ok(compareText("\u{ffee}", "\u{1f600}") < 0);
  assert.ok("\u{ffee}" > "\u{1f600}", "unlike the language's own comparison");
});

describe("LineHistory", () => {
  test("goes back and forth, with the unfinished line at the end", () => {
    const history = new LineHistory(3);
    for (const line of ["one", "two", "two", "", "three", "four"]) history.add(line);
    assert.equal(history.older("draft"), "four");
    assert.equal(history.older("four"), "three");
    assert.equal(history.older("three"), "two");
    assert.equal(history.older("two"), null, "the limit is three lines");
    assert.deepEqual([history.newer(), history.newer(), history.newer()], ["three", "four", "draft"]);
    assert.equal(history.newer(), null);
  });

  test("may be replaced, or off", () => {
    const history = new LineHistory(2);
    history.replace(["one", "two", "three"]);
    assert.deepEqual([history.older(""), history.older(""), history.older("")], ["three", "two", null]);
    const none = new LineHistory(0);
    none.add("one");
    none.replace(["one"]);
    assert.equal(none.older(""), null);
  });
});

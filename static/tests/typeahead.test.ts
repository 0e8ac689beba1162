import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { isCharacter, Typeahead } from "../core/typeahead.ts";

const ITEMS = ["Apple", "Apricot", "  Banana", "Blueberry", "Éclair"];
let now = 0;
mock.method(performance, "now", () => now);
let typeahead: Typeahead;

beforeEach(() => {
  now += 10_000;
  typeahead = new Typeahead();
});

function type(letters: string, current = -1): number {
  let found = current;
  for (const letter of letters) found = typeahead.find(letter, ITEMS, found);
  return found;
}

test("letters that are typed in one go find an item by its beginning", () => {
  assert.equal(type("apr"), 1);
  assert.equal(type("x"), -1);
});

test("case and indentation do not matter", () => {
  assert.equal(type("BA"), 2);
  now += 601;
  assert.equal(type("é"), 4);
});

test("one letter again and again walks through the items that begin with it", () => {
  assert.deepEqual([type("b"), type("b", 2), type("b", 3)], [2, 3, 2]);
});

test("a pause begins another search", () => {
  assert.ok(!typeahead.isTyping);
  assert.equal(type("b"), 2);
  assert.ok(typeahead.isTyping);
  now += 600;
  assert.ok(typeahead.isTyping);
  now += 1;
  assert.ok(!typeahead.isTyping);
  assert.equal(type("a", 2), 0);
});

test("a command types no character", () => {
  const event = { key: "a", ctrlKey: false, metaKey: false, altKey: false } as KeyboardEvent;
  assert.ok(isCharacter(event));
  assert.ok(isCharacter({ ...event, key: "😀" }));
  assert.ok(!isCharacter({ ...event, key: "Enter" }));
  for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
    assert.ok(!isCharacter({ ...event, [modifier]: true }));
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { changedList, composedAll, countCharacters, crossed, splice, transformed } from "../documents/changes.ts";
import { EditOrder } from "../documents/edit-order.ts";
import {
  changedText,
  difference,
  endOf,
  inverse,
  replacements,
  type TextChange,
} from "../documents/text-changes.ts";
import { lineDifferences } from "../documents/line-differences.ts";
import { TextModel } from "../documents/text-model.ts";
import { UndoHistory } from "../documents/undo.ts";

/** Numbers that look random, and are the same each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const LETTERS = ["a", "b", "\n", "😀", "é"];

function someText(roll: (sides: number) => number, most: number): string {
  return Array.from({ length: roll(most + 1) }, () => LETTERS[roll(LETTERS.length)]).join("");
}

function someChange(roll: (sides: number) => number, text: string): TextChange {
  const length = countCharacters(text);
  const at = roll(length + 1);
  return splice(at, roll(length - at + 1), someText(roll, 3));
}

test("one change does what several do, one after the other", () => {
  const roll = dice(4);
  for (let round = 0; round < 3000; round += 1) {
    const text = someText(roll, 10);
    const changes: TextChange[] = [];
    let after = text;
    for (let number = roll(5); number > 0; number -= 1) {
      const change = someChange(roll, after);
      changes.push(change);
      after = changedText(after, change);
    }
    assert.equal(changedText(text, composedAll(changes)), after);
  }
  // What a log gets, and loses at its other end, is one change at each end.
  const grown: TextChange[] = [[6, "c😀\n"], [-3], [6, "d\n"], [-3]];
  assert.deepEqual(composedAll(grown), [-6, "c😀\nd\n"]);
});

test("the differences of two texts, line by line, make one of the other", () => {
  const roll = dice(3);
  for (let round = 0; round < 3000; round += 1) {
    const [before, after] = [someText(roll, 16), someText(roll, 16)];
    assert.equal(changedText(before, lineDifferences(before, after)), after);
  }
});

test("a line that stays is told apart from what changes before and behind it", () => {
  const change = lineDifferences("one\nstays\nthree", "😀 one\nstays\nthree\nfour");
  assert.deepEqual(change, ["😀 ", 15, "\nfour"]);
  assert.deepEqual(lineDifferences("a\nb\nc\n", "b\nc\na\n"), [-2, 4, "a\n"]);
  assert.deepEqual(lineDifferences("", "x\n"), ["x\n"]);
  assert.deepEqual(lineDifferences("x\nx\n", "x\nx\nx\n"), [4, "x\n"]);
});

test("two changes made at the same time lead to the same in both orders", () => {
  const roll = dice(1);
  for (let round = 0; round < 3000; round += 1) {
    const text = someText(roll, 10);
    const [one, other] = [someChange(roll, text), someChange(roll, text)];
    const [earlier, later] = crossed(one, other);
    const both = changedText(changedText(text, one), later);
    assert.equal(both, changedText(changedText(text, other), earlier));
  }
});

test("what is inserted in the midst of what goes stays", () => {
  assert.deepEqual(transformed([1, -2], [2, "new"], false), [1, -1, 3, -1]);
  assert.deepEqual(transformed([2, "new"], [1, -2], false), [1, "new"]);
});

test("the difference of two texts makes one of the other, and never cuts a character", () => {
  const roll = dice(2);
  for (let round = 0; round < 3000; round += 1) {
    const [before, after] = [someText(roll, 8), someText(roll, 8)];
    assert.equal(changedText(before, difference(before, after)), after);
  }
  // Both begin with the same unit.
  assert.deepEqual(difference("😀", "😁"), [-1, "😁"]);
  assert.deepEqual(difference("a😀b", "a😀cb"), [2, "c"]);
  assert.deepEqual(difference("same", "same"), []);
});

test("a change is told in the units of the text as it changes", () => {
  assert.deepEqual(replacements("a😀bc", [1, -1, "x😀", 1, -1]), [
    { start: 1, end: 3, text: "" },
    { start: 1, end: 1, text: "x😀" },
    { start: 5, end: 6, text: "" },
  ]);
  assert.equal(endOf("ax😀b", [1, -1, "x😀", 1, -1]), 5);
});

test("an inverse takes a change back", () => {
  const roll = dice(3);
  for (let round = 0; round < 1000; round += 1) {
    const text = someText(roll, 8);
    const change = someChange(roll, text);
    assert.equal(changedText(changedText(text, change), inverse(text, change)), text);
  }
});

test("a list changes like a text", () => {
  assert.deepEqual(changedList(["a", "b", "c"], [1, -1, ["x", "y"]]), ["a", "x", "y", "c"]);
  assert.deepEqual(changedList([], [["x"]]), ["x"]);
});

test("what others do comes to lie on top of what the user does", () => {
  const order = new EditOrder<string>(5);
  order.made(1, [0, "x"]);
  order.made(2, [1, "y"]);
  assert.deepEqual(order.told(6, [["other"]], 0), [["other"]]);
  assert.deepEqual(order.unconfirmed, [[5, "x"], [6, "y"]]);
  assert.deepEqual(order.told(9, [[5, -1]], 1), [[5, -1]]);
  assert.deepEqual(order.unconfirmed, [[5, "y"]]);
  assert.equal(order.revision, 9);
  order.replaced(10);
  assert.deepEqual(order.unconfirmed, []);
});

test("only what the user typed is taken back and done again", () => {
  const model = new TextModel("log\n");
  model.begin(1);
  let seq = 0;
  const send = (): number => (seq += 1);
  model.typed([4, "mine"], send);
  model.told(2, [["first\n"]], 0);
  assert.equal(model.text, "first\nlog\nmine");
  assert.ok(model.travel("undo", send));
  assert.equal(model.text, "first\nlog\n");
  model.told(3, [[10, "more\n"]], 2);
  assert.ok(model.travel("redo", send));
  assert.equal(model.text, "first\nlog\nmore\nmine");
  assert.equal(model.travel("redo", send), null);
  assert.equal(seq, 3);
});

test("what follows fast is taken back together", () => {
  const undo = new UndoHistory();
  undo.made("", ["a"], 0);
  undo.made("a", [1, "b"], 100);
  undo.made("ab", [2, "c"], 5000);
  assert.deepEqual(undo.undo("abc"), [[2, -1]]);
  assert.deepEqual(undo.undo("ab"), [
    [1, -1],
    [-1],
  ]);
  assert.equal(undo.undo(""), null);
});

test("a draft is what the server has not got, and what it was typed into", () => {
  const model = new TextModel("ab");
  model.begin(1);
  let seq = 0;
  model.typed([2, "c"], () => (seq += 1));
  model.typed([3, "d"], () => (seq += 1));
  assert.deepEqual(model.draft(0), { before: "ab", changes: [[2, "c"], [3, "d"]] });
  model.told(4, [["x"]], 1);
  assert.deepEqual(model.draft(1), { before: "xabc", changes: [[4, "d"]] });
  assert.equal(model.draft(2), null);
});

test("half of a character is one", () => {
  assert.equal(countCharacters("\ud83cx\udf89"), 3);
  assert.deepEqual(replacements("\ud83cx", [1, -1]), [{ start: 1, end: 2, text: "" }]);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type Flags, TablePart, type TableWindow } from "../documents/table-part.ts";

const KEYS = ["a", "b"];
let part: TablePart;

/** Some rows from a rank on, whose ids are ten times that. */
function window(first: number, length: number): TableWindow {
  const ranks = Array.from({ length }, (_, index) => first + index);
  const flags: Flags = 0;
  return {
    first,
    count: 100,
    rows: ranks.map((rank) => [10 * rank, `row${10 * rank}`, [`a${rank}`, `b${rank}`], null, flags] as const),
    selected: 0,
    sort: [["a", true]],
    looks: {},
  };
}

beforeEach(() => {
  part = new TablePart();
  part.replace(window(20, 5));
});

test("rows are known by their ranks and by their ids", () => {
  assert.equal(part.at(21)?.id, 210);
  assert.equal(part.rankOf(240), 24);
  assert.equal(part.at(25), null);
  assert.equal(part.rankOf(250), -1);
  assert.deepEqual([part.count, part.first, part.end], [100, 20, 25]);
});

test("cells change in their row alone, and those of others are ignored", () => {
  const [before, other] = [part.at(20), part.at(21)];
  part.apply(["cells", [[200, "b", "new"], [999, "b", "far"], [210, "gone", "x"]]], KEYS);
  assert.deepEqual(part.at(20)?.cells, ["a20", "new"]);
  assert.notEqual(part.at(20), before);
  assert.equal(part.at(21), other);
});

test("looks and flags change", () => {
  part.apply(["looks", [[200, { "": ["red", null, null] }]]], KEYS);
  part.apply(["flags", 7, [[200, 1], [210, ["a"]]]], KEYS);
  assert.deepEqual(part.at(20)?.looks, { "": ["red", null, null] });
  assert.deepEqual([part.at(20)?.flags, part.at(21)?.flags, part.selected], [1, ["a"], 7]);
});

test("rows that come before the part move it", () => {
  part.apply(["shift", 3, 103, 2], KEYS);
  assert.equal(part.at(23)?.id, 200);
  assert.equal(part.rankOf(200), 23);
  assert.deepEqual([part.count, part.selected], [103, 2]);
});

test("a refused text gives way to what the program has", () => {
  part.apply(["refused", [[200, "a", "old", "because"]]], KEYS);
  assert.deepEqual(part.at(20)?.cells, ["old", "b20"]);
});

test("another window takes the place of all", () => {
  part.apply(["rows", window(50, 2), 0], KEYS);
  assert.equal(part.at(20), null);
  assert.equal(part.rankOf(500), 50);
});

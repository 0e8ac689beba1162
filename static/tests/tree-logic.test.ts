import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type Branch, TablePart, type TableWindow } from "../documents/table-part.ts";
import { ancestorsOf, closedAbove, Lineage } from "../widgets-support/grid/lineage.ts";
import { PendingFolds, type ShownBranch } from "../widgets-support/grid/pending-folds.ts";
import { treeDeed } from "../widgets-support/grid/tree-keys.ts";

/** The rows of a tree by their ids, in the order of these: a row's level, and whether it is open. */
type Outline = Readonly<Record<number, readonly [level: number, isOpen: boolean | null]>>;

function windowOf(outline: Outline, first: number): TableWindow {
  const rows = Object.entries(outline).map(([id, [level, isOpen]]) => {
    const its: Branch = [level, isOpen, 1, 1];
    return [Number(id), id, [], null, 0, its] as const;
  });
  return { first, count: 100, rows, selected: 0, sort: [], looks: {} };
}

let part: TablePart;

beforeEach(() => {
  part = new TablePart();
});

test("a row is in those above it that are less far in", () => {
  part.replace(windowOf({ 1: [1, true], 2: [2, true], 3: [3, null], 4: [3, null], 5: [2, null], 6: [1, null] }, 40));
  assert.deepEqual(ancestorsOf(part, 43), [{ id: 2, rank: 41 }, { id: 1, rank: 40 }]);
  assert.deepEqual(ancestorsOf(part, 44), [{ id: 1, rank: 40 }]);
  assert.deepEqual(ancestorsOf(part, 45), []);
  assert.deepEqual(ancestorsOf(part, 99), []);
});

test("what is above the rows that the page has is not known", () => {
  part.replace(windowOf({ 3: [3, null], 4: [3, null], 5: [2, null] }, 40));
  assert.deepEqual(ancestorsOf(part, 41), []);
  assert.deepEqual(ancestorsOf(part, 42), []);
});

test("a row that is gone is in the closest one that is closed and shows", () => {
  const ancestors = [{ id: 2, rank: 41 }, { id: 1, rank: 40 }];
  part.replace(windowOf({ 1: [1, true], 2: [2, false], 5: [2, null] }, 40));
  assert.equal(closedAbove(part, ancestors)?.id, 2);
  part.replace(windowOf({ 1: [1, false], 6: [1, null] }, 40));
  assert.equal(closedAbove(part, ancestors)?.id, 1);
  // It is only out of what the page has, or was removed.
  part.replace(windowOf({ 1: [1, true], 2: [2, true] }, 40));
  assert.equal(closedAbove(part, ancestors), null);
  part.replace(windowOf({ 6: [1, null] }, 40));
  assert.equal(closedAbove(part, ancestors), null);
});

test("what a row is in is remembered while it does not show", () => {
  part.replace(windowOf({ 1: [1, true], 2: [2, null], 6: [1, null] }, 0));
  const lineage = new Lineage(part);
  lineage.follow(1);
  assert.equal(lineage.closed, -1);
  part.replace(windowOf({ 0: [1, null], 1: [1, false], 6: [1, null] }, 0));
  lineage.follow(70);
  assert.equal(lineage.closed, 1);
});

function branch(facts: Partial<ShownBranch>): ShownBranch {
  return { level: 2, isOpen: null, position: 1, count: 1, isBusy: false, hasFailed: false, ...facts };
}

test("what the user opens shows so until the program has told", () => {
  part.replace(windowOf({ 1: [1, false], 2: [1, true], 3: [1, null] }, 0));
  const folds = new PendingFolds();
  const shown = (rank: number): readonly unknown[] => {
    const row = part.at(rank);
    assert.ok(row);
    const { isOpen, isBusy } = folds.shown(row);
    return [isOpen, isBusy];
  };
  folds.add(1, true, 4);
  folds.add(2, false, 5);
  assert.deepEqual([shown(0), shown(1), shown(2)], [[true, true], [false, true], [null, false]]);
  // Closed again before anything came of it.
  folds.add(1, false, 6);
  assert.deepEqual(shown(0), [false, false]);
  folds.confirm(5);
  assert.deepEqual([shown(0), shown(1)], [[false, false], [true, false]]);
  folds.add(2, false, 0);
  assert.deepEqual(shown(1), [true, false]);
});

test("what is on its way is told, and a row without a place in a tree is one of the first level", () => {
  const row = { id: 1, key: "a", cells: [], looks: null, flags: 0 };
  const folds = new PendingFolds();
  assert.deepEqual(folds.shown({ ...row, branch: [3, true, 2, 9, "loading"] }), {
    level: 3, isOpen: true, position: 2, count: 9, isBusy: true, hasFailed: false,
  });
  const failed = { ...row, branch: [3, false, 2, 9, "failed"] as const };
  assert.equal(folds.shown(failed).hasFailed, true);
  folds.add(1, true, 9);
  assert.equal(folds.shown(failed).hasFailed, false);
  assert.deepEqual(folds.shown({ ...row, branch: null }), branch({ level: 1 }));
});

const ROW = { column: 0, isAtCell: false, isSheet: false };
const CELL = { ...ROW, isAtCell: true };
const SHEET = { ...CELL, isSheet: true };

function deed(keys: string, facts: Partial<ShownBranch>, place = ROW): string | null {
  const names = keys.split("+");
  const has = (name: string): boolean => names.includes(name);
  const pressed = {
    key: `Arrow${names.at(-1) ?? ""}`, altKey: has("Alt"), ctrlKey: has("Ctrl"), metaKey: false, shiftKey: has("Shift"),
  };
  return treeDeed(pressed, branch(facts), place);
}

test("to the right a row opens, and then leads into itself; to the left it closes, and leads out", () => {
  assert.equal(deed("Right", { isOpen: false }), "open");
  assert.equal(deed("Right", { isOpen: true }), "child");
  assert.equal(deed("Right", { isOpen: true, isBusy: true }), "nothing");
  assert.equal(deed("Left", { isOpen: true }), "close");
  assert.equal(deed("Left", { isOpen: false }), "parent");
  assert.equal(deed("Left", {}), "parent");
  assert.equal(deed("Left", { level: 1 }), "nothing");
  assert.equal(deed("Down", { isOpen: false }), null);
});

test("a row with nothing in it leads into its cells, and so does Ctrl", () => {
  assert.equal(deed("Right", {}), null);
  assert.equal(deed("Ctrl+Right", { isOpen: false }), null);
  assert.equal(deed("Left", { isOpen: true }, { ...CELL, column: 2 }), null);
  assert.equal(deed("Right", { isOpen: false }, CELL), null);
  assert.equal(deed("Left", { isOpen: true }, CELL), "row");
});

test("in a spreadsheet the arrow keys go through the cells, and open with Alt", () => {
  assert.equal(deed("Right", { isOpen: false }, SHEET), null);
  assert.equal(deed("Left", { isOpen: true }, SHEET), null);
  assert.equal(deed("Alt+Right", { isOpen: false }, SHEET), "open");
  assert.equal(deed("Alt+Left", { isOpen: true }, { ...SHEET, column: 3 }), "close");
  assert.equal(deed("Alt+Right", {}, SHEET), "nothing");
  assert.equal(deed("Alt+Left", { level: 1 }, ROW), "nothing");
  assert.equal(deed("Alt+Shift+Left", { isOpen: true }, SHEET), null);
});

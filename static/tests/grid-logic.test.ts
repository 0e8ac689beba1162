import assert from "node:assert/strict";
import { test } from "node:test";
import type { Flags, Row } from "../documents/table-part.ts";
import { Column, editOf, isTrue, textOf } from "../widgets-support/grid/column.ts";
import { decimalsOf, lacking } from "../widgets-support/grid/decimal-point.ts";
import { arranged } from "../widgets-support/grid/sort-order.ts";
import { destination, type Extent, FOOT, nextCell, type Place } from "../widgets-support/grid/grid-keys.ts";
import { PendingCells } from "../widgets-support/grid/pending-cells.ts";
import {
  ALL_CELLS,
  cellsBetween,
  NO_ROWS,
  onlyRow,
  PendingChoices,
  rowsBetween,
  toggledCell,
  toggledRow,
} from "../widgets-support/grid/pending-choices.ts";
import { htmlTable, readTsv, tsv } from "../widgets-support/grid/tsv.ts";

const LIST: Extent = { rows: 100, columns: 4, page: 10, top: -1, hasFoot: false, isSheet: false };
const SHEET: Extent = { ...LIST, isSheet: true };

function to(keys: string, from: Place, extent: Extent): readonly number[] | null {
  const names = keys.split("+");
  const key = names.at(-1) ?? "";
  const pressed = { key, ctrlKey: names.includes("Ctrl"), metaKey: false, altKey: names.includes("Alt") };
  const place = destination(pressed, from, extent);
  return place && [place.rank, place.column];
}

const BREAK = `<br style="mso-data-placement:same-cell">`;

test("keys lead from cell to cell, and stay inside", () => {
  const from = { rank: 50, column: 1 };
  assert.deepEqual(to("ArrowDown", from, LIST), [51, 1]);
  assert.deepEqual(to("ArrowLeft", { rank: 3, column: 0 }, LIST), [3, 0]);
  assert.deepEqual(to("ArrowUp", { rank: 0, column: 2 }, LIST), [-1, 2]);
  assert.deepEqual(to("ArrowUp", { rank: 0, column: 2 }, { ...LIST, top: 0 }), [0, 2]);
  assert.deepEqual(to("PageDown", from, LIST), [60, 1]);
  assert.deepEqual(to("PageUp", { rank: 4, column: 1 }, LIST), [0, 1]);
  assert.deepEqual(to("PageDown", { rank: 97, column: 1 }, LIST), [99, 1]);
  assert.equal(to("x", from, LIST), null);
  assert.equal(to("Alt+ArrowDown", from, LIST), null);
  assert.equal(to("ArrowDown", from, { ...LIST, columns: 0 }), null);
});

test("Home, End and the arrows with Ctrl are those of a list, or of a spreadsheet", () => {
  const from = { rank: 50, column: 1 };
  assert.deepEqual(to("Home", from, LIST), [0, 1]);
  assert.deepEqual(to("End", from, LIST), [99, 1]);
  assert.deepEqual(to("Ctrl+ArrowDown", from, LIST), [51, 1]);
  assert.deepEqual(to("Home", from, SHEET), [50, 0]);
  assert.deepEqual(to("End", from, SHEET), [50, 3]);
  assert.deepEqual(to("Ctrl+Home", from, SHEET), [0, 0]);
  assert.deepEqual(to("Ctrl+End", from, SHEET), [99, 3]);
  assert.deepEqual(to("Ctrl+ArrowUp", from, SHEET), [0, 1]);
  assert.deepEqual(to("Ctrl+ArrowRight", from, SHEET), [50, 3]);
});

test("in a table without rows the keys lead into its head alone", () => {
  const empty = { ...LIST, rows: 0 };
  assert.deepEqual(to("ArrowDown", { rank: -1, column: 0 }, empty), [-1, 0]);
  assert.deepEqual(to("End", { rank: -1, column: 0 }, empty), [-1, 0]);
});

test("an edit leads on to the next cell, and from the end of a row to the next row", () => {
  const [enter, tab] = [{ key: "Enter", shiftKey: false }, { key: "Tab", shiftKey: false }];
  assert.deepEqual(nextCell(enter, { rank: 4, column: 1 }, SHEET), { rank: 5, column: 1 });
  assert.deepEqual(nextCell({ ...enter, shiftKey: true }, { rank: 0, column: 1 }, SHEET), { rank: 0, column: 1 });
  assert.deepEqual(nextCell(tab, { rank: 4, column: 3 }, SHEET), { rank: 5, column: 0 });
  assert.deepEqual(nextCell(tab, { rank: 99, column: 3 }, SHEET), { rank: 99, column: 3 });
  assert.deepEqual(nextCell({ ...tab, shiftKey: true }, { rank: 4, column: 0 }, SHEET), { rank: 3, column: 3 });
  const left = { key: "ArrowLeft", shiftKey: false };
  assert.deepEqual(nextCell(left, { rank: 4, column: 2 }, SHEET), { rank: 4, column: 1 });
});

test("a click on a head sorts up, then down, then not at all", () => {
  assert.deepEqual(arranged([], "a", false), [["a", true]]);
  assert.deepEqual(arranged([["a", true]], "a", false), [["a", false]]);
  assert.deepEqual(arranged([["a", false]], "a", false), []);
  assert.deepEqual(arranged([["a", false], ["b", true]], "c", false), [["c", true]]);
});

test("with Shift the other columns stay in the order", () => {
  assert.deepEqual(arranged([["a", false]], "b", true), [["a", false], ["b", true]]);
  assert.deepEqual(arranged([["a", true], ["b", true]], "a", true), [["a", false], ["b", true]]);
  assert.deepEqual(arranged([["a", false], ["b", true]], "a", true), [["b", true]]);
});

const KEYS = ["a", "b", "c"];

function rowOf(id: number, flags: Flags = 0): Row {
  return { id, key: `row${id}`, cells: [], looks: null, flags, branch: null };
}

test("what the user selects shows until the program has told", () => {
  const pending = new PendingChoices();
  pending.add(onlyRow(3), () => 1, 1);
  pending.add(toggledRow(5), (before) => before + 1, 2);
  assert.equal(pending.count(7), 2);
  const flags = (): Flags[] => [3, 4, 5].map((id) => pending.flags(rowOf(id, id === 4 ? 1 : 0), id, KEYS));
  assert.deepEqual(flags(), [1, 0, 1]);
  pending.confirm(1);
  assert.deepEqual(flags(), [0, 1, 1]);
  pending.confirm(2);
  assert.deepEqual(flags(), [0, 1, 0]);
  assert.equal(pending.count(1), 1);
  assert.equal(pending.isPending, false);
  pending.add(rowsBetween([4, 9]), () => 6, 3);
  assert.deepEqual(flags(), [0, 1, 1]);
  pending.add(NO_ROWS, () => 0, 4);
  assert.equal(pending.count(7), 0);
  assert.deepEqual(flags(), [0, 0, 0]);
});

test("cells are selected in a rectangle, one by one, and all", () => {
  const pending = new PendingChoices();
  const flags = (id: number): Flags => pending.flags(rowOf(id), id, KEYS);
  pending.add(cellsBetween([1, 2], [1, 2]), () => 4, 1);
  assert.deepEqual([flags(1), flags(3)], [["b", "c"], []]);
  pending.add(toggledCell(1, "b"), (before) => before - 1, 2);
  pending.add(toggledCell(3, "a"), (before) => before + 1, 3);
  assert.equal(pending.count(0), 4);
  assert.deepEqual([flags(1), flags(3)], [["c"], ["a"]]);
  pending.add(ALL_CELLS, () => 30, 4);
  assert.deepEqual(flags(7), KEYS);
});

test("what nobody will confirm is not kept", () => {
  const [choices, cells] = [new PendingChoices(), new PendingCells()];
  choices.add(onlyRow(1), () => 1, 0);
  cells.add(1, "a", "x", 0);
  assert.equal(choices.isPending, false);
  assert.equal(cells.of(1, "a"), undefined);
});

test("what is entered shows until the program has told, the last of each cell", () => {
  const cells = new PendingCells();
  cells.add(1, "a", "one", 1);
  cells.add(1, "b", "", 2);
  cells.add(1, "a", "two", 3);
  cells.confirm(2);
  assert.deepEqual([cells.of(1, "a"), cells.of(1, "b"), cells.has(1, "b")], ["two", undefined, false]);
  cells.confirm(3);
  assert.equal(cells.of(1, "a"), undefined);
});

test("what is copied can be pasted into a spreadsheet", () => {
  assert.equal(tsv([["a", "b\tc"], ['say "hi"', "two\nlines"]]), 'a\t"b\tc"\n"say ""hi"""\t"two\nlines"');
  assert.equal(tsv([['"quoted"']]), '"""quoted"""');
  assert.equal(tsv([[""]]), "");
  assert.equal(tsv([["a"], [""]]), 'a\n""');
  for (const rows of [[["a", "b\tc"], ['say "hi"', "two\nlines"]], [['"quoted"']], [[""]], [["a"], [""]], [["", ""]]]) {
    assert.deepEqual(readTsv(tsv(rows)), rows);
  }
  assert.equal(htmlTable([["<b>", "a\nb"]]), `<table><tr><td>&lt;b&gt;</td><td>a${BREAK}b</td></tr></table>`);
  assert.equal(htmlTable([["a\r\nb\rc"]]), `<table><tr><td>a${BREAK}b${BREAK}c</td></tr></table>`);
});

test("columns are shown by their types, unless they say how", () => {
  const number = new Column({ key: "n", type: "float" });
  assert.deepEqual([number.align, number.kind, number.label], ["right", "text", "n"]);
  assert.deepEqual([new Column({ key: "b", type: "boolean" }).kind], ["check"]);
  assert.equal(new Column({ key: "b", type: "boolean" }).align, "center");
  assert.equal(new Column({ key: "t", type: "string", halign: "right", label: "" }).align, "right");
  assert.equal(new Column({ key: "p", type: "float", widget: "progress" }).align, "left");
});

test("a bar is as long as its share of what there may be", () => {
  const bar = new Column({ key: "p", widget: "progress", min: 10, max: 20 });
  assert.deepEqual([{ value: 15 }, "10", { value: 99 }, "none"].map((cell) => bar.share(cell)), [0.5, 0, 1, 0]);
  assert.equal(new Column({ key: "p", widget: "progress" }).share({ value: 0.25, text: "25" }), 0.25);
});

test("a cell has a text to show and one to edit", () => {
  assert.deepEqual([textOf({ text: "1,000", edit: "1000" }), editOf({ text: "1,000", edit: "1000" })], ["1,000", "1000"]);
  assert.deepEqual([textOf({ missing: true, text: "NaN" }), editOf({ missing: true, text: "NaN" })], ["NaN", ""]);
  assert.deepEqual([textOf(null), textOf(undefined), textOf(true)], ["", "", "true"]);
  assert.deepEqual([true, false, "yes", "0", "False", "", null].map((cell) => isTrue(cell)), [
    true, false, true, false, false, false, false,
  ]);
});

test("keys lead to what the columns come to, and back", () => {
  const footed = { ...LIST, hasFoot: true };
  const foot = { rank: FOOT, column: 1 };
  assert.deepEqual(to("ArrowDown", { rank: 99, column: 1 }, LIST), [99, 1]);
  assert.deepEqual(to("ArrowDown", { rank: 99, column: 1 }, footed), [FOOT, 1]);
  assert.deepEqual(to("ArrowDown", { rank: 98, column: 1 }, footed), [99, 1]);
  assert.deepEqual(to("Ctrl+ArrowDown", { rank: 3, column: 1 }, { ...SHEET, hasFoot: true }), [99, 1]);
  assert.deepEqual(to("End", { rank: 3, column: 1 }, footed), [99, 1]);
  assert.deepEqual(to("PageDown", { rank: 97, column: 1 }, footed), [99, 1]);
  assert.deepEqual(to("ArrowDown", foot, footed), [FOOT, 1]);
  assert.deepEqual(to("ArrowRight", foot, footed), [FOOT, 2]);
  assert.deepEqual(to("PageDown", foot, footed), [FOOT, 1]);
  assert.deepEqual(to("Home", foot, { ...SHEET, hasFoot: true }), [FOOT, 0]);
  assert.deepEqual(to("ArrowUp", foot, footed), [99, 1]);
  assert.deepEqual(to("Home", foot, footed), [0, 1]);
  assert.deepEqual(to("ArrowUp", foot, { ...footed, rows: 0 }), [-1, 1]);
});

test("numbers lack what brings their points below each other", () => {
  assert.deepEqual(["12", "1,234.5", "-0.125", "$3.50", "8.5 %"].map(decimalsOf), [0, 1, 3, 2, 1]);
  assert.deepEqual(["1e+22", "NaN", "inf", "", "2026-11-27"].map(decimalsOf), [0, 0, 0, 0, 0]);
  assert.equal(lacking("12", 3), ".000");
  assert.equal(lacking("1.5", 3), "00");
  assert.equal(lacking("0.1234", 3), "");
  assert.equal(lacking("12", 0), "");
  assert.deepEqual(["1e+22", "NaN", "", "2026-11-27"].map((text) => lacking(text, 2)), ["", "", "", ""]);
});

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { PartQuery } from "../widgets-support/grid/part-query.ts";

mock.timers.enable({ apis: ["setTimeout"] });
let asked: (readonly [number, number])[];
let query: PartQuery;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  asked = [];
  query = new PartQuery((first, count) => asked.push([first, count]), new AbortController().signal);
});

const COUNT = 100_000;

function look(first: number, known: readonly [number, number] = [0, 0], columns = 5): void {
  const [begin, end] = known;
  query.look({ first, end: Math.min(COUNT, first + 20) }, { first: begin, end }, COUNT, columns);
}

test("what the page has already is not asked for", () => {
  look(100, [50, 200]);
  assert.deepEqual(asked, []);
});

test("rows are asked for before they are in view, with some at both ends", () => {
  look(170, [50, 200]);
  assert.deepEqual(asked, [[130, 100]]);
});

test("there is nothing beyond the ends", () => {
  look(0);
  mock.timers.tick(1000);
  query.came();
  look(COUNT - 20);
  assert.deepEqual(asked, [[0, 60], [COUNT - 60, 60]]);
});

test("of many places one after the other the first and the last are asked for", () => {
  for (let first = 1000; first <= 50_000; first += 500) look(first);
  assert.deepEqual(asked, [[960, 100]]);
  mock.timers.tick(100);
  assert.deepEqual(asked.slice(1), [[49_960, 100]]);
});

test("what is on its way is not asked for again, unless something else came", () => {
  look(1000);
  mock.timers.tick(1000);
  look(1005);
  assert.equal(asked.length, 1);
  query.came();
  look(1005, [0, 64]);
  assert.equal(asked.length, 2);
});

test("many columns get fewer rows", () => {
  look(1000, [0, 0], 200);
  assert.deepEqual(asked, [[990, 40]]);
});

test("where there are no rows nothing is asked for", () => {
  query.look({ first: 0, end: 0 }, { first: 0, end: 0 }, 0, 3);
  assert.deepEqual(asked, []);
});

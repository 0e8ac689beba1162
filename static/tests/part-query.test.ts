import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { PartQuery } from "../widgets-support/grid/part-query.ts";

mock.timers.enable({ apis: ["setTimeout"] });
let asked: (readonly [number, number])[];
let query: PartQuery;
let now = 0;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  asked = [];
  now = 0;
  const { signal } = new AbortController();
  query = new PartQuery((first, count) => asked.push([first, count]), signal, () => now);
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
  query.came(-1);
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
  query.came(-1);
  look(1005, [0, 64]);
  assert.equal(asked.length, 2);
});

/** Scrolls, frame by frame, with an answer to each question after some ms.
 *  @returns the rows that were in view and not there, once it is known how long an answer takes */
function blanks(rowsAFrame: number, answerMs: number): Set<number> {
  let known: readonly [number, number] = [0, 0];
  const found = new Set<number>();
  let answers: { readonly at: number; readonly part: readonly [number, number] }[] = [];
  for (let frame = 0; frame < 300; frame += 1) {
    now += 16;
    for (const { part } of answers.filter(({ at }) => at <= now)) {
      known = [part[0], part[0] + part[1]];
      query.came(part[0]);
    }
    answers = answers.filter(({ at }) => at > now);
    const before = asked.length;
    const first = 50_000 + frame * rowsAFrame;
    look(first, known);
    mock.timers.tick(16);
    for (const part of asked.slice(before)) answers.push({ at: now + answerMs, part });
    const lacks = Array.from({ length: 20 }, (_, index) => first + index).filter((it) => it < known[0] || it >= known[1]);
    if (frame > 100) for (const rank of lacks) found.add(rank);
  }
  return found;
}

test("more is asked for where the user is going, so that nothing in view is blank", () => {
  assert.deepEqual(blanks(2, 30), new Set());
});

test("so it is upwards", () => {
  assert.deepEqual(blanks(-2, 30), new Set());
});

test("so it is on a slow line", () => {
  assert.deepEqual(blanks(4, 300), new Set());
  assert.deepEqual(blanks(-4, 600), new Set());
});

test("after a jump there is as much on both sides", () => {
  look(1000);
  query.came(-1);
  now += 10;
  mock.timers.tick(100);
  look(9000, [960, 1060]);
  assert.deepEqual(asked.at(-1), [8960, 100]);
});

test("who rests is not going anywhere", () => {
  now = 1000;
  look(1000, [900, 1100]);
  now += 16;
  look(1004, [900, 1100]);
  now += 1000;
  look(1100, [900, 1100]);
  assert.deepEqual(asked.at(-1), [1060, 100]);
});

test("many columns get fewer rows", () => {
  look(1000, [0, 0], 200);
  assert.deepEqual(asked, [[990, 40]]);
});

test("where there are no rows nothing is asked for", () => {
  query.look({ first: 0, end: 0 }, { first: 0, end: 0 }, 0, 3);
  assert.deepEqual(asked, []);
});

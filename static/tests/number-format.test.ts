import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { clamp } from "../core/clamp.ts";
import * as numbers from "../widgets-support/number-format.ts";

const INT = numbers.rulesOf({});
const FLOAT = numbers.rulesOf({ dtype: "float", step: 0.25 });

test("what is not given is the default, and null limits stay", () => {
  assert.deepEqual(INT, { dtype: "int", min: 0, max: 100, step: 1, decimals: null });
  const rules = numbers.withLimits(INT, null, 7, undefined);
  assert.deepEqual(rules, { ...INT, max: 7 });
  assert.deepEqual(numbers.withLimits(rules, -3, null, 2), { ...INT, min: -3, max: 7, step: 2 });
});

describe("decimalsOf", () => {
  for (const [value, expected] of [
    [5, 0],
    [0.25, 2],
    [-1.5, 1],
    [1e-7, 7],
    [1.5e-7, 8],
    [1e21, 0],
    [1e-300, 20],
    [Number.POSITIVE_INFINITY, 0],
  ] as const) {
    test(String(value), () => assert.equal(numbers.decimalsOf(value), expected));
  }
});

test("values are shown with the digits of the step and the lower limit, or those asked for", () => {
  assert.equal(numbers.formatNumber(3.7, INT), "4");
  assert.equal(numbers.formatNumber(3, FLOAT), "3.00");
  assert.equal(numbers.formatNumber(3, { ...FLOAT, min: 0.125 }), "3.000");
  assert.equal(numbers.formatNumber(2 / 3, { ...FLOAT, decimals: 4 }), "0.6667");
  assert.equal(numbers.formatNumber(2 / 3, { ...FLOAT, decimals: 99 }).length, 22);
  assert.equal(numbers.formatNumber(-0.001, FLOAT), "0.00", "no negative zero");
});

test("the program's values stay as precise as they are, inside the limits", () => {
  assert.equal(numbers.fitted(3.6, INT), 4);
  assert.equal(numbers.fitted(-5, INT), 0);
  assert.equal(numbers.fitted(1 / 3, FLOAT), 1 / 3);
  assert.equal(clamp(5, 9, 1), 9, "the lower limit wins if they are crossed");
});

test("the user's values are without the noise of binary fractions", () => {
  const tenth = numbers.rulesOf({ dtype: "float", step: 0.1 });
  assert.equal(numbers.tidy(0.1 + 0.2, tenth), 0.3);
  assert.equal(numbers.tidy(0.1 + 0.2, { ...tenth, decimals: 0 }), 0.3);
  assert.equal(numbers.tidy(1e9, tenth), 100);
});

test("steps count from the lower limit", () => {
  const rules = { ...FLOAT, min: 0.1, step: 0.2 };
  for (const value of [0.1, 0.3, 0.1 + 3 * 0.2]) assert.ok(numbers.isOnStep(value, rules));
  assert.ok(!numbers.isOnStep(0.2, rules));
});

test("the last step to the upper limit may be a short one", () => {
  const rules = numbers.rulesOf({ max: 10, step: 3 });
  const up = [0, 1, 3, 8, 9, 10].map((value) => numbers.stepped(value, 1, rules));
  assert.deepEqual(up, [3, 3, 6, 9, 10, 10]);
  const down = [10, 9, 8, 1, 0].map((value) => numbers.stepped(value, -1, rules));
  assert.deepEqual(down, [9, 6, 6, 0, 0]);
  const near = [0.4, 1.6, 9.4, 9.6, 10].map((value) => numbers.nearestStep(value, rules));
  assert.deepEqual(near, [0, 3, 9, 10, 10]);
});

test("whole numbers stay whole between limits that are not", () => {
  const rules = numbers.rulesOf({ min: 0.5, max: 9.5 });
  assert.deepEqual([0, 4.4, 10].map((value) => numbers.fitted(value, rules)), [1, 4, 9]);
  assert.equal(numbers.nearestStep(9.5, rules), 9);
});

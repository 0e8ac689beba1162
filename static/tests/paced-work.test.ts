import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { PacedWork } from "../widgets-support/paced-work.ts";

afterEach(() => mock.reset());

/** Work that takes some time, on a clock that stands still otherwise. */
function pacedWork(): {
  work: PacedWork;
  runs: () => number;
  pass: (ms: number) => void;
  end: () => void;
  cost: { ms: number };
} {
  let [now, runs] = [1000, 0];
  const cost = { ms: 0 };
  const life = new AbortController();
  mock.method(performance, "now", () => now);
  mock.timers.enable({ apis: ["setTimeout"] });
  // No frame comes: what it costs beside is seen in a browser.
  Object.assign(globalThis, { requestAnimationFrame: () => 0 });
  const work = new PacedWork(() => {
    runs += 1;
    now += cost.ms;
  }, life.signal);
  const pass = (ms: number): void => {
    now += ms;
    mock.timers.tick(ms);
  };
  return { work, runs: () => runs, pass, end: () => life.abort(), cost };
}

test("cheap work is done at once", () => {
  const { work, runs, cost } = pacedWork();
  cost.ms = 10;
  for (let count = 1; count < 5; count += 1) {
    work.request();
    assert.equal(runs(), count);
  }
});

test("costly work leaves three times as long to others, and is done once then", () => {
  const { work, runs, pass, cost } = pacedWork();
  cost.ms = 100;
  work.request();
  for (let count = 0; count < 5; count += 1) work.request();
  assert.equal(runs(), 1);
  pass(299);
  assert.equal(runs(), 1);
  pass(1);
  assert.equal(runs(), 2);
  pass(1000);
  assert.equal(runs(), 2);
});

test("what can't wait is done at once, and not again", () => {
  const { work, runs, pass, cost } = pacedWork();
  cost.ms = 100;
  work.request();
  work.request();
  work.run();
  assert.equal(runs(), 2);
  pass(1000);
  assert.equal(runs(), 2);
});

test("nothing is done once its widget has ended", () => {
  const { work, runs, pass, end, cost } = pacedWork();
  cost.ms = 100;
  work.request();
  work.request();
  end();
  pass(1000);
  assert.equal(runs(), 1);
});

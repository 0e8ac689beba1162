import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_PX, ScrollScale } from "../widgets-support/grid/scroll-scale.ts";

const VIEW = 400;

function scaleOf(height: number): ScrollScale {
  const scale = new ScrollScale();
  scale.resize(height, VIEW);
  return scale;
}

test("what browsers can lay out is scrolled as it is", () => {
  const scale = scaleOf(50_000);
  scale.scrolled(12_345);
  assert.deepEqual([scale.place, scale.offset, scale.barHeight], [12_345, 0, 50_000]);
  assert.equal(scale.moveTo(1e9), 50_000 - VIEW);
  assert.equal(scale.fraction, 1);
});

test("higher content has a bar of its own", () => {
  const scale = scaleOf(260_000_000);
  assert.equal(scale.barHeight, MOST_PX);
  scale.scrolled(MOST_PX / 2);
  assert.ok(Math.abs(scale.fraction - 0.5) < 0.001);
  scale.scrolled(MOST_PX - VIEW);
  assert.equal(scale.place, 260_000_000 - VIEW);
  scale.scrolled(0);
  assert.equal(scale.place, 0);
});

test("the wheel moves px by px, wherever it is", () => {
  const scale = scaleOf(260_000_000);
  scale.scrolled(MOST_PX / 3);
  const { place, bar } = scale;
  for (let turn = 1; turn <= 50; turn += 1) {
    scale.scrolled(bar + turn * 120);
    assert.equal(scale.place, place + turn * 120);
  }
  // At rest, the bar goes to where it belongs, and the rows stay.
  const there = scale.place;
  assert.equal(scale.moveTo(there), scale.settled);
  assert.equal(scale.place, there);
});

test("both ends can be reached by the wheel", () => {
  for (const [from, step] of [[15_000, -120], [MOST_PX - VIEW - 15_000, 120]] as const) {
    const scale = scaleOf(260_000_000);
    scale.scrolled(from);
    let bar = from;
    while (bar > 0 && bar < MOST_PX - VIEW) {
      bar = Math.min(MOST_PX - VIEW, Math.max(0, bar + step));
      scale.scrolled(bar);
    }
    assert.equal(scale.place, step < 0 ? 0 : scale.last);
    assert.equal(scale.isStuck, false);
  }
});

test("a bar that comes to its end before the content does is noticed", () => {
  const scale = scaleOf(260_000_000);
  scale.moveTo(5_000_000);
  let { bar } = scale;
  while (bar > 0) {
    bar = Math.max(0, bar - 1000);
    scale.scrolled(bar);
  }
  assert.ok(scale.isStuck);
  assert.ok(scale.settled > 0);
});

test("content that gets another height keeps its place", () => {
  const scale = scaleOf(1_000_000);
  scale.moveTo(500_000);
  scale.resize(100_000_000, VIEW);
  assert.equal(scale.place, 500_000);
  scale.resize(10_000, VIEW);
  assert.equal(scale.place, 10_000 - VIEW);
  scale.resize(100, VIEW);
  assert.deepEqual([scale.place, scale.fraction], [0, 0]);
});

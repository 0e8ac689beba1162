import assert from "node:assert/strict";
import { test } from "node:test";
import { snappedBox, snappedPlace } from "../core/window-snap.ts";

const other = { left: 200, top: 100, width: 100, height: 80 };
const around = { room: [600, 400], others: [other], reach: 8 } as const;
const size = { width: 100, height: 50 };

function place(left: number, top: number, limits = {}): readonly number[] {
  return snappedPlace({ left, top, ...size }, { ...around, ...limits });
}

test("a window snaps to the edges of its area and of windows beside it", () => {
  assert.deepEqual(place(5, 300), [0, 300]);
  assert.deepEqual(place(494, 345), [500, 350]);
  assert.deepEqual(place(94, 120), [100, 120], "right edge at the other's left");
  assert.deepEqual(place(305, 94), [300, 100], "beside it, and top at its top");
  assert.deepEqual(place(305, 300), [305, 300], "far below, nothing is beside it");
  assert.deepEqual(place(309, 110), [309, 110], "out of reach");
  assert.deepEqual(place(305, 94, { reach: 0 }), [305, 94]);
});

test("it stays inside, and one that is too large begins inside", () => {
  assert.deepEqual(place(-900, 9000), [0, 350]);
  assert.deepEqual(snappedPlace({ left: 30, top: -5, width: 900, height: 900 }, around), [0, 0]);
});

test("an edge that is dragged snaps and stays inside, the others don't move", () => {
  const box = { left: 50, top: 110, width: 145, height: 60 };
  assert.deepEqual(snappedBox(box, "e", around), { ...box, width: 150 });
  assert.deepEqual(snappedBox(box, "w", around), box);
  assert.deepEqual(snappedBox({ ...box, top: 95, height: 75 }, "ne", around), {
    ...box,
    top: 100,
    width: 150,
    height: 70,
  });
  assert.deepEqual(snappedBox({ ...box, left: -40, width: 235 }, "w", around), {
    ...box,
    left: 0,
    width: 195,
  });
  assert.deepEqual(snappedBox({ ...box, height: 999 }, "s", around), { ...box, height: 290 });
});

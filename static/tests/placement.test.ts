import assert from "node:assert/strict";
import { test } from "node:test";
import { place, type Box, type Hang, type Place } from "../core/placement.ts";

const VIEW: Box = { left: 0, top: 0, right: 400, bottom: 300 };
const BLOCK: Hang = { sides: ["below", "above"], gap: 2, lift: 0 };
const INLINE: Hang = { sides: ["right", "left"], gap: 0, lift: 4 };

function anchorAt(left: number, top: number): Box {
  return { left, top, right: left + 60, bottom: top + 20 };
}

function shown({ side, left, top, width, height, isWhole }: Place): readonly unknown[] {
  return [side, left, top, width, height, isWhole];
}

test("what fits opens below, or else above, and is moved into view", () => {
  const size = { width: 100, height: 80 };
  assert.deepEqual(shown(place(anchorAt(50, 40), size, VIEW, BLOCK)), ["below", 50, 62, 100, 80, true]);
  assert.deepEqual(shown(place(anchorAt(50, 240), size, VIEW, BLOCK)), ["above", 50, 158, 100, 80, true]);
  assert.deepEqual(shown(place(anchorAt(340, 40), size, VIEW, BLOCK)), ["below", 296, 62, 100, 80, true]);
});

test("what is too high takes the larger side, and scrolls there", () => {
  const found = place(anchorAt(50, 100), { width: 100, height: 500 }, VIEW, BLOCK);
  assert.deepEqual(shown(found), ["below", 50, 122, 100, 174, false]);
  const above = place(anchorAt(50, 200), { width: 100, height: 500 }, VIEW, BLOCK);
  assert.deepEqual(shown(above), ["above", 50, 4, 100, 194, false]);
});

test("in a low view it opens beside the anchor rather than on it", () => {
  const low = { ...VIEW, bottom: 60 };
  const found = place(anchorAt(50, 20), { width: 100, height: 50 }, low, BLOCK);
  assert.deepEqual(shown(found), ["right", 112, 6, 100, 50, true]);
});

test("a sub-menu opens to the right, or else to the left, or else below its item", () => {
  const size = { width: 100, height: 80 };
  assert.deepEqual(shown(place(anchorAt(50, 40), size, VIEW, INLINE)), ["right", 110, 36, 100, 80, true]);
  assert.deepEqual(shown(place(anchorAt(300, 40), size, VIEW, INLINE)), ["left", 200, 36, 100, 80, true]);
  const narrow = { ...VIEW, right: 150 };
  assert.deepEqual(shown(place(anchorAt(50, 40), size, narrow, INLINE)), ["below", 46, 60, 100, 80, true]);
});

test("nothing ever lies on the anchor", () => {
  for (const hang of [BLOCK, INLINE]) {
    for (let x = 0; x <= 340; x += 20) {
      for (let y = 0; y <= 280; y += 20) {
        const anchor = anchorAt(x, y);
        const found = place(anchor, { width: 200, height: 150 }, VIEW, hang);
        const isApart =
          found.left >= anchor.right ||
          found.left + found.width <= anchor.left ||
          found.top >= anchor.bottom ||
          found.top + found.height <= anchor.top;
        assert.ok(isApart, `${x}, ${y}: ${JSON.stringify(found)}`);
      }
    }
  }
});

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { FrameLatest } from "../widgets-support/frame-latest.ts";
import { PacedEvents } from "../widgets-support/paced-events.ts";

/** What waits for the next frame. */
let frames: Map<number, () => void>;
let count = 0;
Object.assign(globalThis, {
  requestAnimationFrame: (action: () => void) => {
    count += 1;
    frames.set(count, action);
    return count;
  },
  cancelAnimationFrame: (id: number) => frames.delete(id),
});
mock.timers.enable({ apis: ["setTimeout"] });

function frame(): void {
  const actions = [...frames.values()];
  frames.clear();
  for (const action of actions) action();
}

let life: AbortController;
let sent: unknown[][];

beforeEach(() => {
  frames = new Map();
  life = new AbortController();
  sent = [];
});

function latest(): FrameLatest<number> {
  return new FrameLatest<number>((value) => sent.push([value]), life.signal);
}

test("of many values the last goes out with the frame, once", () => {
  const values = latest();
  for (const value of [1, 2, 3]) values.push(value);
  assert.deepEqual(sent, []);
  assert.equal(values.held, 3);
  frame();
  mock.timers.tick(1000);
  assert.deepEqual(sent, [[3]]);
  values.push(4);
  values.flush();
  frame();
  mock.timers.tick(1000);
  assert.deepEqual(sent, [[3], [4]]);
  assert.equal(values.held, undefined);
});

test("out of sight, where no frames come, the last value goes out all the same", () => {
  const values = latest();
  values.push(1);
  values.push(2);
  mock.timers.tick(100);
  assert.deepEqual(sent, [[2]]);
  assert.equal(frames.size, 0);
});

test("what is destroyed sends no more", () => {
  latest().push(1);
  life.abort();
  frame();
  mock.timers.tick(1000);
  assert.deepEqual(sent, []);
});

function paced(): PacedEvents {
  return new PacedEvents((...event) => sent.push(event), life.signal);
}

test("moves are thinned, and go out before any other event", () => {
  const events = paced();
  events.fire("pointer-move", { x: 1 });
  events.fire("pointer-move", { x: 2 });
  events.fire("pointer-up", { x: 3 });
  events.fire("pointer-move", { x: 4 });
  frame();
  assert.deepEqual(sent, [
    ["pointer-move", { x: 2 }],
    ["pointer-up", { x: 3 }],
    ["pointer-move", { x: 4 }],
  ]);
});

test("turns of the wheel add up, by what is held down and in which unit", () => {
  const turn = (delta_y: number, modifiers: string[] = [], unit = "pixel") => {
    return { delta_x: 1, delta_y, modifiers, unit };
  };
  const events = paced();
  events.fire("scroll", turn(10));
  events.fire("scroll", turn(20));
  events.fire("scroll", turn(5, ["ctrl"]));
  events.fire("scroll", turn(6, ["ctrl"]));
  events.fire("scroll", turn(3, ["ctrl"], "line"));
  events.flush();
  assert.deepEqual(sent, [
    ["scroll", { ...turn(30), delta_x: 2 }],
    ["scroll", { ...turn(11, ["ctrl"]), delta_x: 2 }],
    ["scroll", turn(3, ["ctrl"], "line")],
  ]);
});

test("a move with another button held is another move", () => {
  const events = paced();
  events.fire("pointer-move", { x: 1, buttons: 1 });
  events.fire("pointer-move", { x: 2, buttons: 0 });
  events.flush();
  assert.deepEqual(sent.map(([, facts]) => (facts as { x: number }).x), [1, 2]);
});

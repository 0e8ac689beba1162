import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { LayoutObserver } from "../core/layout.ts";
import type { Page, Widget } from "../core/widget.ts";

type Size = readonly [width: number, height: number];

/** Stands for the browser: what is laid out, and the observer that is told of it. */
const sizes = new Map<object, Size>();
let tellObserver: (entries: object[]) => void;
let observed: Map<object, Size>;

class FakeResizeObserver {
  constructor(callback: (entries: object[]) => void) {
    tellObserver = callback;
  }
  observe(element: object): void {
    observed.set(element, [0, 0]);
  }
  unobserve(element: object): void {
    observed.delete(element);
  }
  disconnect(): void {
    observed.clear();
  }
}
Object.assign(globalThis, { ResizeObserver: FakeResizeObserver });
mock.timers.enable({ apis: ["setTimeout"] });

/** A frame: an observer is told of every size that it has not seen. */
function frame(): void {
  const entries: object[] = [];
  for (const [target, seen] of observed) {
    const [inlineSize, blockSize] = sizes.get(target) ?? [0, 0];
    if (seen[0] === inlineSize && seen[1] === blockSize) continue;
    observed.set(target, [inlineSize, blockSize]);
    entries.push({ target, borderBoxSize: [{ inlineSize, blockSize }] });
  }
  if (entries.length) tellObserver(entries);
}

let told: [action: string, width: number, height: number][];
let facts: [key: string, value: unknown][];
let listened: Set<string>;
let widget: Widget;

function observer(isRebuilt: boolean): LayoutObserver {
  return new LayoutObserver(page, isRebuilt, () => undefined);
}

/** The program listens to these. */
function listen(layout: LayoutObserver, ...actions: string[]): void {
  for (const action of actions) {
    listened.add(action);
    layout.listened(widget, action);
  }
}

function box(element: object): object {
  const [width, height] = sizes.get(element) ?? [0, 0];
  return { left: 0, top: 0, width, height };
}

const root = { getBoundingClientRect: () => ({ left: 0, top: 0 }) };
/** Whether windows fill the page. */
let isPaged = false;
const page = {
  root,
  windows: { isPage: () => isPaged },
  listening: (_source: object, action: string) => listened.has(action),
  fire: (_source: object, action: string, [event]: [{ width: number; height: number }]) => {
    told.push([action, event.width, event.height]);
  },
  report: (_source: object, key: string, value: unknown) => facts.push([key, value]),
} as unknown as Page;

beforeEach(() => {
  [told, facts, listened, observed] = [[], [], new Set(), new Map()];
  sizes.clear();
  isPaged = false;
  const element = { getBoundingClientRect: () => box(element) };
  widget = { element, parent: null } as unknown as Widget;
});

function resize(...size: Size): void {
  sizes.set(widget.element, size);
}

test("a new widget's first layout is told as map and resize", () => {
  const layout = observer(false);
  layout.add(widget);
  listen(layout, "map", "resize");
  resize(30, 20);
  frame();
  mock.timers.tick(1);
  assert.deepEqual(told, [["map", 30, 20], ["resize", 30, 20]]);
});

test("what the rebuild comes to is mapped, and no resize", () => {
  const layout = observer(true);
  layout.add(widget);
  listen(layout, "map", "resize");
  resize(30, 20);
  layout.shown();
  frame();
  mock.timers.tick(1);
  assert.deepEqual(told, [["map", 30, 20]]);
});

test("in a rebuilt page a second size that is seen before the first was told is told", () => {
  const layout = observer(true);
  layout.add(widget);
  listen(layout, "map", "resize");
  resize(30, 20);
  layout.shown();
  frame();
  // The timer has not run yet.
  resize(120, 40);
  frame();
  mock.timers.tick(1);
  assert.deepEqual(told, [["map", 120, 40], ["resize", 120, 40]]);
});

test("in a rebuilt page a change before the first frame is told", () => {
  const layout = observer(true);
  layout.add(widget);
  listen(layout, "resize");
  resize(30, 20);
  layout.shown();
  resize(120, 40);
  frame();
  mock.timers.tick(1);
  assert.deepEqual(told, [["resize", 120, 40]]);
});

test("in a rebuilt page a change just after the program began to listen is told", () => {
  const layout = observer(true);
  layout.add(widget);
  resize(30, 20);
  layout.shown();
  frame();
  listen(layout, "resize");
  resize(120, 40);
  frame();
  mock.timers.tick(1);
  assert.deepEqual(told, [["resize", 120, 40]]);
});

test("a widget that a rebuilt page is given later is as new as in any page", () => {
  const layout = observer(true);
  layout.shown();
  layout.add(widget);
  listen(layout, "map", "resize");
  resize(30, 20);
  frame();
  mock.timers.tick(1);
  assert.deepEqual(told, [["map", 30, 20], ["resize", 30, 20]]);
});

test("what was hidden in a rebuilt page is told once it shows", () => {
  const layout = observer(true);
  layout.add(widget);
  listen(layout, "map", "resize");
  layout.shown();
  frame();
  resize(30, 20);
  frame();
  mock.timers.tick(1);
  assert.deepEqual(told, [["map", 30, 20], ["resize", 30, 20]]);
});

test("sizes are reported once, also of those that nobody listens to", () => {
  for (const isRebuilt of [false, true]) {
    facts = [];
    const layout = observer(isRebuilt);
    layout.add(widget);
    layout.measure();
    resize(30.4, 20.6);
    if (isRebuilt) layout.shown();
    layout.measure();
    frame();
    layout.measure();
    assert.deepEqual(facts, [["size", [30, 21]], ["position", [0, 0]]]);
    assert.deepEqual(told, []);
    layout.forget(widget);
  }
});

test("a hidden widget keeps its last size, and showing it again is no news", () => {
  const layout = observer(false);
  layout.add(widget);
  listen(layout, "map", "resize");
  for (const size of [[30, 20], [0, 0], [30, 20]] as Size[]) {
    resize(...size);
    frame();
    mock.timers.tick(1);
    layout.measure();
  }
  assert.deepEqual(told, [["map", 30, 20], ["resize", 30, 20]]);
  assert.deepEqual(facts.filter(([key]) => key === "size"), [["size", [30, 20]]]);
});

test("what shows and is hidden before that was told has shown all the same", () => {
  const layout = observer(false);
  layout.add(widget);
  listen(layout, "map");
  resize(30, 20);
  frame();
  resize(0, 0);
  frame();
  mock.timers.tick(1);
  assert.deepEqual(told, [["map", 30, 20]]);
});

test("the size and place of a window that fills a narrow page are no news of the window", () => {
  const layout = observer(false);
  layout.add(widget);
  listen(layout, "map", "resize");
  resize(300, 200);
  frame();
  mock.timers.tick(1);
  layout.measure();
  const known = facts.length;
  isPaged = true;
  resize(390, 844);
  frame();
  mock.timers.tick(1);
  layout.measure();
  isPaged = false;
  resize(300, 200);
  frame();
  mock.timers.tick(1);
  layout.measure();
  assert.deepEqual(told, [["map", 300, 200], ["resize", 300, 200]]);
  assert.equal(facts.length, known);
});

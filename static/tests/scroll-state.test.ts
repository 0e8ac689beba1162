import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { Widget } from "../core/widget.ts";
import { ScrollState } from "../widgets-support/scroll-state.ts";

Object.assign(globalThis, {
  ResizeObserver: class {
    observe = mock.fn();
    disconnect = mock.fn();
  },
});
let now = 0;
mock.method(performance, "now", () => now);

/** A view 100 px high of content 1100 px high: a position in px is a fraction in thousandths. */
class Viewport extends EventTarget {
  scrollLeft = 0;
  scrollTop = 0;
  scrollWidth = 100;
  scrollHeight = 1100;
  clientWidth = 100;
  clientHeight = 100;

  scrollTo(top: number): void {
    this.scrollTop = top;
    this.dispatchEvent(new Event("scroll"));
  }

  shrinkTo(height: number): void {
    this.scrollHeight = height;
    this.scrollTo(Math.min(this.scrollTop, height - this.clientHeight));
  }

  act(type: string): void {
    this.dispatchEvent(new Event(type));
  }
}

let view: Viewport;
let state: ScrollState;
let told: number[];
let reported: unknown[];

beforeEach(() => {
  [view, told, reported] = [new Viewport(), [], []];
  now += 60_000;
  const widget = {
    signal: new AbortController().signal,
    page: {
      report: (_widget: object, _key: string, value: unknown) => reported.push(value),
      settled: (action: () => void) => action(),
    },
  };
  const tell = (_h: number, v: number): void => void told.push(v);
  state = new ScrollState(widget as unknown as Widget, view as unknown as HTMLElement, tell);
});

test("a scroll after a user's act is the user's, and each is reported", () => {
  view.scrollTo(100);
  assert.deepEqual(told, []);
  view.act("wheel");
  view.scrollTo(200);
  assert.deepEqual(told, [0.2]);
  assert.deepEqual(reported, [[0, 0.1], [0, 0.2]]);
});

test("a scroll by the program is not the user's", () => {
  view.act("wheel");
  view.scrollTo(200);
  state.moveTo(null, 0.5);
  assert.equal(view.scrollTop, 500);
  view.scrollTo(view.scrollTop);
  assert.deepEqual(told, [0.2]);
});

test("content that the program changes does not swallow the scroll that a user has begun", () => {
  view.act("wheel");
  now += 5;
  state.contentChanges();
  now += 11;
  view.scrollTo(200);
  // The wheel's momentum goes on for a while, and so does a drag of the bar.
  now += 1000;
  state.contentChanges();
  view.scrollTo(300);
  assert.deepEqual(told, [0.2, 0.3]);
  view.act("scrollend");
  state.contentChanges();
  view.scrollTo(250);
  assert.deepEqual(told, [0.2, 0.3], "this one came of the content");
});

test("content that shrinks moves what is in view, which is not the user's doing", () => {
  view.act("keydown");
  view.scrollTo(900);
  state.contentChanges();
  view.shrinkTo(600);
  assert.deepEqual(told, [0.9]);
  view.act("keydown");
  view.scrollTo(250);
  assert.deepEqual(told, [0.9, 0.5], "the next one is");
});

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Inputs, type Act } from "../core/inputs.ts";
import type { Message } from "../core/messages.ts";

let now = 0;
mock.method(performance, "now", () => now);
let inputs: Inputs;

beforeEach(() => {
  now = 1000;
  inputs = new Inputs();
});

function act(action: string, options: Partial<Act> & { value?: unknown } = {}): Act {
  const { wid = 7, keys = ["value"], continuous = null, value = 0 } = options;
  return { wid, keys, continuous, message: { type: "callback", wid, action, args: [value] } };
}

function brief(messages: readonly Message[]): unknown[] {
  return messages.map(({ seq, action, args }) => [seq, action, (args as unknown[])[0]]);
}

test("inputs are numbered from 1, and kept until they are acknowledged", () => {
  assert.equal(inputs.add(act("a"))["seq"], 1);
  assert.equal(inputs.add(act("b"))["seq"], 2);
  assert.equal(inputs.add(act("c"))["seq"], 3);
  inputs.acknowledge(2);
  assert.deepEqual(brief(inputs.repeat()), [[3, "c", 0]]);
  inputs.acknowledge(1);
  assert.equal(inputs.count, 1, "an older number says nothing new");
  inputs.acknowledge(9);
  assert.equal(inputs.count, 0);
  assert.equal(inputs.add(act("d"))["seq"], 4);
});

test("without a connection the last of a continuous input stands for those before it", () => {
  const drag = (value: number) => act("moved", { continuous: [], value });
  inputs.hold(drag(1));
  inputs.hold(drag(2));
  inputs.hold(act("clicked"));
  inputs.hold(drag(3));
  inputs.hold({ ...drag(4), message: { ...drag(4).message, action: "sized" } });
  inputs.hold(act("clicked"));
  inputs.hold(act("clicked"));
  assert.deepEqual(brief(inputs.repeat()), [
    [1, "moved", 2],
    [2, "clicked", 0],
    [3, "moved", 3],
    [4, "sized", 4],
    [5, "clicked", 0],
    [6, "clicked", 0],
  ]);
});

test("of acts that differ in what makes them another kind both count", () => {
  const move = (x: number, buttons: number) => {
    return act("pointer-move", { continuous: ["buttons", "modifiers"], value: { x, buttons } });
  };
  for (const [x, buttons] of [[1, 1], [2, 1], [3, 0], [4, 0]] as const) inputs.hold(move(x, buttons));
  const held = inputs.repeat().map(({ args }) => (args as unknown[])[0]);
  assert.deepEqual(held, [{ x: 2, buttons: 1 }, { x: 4, buttons: 0 }]);
});

test("another widget's input is another one", () => {
  inputs.hold(act("moved", { continuous: [], wid: 7 }));
  inputs.hold(act("moved", { continuous: [], wid: 8 }));
  assert.equal(inputs.count, 2);
});

test("what was sent is not replaced: the server may have applied it", () => {
  const drag = (value: number) => act("moved", { continuous: [], value });
  inputs.add(drag(1));
  inputs.hold(drag(2));
  inputs.repeat();
  inputs.hold(drag(3));
  assert.deepEqual(brief(inputs.repeat()), [[1, "moved", 1], [2, "moved", 2], [3, "moved", 3]]);
});

test("a change is out of date while inputs for all of its keys are under way", () => {
  inputs.add(act("a", { keys: ["value", "index"] }));
  assert.ok(inputs.outdates(7, ["index", "value"]));
  // It brings something up to date that no input stands for.
  assert.ok(!inputs.outdates(7, ["index", "items"]));
  assert.ok(!inputs.outdates(7, ["items"]));
  assert.ok(!inputs.outdates(7, []));
  assert.ok(!inputs.outdates(8, ["value"]));
  inputs.acknowledge(1);
  assert.ok(!inputs.outdates(7, ["value"]));
});

test("the order of the windows is one, whichever of them an input is of", () => {
  inputs.add(act("raised", { keys: ["stack"] }));
  assert.ok(inputs.outdates(8, ["stack"]));
  assert.ok(!inputs.outdates(8, ["visible", "stack"]));
});

test("in a page that is rebuilt nothing is out of date, but all is still to be told", () => {
  inputs.add(act("a"));
  inputs.forgetKeys();
  assert.ok(!inputs.outdates(7, ["value"]));
  assert.equal(inputs.repeat().length, 1);
});

test("a page that is rebuilt lets go of what the server has not got", () => {
  inputs.add(act("sent"));
  inputs.hold(act("held"));
  const names = (acts: readonly Act[]) => acts.map(({ message }) => message["action"]);
  assert.deepEqual(names(inputs.release(true)), ["held"]);
  assert.equal(inputs.count, 0);
  inputs.add(act("sent"));
  inputs.hold(act("held"));
  assert.deepEqual(names(inputs.release(false)), ["sent", "held"]);
});

test("reports are no user's, and the oldest input tells how long the server takes", () => {
  assert.equal(inputs.age, 0);
  inputs.add(act("report", { wid: 0 }));
  now += 300;
  inputs.add(act("a"));
  assert.equal(inputs.count, 1);
  assert.equal(inputs.age, 300);
  inputs.acknowledge(1);
  now += 5;
  assert.equal(inputs.age, 5);
});

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { describe, failure, integer, list, text } from "../core/messages.ts";

const MESSAGE = { type: "call", name: "x", count: 3, items: [1], half: 0.5 };

test("fields are what they must be, or an error names them", () => {
  assert.equal(text(MESSAGE, "name"), "x");
  assert.equal(integer(MESSAGE, "count"), 3);
  assert.deepEqual(list(MESSAGE, "items"), [1]);
  assert.deepEqual(list(MESSAGE, "missing"), []);
  assert.throws(() => text(MESSAGE, "count"), { message: 'call: "count" must be text' });
  assert.throws(() => integer(MESSAGE, "half"), { message: 'call: "half" must be a whole number' });
  assert.throws(() => list(MESSAGE, "name"), { message: 'call: "name" must be a list' });
});

test("a failure is told to the server, and to developers", () => {
  const log = mock.method(console, "error", () => undefined);
  assert.deepEqual(failure({ type: "call", id: 4 }, new Error("wrong")), {
    type: "error",
    id: 4,
    error: "wrong",
  });
  assert.equal(log.mock.callCount(), 1);
  assert.equal(describe("thrown text"), "thrown text");
});

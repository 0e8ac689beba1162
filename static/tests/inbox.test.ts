import assert from "node:assert/strict";
import { test } from "node:test";
import { Inbox, type Parcel } from "../core/inbox.ts";

function bytes(...values: number[]): ArrayBuffer {
  return new Uint8Array(values).buffer;
}

/** Each message's type, with the bytes that came with it. */
function brief(parcels: readonly Parcel[]): unknown[] {
  return parcels.map(({ messages, isArray, bytes: pairs }) => {
    const types = messages.map((message) => {
      const data = pairs.get(message);
      return data ? [message.type, ...new Uint8Array(data)] : message.type;
    });
    return isArray ? types : types[0];
  });
}

test("a text without bytes is whole at once", () => {
  const inbox = new Inbox();
  assert.deepEqual(brief(inbox.take('{"type": "a"}')), ["a"]);
  assert.deepEqual(brief(inbox.take('[{"type": "a"}, {"type": "b"}]')), [["a", "b"]]);
  assert.deepEqual(brief(inbox.take("[]")), [[]]);
});

test("nothing among messages says nothing", () => {
  const inbox = new Inbox();
  assert.deepEqual(brief(inbox.take('[null, {"type": "a"}, null]')), [["a"]]);
  assert.deepEqual(brief(inbox.take("null")), [undefined]);
});

test("bytes belong to the messages that announced them, first in, first out", () => {
  const inbox = new Inbox();
  const text = '[{"type": "binary-call"}, {"type": "a"}, {"type": "binary-chunk"}]';
  assert.deepEqual(inbox.take(text), []);
  assert.deepEqual(inbox.take('{"type": "later"}'), [], "the order stays");
  assert.deepEqual(inbox.take(bytes(1)), []);
  assert.deepEqual(brief(inbox.take(bytes(2, 3))), [
    [["binary-call", 1], "a", ["binary-chunk", 2, 3]],
    "later",
  ]);
});

test("bytes that come first wait for what announces them", () => {
  const inbox = new Inbox();
  assert.deepEqual(inbox.take(bytes(1)), []);
  assert.deepEqual(brief(inbox.take('{"type": "binary-call"}')), [["binary-call", 1]]);
});

for (const frame of ["{", "3", "[1]", '{"kind": "a"}', '[{"type": "a"}, {"type": 4}]']) {
  test(`${frame} is no message, and what follows is read`, () => {
    const inbox = new Inbox();
    assert.throws(() => inbox.take(frame));
    assert.deepEqual(brief(inbox.take('{"type": "a"}')), ["a"]);
  });
}

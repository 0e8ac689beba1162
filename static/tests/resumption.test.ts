import assert from "node:assert/strict";
import { test } from "node:test";
import { Resumption } from "../core/resumption.ts";

test("a page without a name asks for nothing", () => {
  const resumption = new Resumption();
  assert.ok(!resumption.isPossible);
  assert.deepEqual(resumption.request(), {});
  resumption.begin({ type: "session-info" });
  assert.ok(!resumption.isPossible);
});

test("it says how many frames of the session have come", () => {
  const resumption = new Resumption();
  resumption.count({ type: "create", id: 1 }, null);
  resumption.begin({ type: "session-info", resume: "me" });
  assert.equal(resumption.answered, null);
  resumption.count({ type: "create", id: 8 }, null);
  resumption.count({ type: "binary-call", id: 9 }, new ArrayBuffer(1));
  resumption.count({ type: "ack" }, null);
  for (const type of ["init", "ping", "waiting", "rejected", "resumed"]) {
    resumption.count({ type, id: -1 }, null);
  }
  assert.deepEqual(resumption.request(), { resume: { name: "me", received: 5 } });
  resumption.drop();
  assert.deepEqual(resumption.request(), {});
});

test("it knows the last message of the session that has an answer", () => {
  const resumption = new Resumption();
  resumption.answering({ type: "create", id: 9 });
  for (const type of ["init", "ping", "waiting", "rejected", "resumed"]) {
    resumption.answering({ type, id: -1 });
  }
  resumption.answering({ type: "ack" });
  assert.equal(resumption.answered, 9);
  resumption.begin({ type: "session-info", resume: "me" });
  assert.equal(resumption.answered, null);
});

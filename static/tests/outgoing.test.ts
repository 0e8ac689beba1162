import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Outgoing } from "../core/outgoing.ts";
import { PIECE_UNITS } from "../core/pieces.ts";

const LONG = JSON.stringify("x".repeat(8 * PIECE_UNITS));

let sent: (string | ArrayBuffer)[];
/** How much the line takes before it has enough; null for all there is. */
let room: number | null;
let outgoing: Outgoing;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  [sent, room] = [[], null];
  outgoing = new Outgoing({
    send: (frame) => sent.push(frame),
    waiting: () => (room !== null && sent.length >= room ? 2 ** 21 : 0),
  });
  outgoing.open(true);
});

afterEach(() => mock.timers.reset());

function types(): string[] {
  return sent.map((frame) => {
    return typeof frame === "string" ? ((JSON.parse(frame) as { type: string }).type ?? "whole") : "bytes";
  });
}

function message(type: string): string {
  return JSON.stringify({ type });
}

test("what is short goes as it is, what is long in pieces, all in order", () => {
  outgoing.send(message("first"));
  outgoing.send(LONG);
  outgoing.send(new ArrayBuffer(3));
  outgoing.send(message("last"));
  assert.deepEqual(types(), ["first", ...new Array<string>(9).fill("piece"), "bytes", "last"]);
  assert.equal(outgoing.isBusy, false);
});

test("pieces wait for the line, and what comes later waits for them", () => {
  room = 2;
  outgoing.send(LONG);
  outgoing.send(message("later"));
  outgoing.send(new ArrayBuffer(5));
  assert.deepEqual(types(), ["piece", "piece"]);
  assert.equal(outgoing.isBusy, true);
  assert.equal(outgoing.waiting, 2 ** 21 + message("later").length + 5);
  room = 5;
  mock.timers.tick(5);
  assert.equal(sent.length, 5);
  room = null;
  mock.timers.tick(5);
  assert.deepEqual(types().slice(9), ["later", "bytes"]);
  assert.equal(outgoing.isBusy, false);
});

test("with the line goes what waited", () => {
  room = 1;
  outgoing.send(LONG);
  outgoing.close();
  assert.equal(outgoing.isBusy, false);
  room = null;
  mock.timers.tick(1000);
  outgoing.open(true);
  outgoing.send(message("new"));
  assert.deepEqual(types(), ["piece", "new"]);
});

test("a server that knows no pieces gets a long text whole", () => {
  outgoing.open(false);
  outgoing.send(LONG);
  assert.deepEqual(sent, [LONG]);
});

test("a text is measured in the bytes that it has", () => {
  assert.equal(outgoing.excess(LONG), null);
  outgoing.limit({ type: "session-info", max_message_size: 10 });
  assert.equal(outgoing.excess("€€€x"), null);
  assert.deepEqual(outgoing.excess("€€€€"), { size: 12, most: 10 });
});

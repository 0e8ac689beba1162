import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Handshake, UnexpectedMessageError, type HandshakeState } from "../core/handshake.ts";

/** How to get into each state. */
const WAYS: Readonly<Record<HandshakeState, readonly string[]>> = {
  CLOSED: [],
  CONNECTING: ["opened"],
  GREETED: ["opened", "init"],
  HELD: ["opened", "init", "waiting"],
  ESTABLISHED: ["opened", "init", "session-info"],
  REJECTED: ["opened", "rejected"],
};

/** The state that each message leads to; those that are left out are refused. */
const ALLOWED: Readonly<Record<HandshakeState, Readonly<Record<string, HandshakeState>>>> = {
  CLOSED: {},
  CONNECTING: { init: "GREETED", rejected: "REJECTED", ping: "CONNECTING" },
  GREETED: {
    "session-info": "ESTABLISHED",
    waiting: "HELD",
    rejected: "REJECTED",
    ping: "GREETED",
    notice: "GREETED",
    closing: "GREETED",
    create: "ESTABLISHED",
    "reconstruct-start": "ESTABLISHED",
    "register-font": "ESTABLISHED",
  },
  HELD: {
    "session-info": "ESTABLISHED",
    waiting: "HELD",
    rejected: "REJECTED",
    ping: "HELD",
    notice: "HELD",
    closing: "HELD",
    create: "ESTABLISHED",
    "reconstruct-start": "ESTABLISHED",
    "register-font": "ESTABLISHED",
  },
  ESTABLISHED: {
    "session-info": "ESTABLISHED",
    rejected: "REJECTED",
    ping: "ESTABLISHED",
    notice: "ESTABLISHED",
    closing: "ESTABLISHED",
    create: "ESTABLISHED",
    "reconstruct-start": "ESTABLISHED",
    "register-font": "ESTABLISHED",
    ack: "ESTABLISHED",
    "binary-chunk": "ESTABLISHED",
    "reconstruct-end": "ESTABLISHED",
  },
  REJECTED: {},
};

const TYPES = [
  ...new Set(Object.values(ALLOWED).flatMap((moves) => Object.keys(moves))),
  "resumed",
  // A message can't pass by calling itself what the table calls all others.
  "message of a session",
];

function reach(state: HandshakeState): Handshake {
  const handshake = new Handshake();
  for (const step of WAYS[state]) {
    if (step === "opened") handshake.opened();
    else handshake.admit({ type: step });
  }
  assert.equal(handshake.state, state);
  return handshake;
}

for (const state of Object.keys(WAYS) as HandshakeState[]) {
  describe(state, () => {
    for (const type of TYPES) {
      const next = ALLOWED[state][type];
      test(`${type}: ${next ?? "refused"}`, () => {
        const handshake = reach(state);
        if (next) {
          handshake.admit({ type });
          assert.equal(handshake.state, next);
          return;
        }
        assert.throws(() => handshake.admit({ type }), UnexpectedMessageError);
        assert.equal(handshake.state, state, "nothing has changed");
      });
    }
  });
}

test("an error says what came, when, and what may come", () => {
  const handshake = reach("CONNECTING");
  assert.throws(() => handshake.admit({ type: "create" }), {
    name: "UnexpectedMessageError",
    message:
      "create: not expected while the connection is CONNECTING; expected init, rejected, ping",
    type: "create",
    state: "CONNECTING",
    expected: ["init", "rejected", "ping"],
  });
  assert.throws(() => reach("REJECTED").admit({ type: "ping" }), /expected nothing$/u);
});

test("a server resumes only what it was asked to", () => {
  const handshake = reach("GREETED");
  assert.throws(() => handshake.admit({ type: "resumed" }), /expected session-info, waiting/u);
  handshake.asksToResume();
  assert.throws(() => handshake.admit({ type: "init" }), /expected session-info, resumed, waiting/u);
  handshake.admit({ type: "resumed" });
  assert.equal(handshake.state, "ESTABLISHED");
  assert.throws(() => handshake.admit({ type: "resumed" }), UnexpectedMessageError);
  handshake.opened();
  handshake.admit({ type: "init" });
  assert.throws(() => handshake.admit({ type: "resumed" }), UnexpectedMessageError, "not twice");
});

test("silence holds a page that was greeted, and no other", () => {
  for (const state of Object.keys(WAYS) as HandshakeState[]) {
    const handshake = reach(state);
    assert.equal(handshake.hold(), state === "GREETED");
    assert.equal(handshake.state, state === "GREETED" ? "HELD" : state);
  }
});

test("a rejection outlasts the connection, but not the next one", () => {
  const handshake = reach("ESTABLISHED");
  handshake.closed();
  assert.equal(handshake.state, "CLOSED");
  handshake.reject();
  handshake.closed();
  assert.equal(handshake.state, "REJECTED");
  handshake.opened();
  assert.equal(handshake.state, "CONNECTING");
});

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Endpoint } from "../core/endpoint.ts";
import type { Act } from "../core/inputs.ts";
import { FEATURES, type Message } from "../core/messages.ts";

let endpoint: Endpoint;
let sent: Message[];
/** How many bytes the connection has not sent yet. */
let waiting: number;
/** What the endpoint had its surroundings do, in order. */
let log: string[];
let wids: Set<number>;
const complain = mock.method(console, "error", () => undefined);
mock.timers.enable({ apis: ["setTimeout"] });

beforeEach(() => {
  [sent, log, wids, waiting] = [[], [], new Set([7, 8]), 0];
  complain.mock.resetCalls();
  const noted = (name: string) => (...args: readonly unknown[]) => {
    log.push([name, ...args.map((arg) => (typeof arg === "object" ? "{}" : String(arg)))].join(" "));
  };
  endpoint = new Endpoint({
    transport: {
      send: (frame) => sent.push(JSON.parse(frame as string) as Message),
      waiting: () => waiting,
      established: noted("transport.established"),
      expectHeartbeat: noted("expectHeartbeat"),
      stop: noted("stop"),
    },
    replicas: {
      replica: {
        has: (wid) => wids.has(wid),
        adopt: noted("adopt"),
        apply: ({ type }) => {
          log.push(`apply ${type}`);
          return {};
        },
        applyBinary: ({ type }, bytes) => {
          log.push(`applyBinary ${type} ${bytes.byteLength}`);
          return {};
        },
      },
      drafts: () => [],
      settle: () => undefined,
      retire: noted("retire"),
      clear: noted("clear"),
      build: noted("build"),
      finish: noted("finish"),
    },
    services: {
      viewport: { width: 300, height: 200 },
      serve: ({ type }) => (type === "notice" ? null : undefined),
      greeted: noted("greeted"),
      closing: noted("closing"),
      held: noted("held"),
      established: noted("established"),
      joined: noted("joined"),
      resumed: noted("resumed"),
      disconnected: noted("disconnected"),
      refused: noted("refused"),
      ended: noted("ended"),
      tell: noted("tell"),
    },
    credentials: {
      answer: () => ({ session_id: 5 }),
      keep: noted("keep"),
      drop: noted("drop"),
    },
  });
});

/** Lets the endpoint take a message. @returns what it sends at once and as the answer */
async function take(message: Message): Promise<Message[]> {
  sent = [];
  endpoint.frame(JSON.stringify(message));
  await new Promise((resolve) => setImmediate(resolve));
  return sent;
}

function greet(...features: string[]): Promise<Message[]> {
  endpoint.opened();
  return take({ type: "init", id: 0, instance: "one", host: "thread", features });
}

function join(fields: object = {}): Promise<Message[]> {
  return take({ type: "session-info", session_id: 5, token: "t", ...fields });
}

function click(wid = 7, continuous: Act["continuous"] = null): Act {
  const message = { type: "callback", wid, action: "activated", args: [] };
  return { wid, keys: ["state"], message, continuous };
}

const RESUMING = ["inputs", "resume", "waiting", "reports"];
const VIEWPORT = { type: "viewport", width: 300, height: 200 };

test("the answer to init names the features and the credentials", async () => {
  assert.deepEqual(await greet(), [
    { type: "result", id: 0, session_id: 5, features: [...FEATURES] },
  ]);
  assert.deepEqual(log, ["greeted false", "retire"]);
  assert.equal(endpoint.state, "GREETED");
});

test("a page that joins keeps the credentials and tells its size", async () => {
  await greet("waiting");
  log = [];
  assert.deepEqual(await join(), [VIEWPORT]);
  assert.equal(endpoint.state, "ESTABLISHED");
  assert.ok(log.includes("keep one 5 t"), log.join());
  assert.ok(log.includes("clear"), log.join());
});

test("a server that names no session just begins", async () => {
  await greet();
  log = [];
  assert.deepEqual(await take({ type: "create", id: 1, wid: 1 }), [{ type: "result", id: 1 }]);
  assert.deepEqual(log, ["transport.established", "established", "apply create"]);
  endpoint.callback(click());
  assert.deepEqual(sent.at(-1), click().message);
});

test("what comes too early or too late is refused, and nothing is done", async () => {
  endpoint.opened();
  const [early] = await take({ type: "create", id: 1, wid: 1 });
  assert.match(String(early?.["error"]), /^create: .* CONNECTING; expected init/u);
  await greet("inputs");
  assert.equal((await take({ type: "resumed", id: 1, seq: 0 }))[0]?.type, "error");
  await join();
  log = [];
  const [late] = await take({ type: "init", id: 2, instance: "two" });
  assert.match(String(late?.["error"]), /^init: .* ESTABLISHED; expected session-info/u);
  await take({ type: "waiting" });
  assert.deepEqual(log, []);
  assert.ok(endpoint.numbered, "the features are the first greeting's");
});

test("a server that keeps silent is waited for; one that can say so is believed", async () => {
  await greet();
  mock.timers.tick(999);
  assert.ok(!log.some((entry) => entry.startsWith("held")));
  mock.timers.tick(1);
  assert.equal(log.at(-1), "held {}");
  assert.equal(endpoint.state, "HELD");
  await join();
  assert.equal(endpoint.state, "ESTABLISHED");
  await greet("waiting");
  log = [];
  mock.timers.tick(60_000);
  assert.deepEqual(log, []);
  await take({ type: "waiting", limit: 3 });
  assert.deepEqual(log, ["held 3"]);
});

for (const [how, leave] of [
  ["joined", () => join()],
  ["closed", () => endpoint.closed(1006, "")],
  ["stopped", () => endpoint.stop()],
] as const) {
  test(`once ${how}, nothing is waited for any more`, async () => {
    await greet();
    await leave();
    log = [];
    mock.timers.tick(60_000);
    assert.deepEqual(log, []);
  });
}

test("a rejection ends it, with the credentials if they were wrong", async () => {
  await greet();
  log = [];
  await take({ type: "rejected", code: 4003, reason: "over" });
  assert.deepEqual(log, ["stop", "retire", "ended over"]);
  assert.equal(endpoint.state, "REJECTED");
  await greet();
  log = [];
  assert.equal(endpoint.closed(4001, "wrong"), false, "it is not tried again");
  assert.deepEqual(log, ["disconnected", "stop", "retire", "drop", "refused"]);
  assert.equal(endpoint.state, "REJECTED");
});

test("a heartbeat is expected of a server that announces it, or sends a ping", async () => {
  await greet("heartbeat");
  assert.ok(log.includes("expectHeartbeat false"), log.join());
  log = [];
  await greet();
  assert.ok(!log.some((entry) => entry.startsWith("expectHeartbeat")), log.join());
  assert.deepEqual(await take({ type: "ping", id: -1 }), [{ type: "result", id: -1 }]);
  assert.equal(log.at(-1), "expectHeartbeat false");
});

test("a kernel's own loop may be busy, and silent", async () => {
  endpoint.opened();
  await take({ type: "init", id: 0, host: "kernel", features: ["heartbeat"] });
  assert.ok(log.includes("greeted true"));
  assert.ok(log.includes("expectHeartbeat true"), log.join());
});

test("a page that has lost its connection goes on where it was", async () => {
  await greet(...RESUMING);
  await join({ resume: "me" });
  await take({ type: "create", id: 11, wid: 1 });
  endpoint.callback(click(7));
  assert.equal(endpoint.closed(1006, ""), true);
  endpoint.callback(click(8));
  endpoint.viewportChanged();
  assert.equal(sent.length, 2, "the answer, and the first click");
  const [hello] = await greet(...RESUMING);
  assert.deepEqual(hello?.["resume"], { name: "me", received: 2 });
  log = [];
  assert.deepEqual(await take({ type: "resumed", seq: 1 }), [
    { ...click(8).message, seq: 2 },
    { type: "result", id: 11 },
    VIEWPORT,
  ]);
  assert.ok(!log.includes("retire"), log.join());
});

for (const [what, init] of [
  ["another run of the program", { instance: "two", features: RESUMING }],
  ["a server that can't resume", { instance: "one", features: ["inputs"] }],
] as const) {
  test(`${what} is not asked to resume`, async () => {
    await greet(...RESUMING);
    await join({ resume: "me" });
    endpoint.closed(1006, "");
    endpoint.opened();
    log = [];
    const [hello] = await take({ type: "init", id: 0, ...init });
    assert.ok(hello && !("resume" in hello));
    assert.ok(log.includes("retire"), log.join());
    assert.equal((await take({ type: "resumed", id: 1, seq: 1 }))[0]?.type, "error");
  });
}

test("what the server has not got is told to the page that is rebuilt, if its widget is there", async () => {
  await greet(...RESUMING);
  await join({ resume: "me" });
  endpoint.callback(click(7));
  endpoint.callback(click(8));
  endpoint.callback(click(9));
  endpoint.closed(1006, "");
  await greet(...RESUMING);
  await join({ resume: "you", seq: 1 });
  assert.deepEqual(await take({ type: "reconstruct-start", next_wid: 10 }), []);
  const told = await take({ type: "reconstruct-end" });
  assert.deepEqual(told, [{ ...click(8).message, seq: 1, echo: true }]);
  assert.deepEqual(await take({ type: "reconstruct-end" }), [], "once");
});

for (const [what, info] of [
  ["another session", { session_id: 6 }],
  ["a session with the same id of another run", { token: "another" }],
] as const) {
  test(`${what} does not get it, and the user is told`, async () => {
    await greet(...RESUMING);
    await join({ resume: "me" });
    endpoint.callback(click(7));
    endpoint.closed(1006, "");
    await greet(...RESUMING);
    log = [];
    await join({ resume: "you", ...info });
    assert.ok(log.includes("clear"), log.join());
    assert.ok(log.some((entry) => entry.startsWith("tell Some of what you did")));
    await take({ type: "reconstruct-start", next_wid: 10 });
    assert.deepEqual(await take({ type: "reconstruct-end" }), []);
  });
}

test("without a server that resumes, what is done without a connection is lost", async () => {
  await greet("inputs");
  await join();
  endpoint.closed(1006, "");
  endpoint.callback(click());
  assert.equal(endpoint.inputs.count, 0);
});

test("a plain server gets callbacks without numbers, and no reports", async () => {
  await greet();
  await join();
  sent = [];
  endpoint.callback(click());
  endpoint.reports([[7, "size", [1, 2]]]);
  assert.deepEqual(sent, [click().message]);
});

test("a picture that fails without a line is told when there is one, if the server hears it", async () => {
  const failure = { type: "picture-failed", wid: 7, picture: "/a.png", status: null };
  await greet(...RESUMING);
  await join({ resume: "name", seq: 0 });
  sent = [];
  endpoint.pictureFailed(failure);
  assert.deepEqual(sent, []);
  await greet(...RESUMING, "pictures");
  await join({ resume: "name", seq: 0 });
  endpoint.closed(1006, "");
  endpoint.pictureFailed(failure);
  await greet(...RESUMING, "pictures");
  assert.deepEqual(await take({ type: "resumed", seq: 0 }), [{ ...failure, seq: 1 }, VIEWPORT]);
});

test("inputs are numbered until they are acknowledged", async () => {
  await greet("inputs", "reports");
  await join();
  sent = [];
  endpoint.callback(click());
  endpoint.reports([[7, "size", [1, 2]]]);
  assert.deepEqual(sent, [
    { ...click().message, seq: 1 },
    { type: "report", reports: [[7, "size", [1, 2]]], seq: 2 },
  ]);
  assert.ok(endpoint.inputs.outdates(7, ["state"]));
  await take({ type: "ack", seq: 1 });
  assert.ok(!endpoint.inputs.outdates(7, ["state"]));
});

test("bytes reach the replica", async () => {
  await greet();
  endpoint.frame(JSON.stringify({ type: "binary-call", id: 1, wid: 7, method: "m" }));
  endpoint.frame(new ArrayBuffer(3));
  assert.equal(log.at(-1), "applyBinary binary-call 3");
});

const LIMIT = 2_000_000;

/** What a user enters: a text of so many characters. */
function paste(length: number): Act {
  const message = { type: "callback", wid: 7, action: "modified", args: ["x".repeat(length)] };
  return { wid: 7, keys: ["text"], message, continuous: [] };
}

async function joinWithLimit(): Promise<void> {
  await greet(...RESUMING, "pieces");
  await join({ resume: "name", max_message_size: LIMIT });
  [sent, log] = [[], []];
}

test("a long input travels in pieces, and pings are answered in between", async () => {
  await joinWithLimit();
  waiting = 2 ** 21;
  endpoint.callback(paste(1_000_000));
  endpoint.callback(click());
  assert.deepEqual(sent, []);
  assert.deepEqual(await take({ type: "ping", id: -1 }), [{ type: "result", id: -1 }]);
  waiting = 0;
  mock.timers.tick(10);
  assert.deepEqual(
    sent.slice(1).map(({ type, seq }) => [type, seq]),
    [...new Array<[string, undefined]>(4).fill(["piece", undefined]), ["callback", 2]],
  );
});

test("the user is told of an input that is too large, and the server is asked what it has", async () => {
  await joinWithLimit();
  endpoint.callback(paste(LIMIT));
  assert.deepEqual(log, ["tell What you entered has 1.9 MiB; this program takes 1.9 MiB at a time."]);
  const withdrawn = { type: "withdrawn", wid: 7, action: "modified", seq: 1 };
  assert.deepEqual(sent, [withdrawn]);
  assert.equal(endpoint.inputs.outdates(7, ["text"]), false, "what the server has may come");
  // The connection is lost: what is sent again is small.
  endpoint.closed(1006, "");
  await greet(...RESUMING, "pieces");
  const again = await take({ type: "resumed", seq: 0 });
  assert.deepEqual(again, [withdrawn, VIEWPORT]);
});

test("an input that was held is measured once there is a connection", async () => {
  await joinWithLimit();
  endpoint.closed(1006, "");
  endpoint.callback(paste(LIMIT));
  endpoint.callback(click());
  await greet(...RESUMING, "pieces");
  const again = await take({ type: "resumed", seq: 0 });
  assert.deepEqual(again.map(({ type, seq }) => [type, seq]), [
    ["withdrawn", 1],
    ["callback", 2],
    ["viewport", undefined],
  ]);
  assert.equal(log.filter((entry) => entry.startsWith("tell")).length, 1);
});

test("a part of a document is asked for again, if it has not come before the connection is lost", async () => {
  await joinWithLimit();
  endpoint.view(7, [0, 100]);
  endpoint.view(8, [0, 50]);
  endpoint.view(8, [200, 50]);
  assert.deepEqual(sent.at(-1), { type: "view", wid: 8, view: [200, 50] });
  await take({ type: "content", id: 3, wid: 7, content: {} });
  endpoint.closed(1006, "");
  sent = [];
  endpoint.view(8, [300, 50]);
  assert.deepEqual(sent, []);
  await greet(...RESUMING, "pieces");
  const again = await take({ type: "resumed", seq: 0 });
  assert.deepEqual(again.slice(-1), [{ type: "view", wid: 8, view: [300, 50] }]);
  assert.equal(again.filter(({ type }) => type === "view").length, 1);
});

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { Message } from "../core/messages.ts";
import { MessagePump, type Handled } from "../core/pump.ts";
import { Resumption } from "../core/resumption.ts";

let sent: unknown[];
let isBrief: boolean;
let pump: MessagePump;
let resumption: Resumption;
let admit: (message: Message) => void;
let handled: [type: string, bytes: string | null][];
/** What handling a message of this type comes to. */
let reactions: Record<string, () => Handled>;
const complain = mock.method(console, "error", () => undefined);

beforeEach(() => {
  [sent, handled, reactions, isBrief] = [[], [], {}, false];
  admit = () => undefined;
  complain.mock.resetCalls();
  resumption = new Resumption();
  resumption.begin({ type: "session-info", resume: "name" });
  pump = new MessagePump(
    {
      get isBrief() {
        return isBrief;
      },
      admit: (message) => admit(message),
      handle: (message, data) => {
        handled.push([message.type, data && new TextDecoder().decode(data)]);
        return (reactions[message.type] ?? (() => ({})))();
      },
      send: (answer) => sent.push(answer),
    },
    resumption,
  );
});

function take(...frames: (Message | readonly Message[] | string)[]): void {
  for (const frame of frames) {
    pump.take(typeof frame === "string" ? bytes(frame) : JSON.stringify(frame));
  }
}

function bytes(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer;
}

/** Lets what was put off until the user's turn happen. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function ok(id: number): object {
  return { type: "result", id };
}

function fails(): never {
  throw new Error("wrong");
}

test("one message has one answer, an array an array of them, in order", async () => {
  reactions = { wrong: fails, value: () => ({ value: 7 }) };
  take({ type: "a", id: 1 }, [{ type: "a", id: 2 }, { type: "wrong", id: 3 }, { type: "value", id: 4 }]);
  assert.deepEqual(sent, [], "first comes what waits in the page");
  await turn();
  assert.deepEqual(sent, [
    ok(1),
    [ok(2), { type: "error", id: 3, error: "wrong" }, { ...ok(4), value: 7 }],
  ]);
});

test("what has no id is not answered, whether it goes well or not", async () => {
  reactions = { wrong: fails, late: () => Promise.reject(new Error("late")), none: () => null };
  take({ type: "a" }, [{ type: "wrong" }], { type: "late" }, { type: "none", id: 1 });
  await turn();
  assert.deepEqual(sent, []);
  assert.equal(complain.mock.callCount(), 2, "developers see it");
});

test("brief answers leave out what a later one says as well", async () => {
  isBrief = true;
  reactions = { wrong: fails, value: () => ({ value: 7 }) };
  const types = ["a", "a", "wrong", "a", "value", "a", "a"];
  take(types.map((type, index) => ({ type, id: index + 1 })));
  // The answer to a ping, whose id is lower, says nothing of the others.
  take([{ type: "a", id: 9 }, { type: "ping", id: -1 }]);
  take({ type: "a", id: 10 });
  await turn();
  assert.deepEqual(sent, [
    [{ type: "error", id: 3, error: "wrong" }, { ...ok(5), value: 7 }, ok(7)],
    [ok(9)],
    ok(10),
  ]);
});

test("a late answer holds back those of its array alone", async () => {
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
  reactions = { late: () => promise };
  take([{ type: "a", id: 1 }, { type: "late", id: 2 }], { type: "a", id: 3 });
  await turn();
  assert.deepEqual(sent, [ok(3)]);
  resolve({ value: 5 });
  await turn();
  assert.deepEqual(sent, [ok(3), [ok(1), { ...ok(2), value: 5 }]]);
});

test("a late answer holds back nothing where answers may be brief", async () => {
  isBrief = true;
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
  reactions = { late: () => promise };
  take([{ type: "a", id: 1 }, { type: "late", id: 2 }, { type: "a", id: 3 }]);
  await turn();
  assert.deepEqual(sent, [[ok(3)]]);
  resolve({ value: null });
  await turn();
  assert.deepEqual(sent, [[ok(3)], { ...ok(2), value: null }]);
});

test("a late answer does not reach the next connection", async () => {
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
  reactions = { late: () => promise };
  take({ type: "late", id: 2 });
  pump.opened();
  resolve({});
  await turn();
  assert.deepEqual(sent, []);
});

test("what does not belong is refused, counted, and does not stop the rest", async () => {
  admit = (message) => {
    if (message.type === "b") throw new Error("not now");
  };
  take([{ type: "a", id: 1 }, { type: "b", id: 2 }, { type: "a", id: 3 }]);
  await turn();
  assert.deepEqual(sent, [[ok(1), { type: "error", id: 2, error: "not now" }, ok(3)]]);
  assert.deepEqual(handled, [["a", null], ["a", null]]);
  assert.deepEqual(resumption.request(), { resume: { name: "name", received: 4 } });
});

test("a frame that can't be read is noted, and the next one counts", async () => {
  pump.take("{");
  take([{ type: 3 } as unknown as Message], { type: "a", id: 1 });
  await turn();
  assert.equal(complain.mock.callCount(), 2);
  assert.deepEqual(sent, [ok(1)]);
});

test("bytes come with the call that announced them", async () => {
  take({ type: "binary-call", id: 1 }, { type: "a", id: 2 });
  await turn();
  assert.deepEqual(handled, []);
  take("data");
  await turn();
  assert.deepEqual(handled, [["binary-call", "data"], ["a", null]]);
  assert.deepEqual(sent, [ok(1), ok(2)]);
  assert.deepEqual(resumption.request(), { resume: { name: "name", received: 4 } });
});

const CHUNKED = { type: "binary-call-chunked", id: 1, transfer_id: "t", num_chunks: 2 };
const piece = (index: number): Message => ({ type: "binary-chunk", transfer_id: "t", chunk_index: index });

test("a call in pieces is carried out and answered once it is whole", async () => {
  take(CHUNKED, piece(1), "ta", { type: "a", id: 2 });
  await turn();
  assert.deepEqual(sent, [ok(2)]);
  take(piece(0), "da");
  await turn();
  assert.deepEqual(handled, [["a", null], ["binary-call-chunked", "data"]]);
  assert.deepEqual(sent, [ok(2), ok(1)]);
});

test("pieces survive a connection that is resumed, but not another session", async () => {
  take(CHUNKED, piece(0), "da");
  pump.opened();
  take(piece(1), "ta");
  assert.deepEqual(handled, [["binary-call-chunked", "data"]]);
  take(CHUNKED, piece(0), "da");
  pump.joined();
  take({ ...piece(1), id: 5 }, "ta");
  await turn();
  assert.deepEqual(sent.at(-1), {
    type: "error",
    id: 5,
    error: 'binary-chunk: no transfer "t" is under way',
  });
});

test("a call in pieces may fail, or end late", async () => {
  reactions = { "binary-call-chunked": fails };
  take({ ...CHUNKED, num_chunks: 1 }, piece(0), "d");
  assert.deepEqual(sent, [{ type: "error", id: 1, error: "wrong" }]);
  reactions = { "binary-call-chunked": () => Promise.resolve({ value: 1 }) };
  take({ ...CHUNKED, num_chunks: 1 }, piece(0), "d");
  await turn();
  assert.deepEqual(sent.at(-1), { ...ok(1), value: 1 });
});

/** The pieces of a message, a few characters each. */
function cut(message: Message): Message[] {
  const parts = JSON.stringify(message).match(/.{1,9}/gsu) ?? [];
  return parts.map((data, index) => ({ type: "piece", index, count: parts.length, data }));
}

test("a message in pieces is handled and answered as if it had come whole", async () => {
  const pieces = cut({ type: "a", id: 2 });
  take({ type: "a", id: 1 }, ...pieces);
  await turn();
  assert.deepEqual(sent, [ok(1), ok(2)]);
  isBrief = true;
  take([{ type: "a", id: 3 }, ...cut({ type: "b", id: 4 })], [...cut({ type: "c", id: 5 }), { type: "d", id: 6 }]);
  await turn();
  assert.deepEqual(sent.slice(2), [[ok(4)], [ok(6)]]);
  assert.deepEqual(handled.map(([type]) => type), ["a", "a", "a", "b", "c", "d"]);
});

test("each piece counts, and a connection that is resumed goes on behind it", async () => {
  const [first, ...others] = cut({ type: "a", id: 9 });
  assert.ok(first);
  take({ type: "a", id: 8 }, first);
  const received = (): unknown => (resumption.request()["resume"] as Message)["received"];
  assert.deepEqual([received(), resumption.answered], [3, 8]);
  pump.opened();
  take(others);
  await turn();
  assert.deepEqual([received(), resumption.answered], [3 + others.length, 9]);
  assert.deepEqual(sent.at(-1), [ok(9)]);
});

test("a piece out of turn is left out", async () => {
  take(...cut({ type: "a", id: 1 }).slice(1));
  pump.joined();
  take(...cut({ type: "b", id: 2 }));
  await turn();
  assert.deepEqual(sent, [ok(2)]);
  assert.ok(complain.mock.callCount() > 0);
});

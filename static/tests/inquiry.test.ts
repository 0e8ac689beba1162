import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Diagnosis } from "../core/diagnosis.ts";
import { inquire, type Finding, type Problem } from "../core/inquiry.ts";

const page = { origin: "https://portal.example" } as Location;
Object.assign(globalThis, { location: page });

let answers: (Response | Error)[] = [];
const asked: string[] = [];
mock.method(globalThis, "fetch", (url: URL) => {
  asked.push(url.href);
  const answer = answers.shift() ?? new TypeError("nothing answers");
  return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
});

function json(told: object): Response {
  return Response.json(told);
}

function redirected(): Response {
  const answer = new Response(null);
  return Object.defineProperties(answer, { type: { value: "opaqueredirect" } });
}

function ask(answer: Response | Error): Promise<Finding> {
  answers = [answer];
  return inquire("wss://host/app/ws?room=1", page);
}

test("the address of the WebSocket is asked, with the page's origin", async () => {
  assert.equal(await ask(json({ pgwidgets: "welcome" })), "welcome");
  const url = "https://host/app/ws?room=1&pgwidgets-origin=https%3A%2F%2Fportal.example";
  assert.equal(asked.at(-1), url);
});

test("a refusal is told in the program's words", async () => {
  const found = await ask(json({ pgwidgets: "refused", reason: "the origin is wrong; so there" }));
  assert.deepEqual(found, {
    title: "The program refuses this page",
    text: "The origin is wrong; so there.",
  });
});

for (const [what, answer, expected] of [
  ["a notebook that knows the program's end", json({ pgwidgets: "ended" }), "ended"],
  ["a busy kernel", json({ pgwidgets: "busy" }), "silent"],
  ["a line that is down", new TypeError("failed"), "silent"],
  ["a server that wants a WebSocket", new Response("", { status: 426 }), "welcome"],
  ["a login page", redirected(), "A login is needed"],
  ["a guard", new Response("", { status: 403 }), "A login is needed"],
  ["a proxy without its program", new Response("", { status: 502 }), "The program gives no answer"],
  ["another server", new Response("hello"), "The program is somewhere else"],
  ["another server's data", json([1]), "The program is somewhere else"],
  ["no server's data", new Response("{", json({})), "silent"],
] as const) {
  test(`what is found: ${what}`, async () => {
    const found = await ask(answer);
    assert.equal(typeof found === "string" ? found : found.title, expected);
  });
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test("what may pass is told when it is found again, and only without a connection", async () => {
  const now = mock.method(performance, "now", () => 0);
  const told: (string | undefined)[] = [];
  const title = (found: Problem | "ended" | null) => (found === "ended" ? found : found?.title);
  const diagnosis = new Diagnosis("ws://host/ws", (found) => told.push(title(found)));
  const fail = async (ms: number, answer: Response): Promise<void> => {
    now.mock.mockImplementation(() => ms);
    answers = [answer];
    diagnosis.failed();
    await settled();
  };
  const welcome = (): Response => json({ pgwidgets: "welcome" });
  await fail(0, welcome());
  await fail(400, welcome());
  assert.deepEqual(told, [undefined], "attempts come more often");
  await fail(600, welcome());
  assert.deepEqual(told.splice(0), [undefined, "No WebSocket gets through"]);
  await fail(5000, welcome());
  assert.deepEqual(told, [], "what is told needs no hurry");
  await fail(6000, welcome());
  assert.deepEqual(told.splice(0), ["No WebSocket gets through"]);
  diagnosis.connected();
  await fail(7000, welcome());
  assert.deepEqual(told.splice(0), [undefined], "it begins anew");
  await fail(13_000, json({ pgwidgets: "ended" }));
  assert.deepEqual(told.splice(0), ["ended"]);
  const late = fail(20_000, json({ pgwidgets: "ended" }));
  diagnosis.connected();
  await late;
  assert.deepEqual(told, [], "there is a connection meanwhile");
});

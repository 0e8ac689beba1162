import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { UrlCredentials } from "../core/address.ts";
import { Credentials } from "../core/credentials.ts";

const storage = new Map<string, string>();
Object.assign(globalThis, {
  window: {
    sessionStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => storage.set(key, value),
      removeItem: (key: string) => storage.delete(key),
    },
  },
});
beforeEach(() => storage.clear());

const OWN = "/ ws://host:9501/ws";
const NOTHING: UrlCredentials = { session_id: null, token: null, key: null };

/** What a page knows after it was loaded. */
function load(place = OWN, link: Partial<UrlCredentials> = {}): Credentials {
  return new Credentials(() => place, { ...NOTHING, ...link });
}

test("a page that is loaded again shows what it was given", () => {
  load().keep(null, 5, "t");
  assert.deepEqual(load().answer(null), { session_id: 5, token: "t" });
});

for (const place of [
  "/ ws://host:6666/ws",
  "/ wss://host:9501/ws",
  "/ ws://host:9501/other/ws",
  "/page ws://host:9501/ws",
]) {
  test(`what was given at ${OWN} is not told at ${place}`, () => {
    load().keep(null, 5, "t");
    assert.deepEqual(load(place).answer(null), {});
    load(place).keep(null, 6, "other");
    load(place).drop();
    assert.deepEqual(load().answer(null), { session_id: 5, token: "t" }, "it is kept");
  });
}

test("what a server that names itself gave is told to no other run of it", () => {
  load().keep("one", 5, "t");
  for (const instance of ["two", null]) assert.deepEqual(load().answer(instance), {});
  assert.deepEqual(load().answer("one"), { session_id: 5, token: "t" });
});

test("a link to another session counts anew, and the key is always told", () => {
  load(OWN, { session_id: "5", token: "t", key: "k" }).keep(null, 7, "u");
  const same = load(OWN, { session_id: "5", token: "t", key: "k" });
  assert.deepEqual(same.answer(null), { key: "k", session_id: 7, token: "u" });
  const other = load(OWN, { session_id: "8", token: "v" });
  assert.deepEqual(other.answer(null), { session_id: "8", token: "v" });
});

test("wrong credentials are forgotten, also those of the link", () => {
  const page = load(OWN, { session_id: "5", token: "t" });
  page.keep(null, 5, "t");
  page.drop();
  assert.deepEqual(page.answer(null), {});
});

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { freshUrl, urlCredentials, webSocketUrl } from "../core/address.ts";

const settings: { PGWIDGETS_WS_URL?: string } = {};
Object.assign(globalThis, { window: settings });
afterEach(() => delete settings.PGWIDGETS_WS_URL);

function page(href: string): Location {
  return new URL(href) as unknown as Location;
}

for (const [href, expected] of [
  ["http://host:9500/", "ws://host:9500/ws"],
  ["https://host/apps/demo/?session=1&token=t", "wss://host/apps/demo/ws"],
  ["http://host/apps/demo/remote.html#top", "ws://host/apps/demo/ws"],
  ["http://localhost:9500/?ws=ws://127.0.0.1:9501/x%23y", "ws://127.0.0.1:9501/x"],
  ["https://host/a/?ws=../b/ws", "wss://host/b/ws"],
  ["http://[::1]/?ws=http://a.localhost:1/", "ws://a.localhost:1/"],
] as const) {
  test(`${href} connects to ${expected}`, () => {
    assert.equal(webSocketUrl(page(href)), expected);
  });
}

test("a link can't make the page show what another host sends", () => {
  const evil = page("http://host/?ws=ws://evil.example/ws");
  assert.throws(() => webSocketUrl(evil), /names another host than this page/u);
  assert.throws(() => webSocketUrl(page("http://host/?ws=ftp://host/")), /is no WebSocket address/u);
});

test("a page of another web server is told where the program is", () => {
  settings.PGWIDGETS_WS_URL = "wss://program.example/ws";
  assert.equal(webSocketUrl(page("http://host/")), "wss://program.example/ws");
  settings.PGWIDGETS_WS_URL = "socket";
  assert.equal(webSocketUrl(page("http://host/a/")), "ws://host/a/socket");
});

test("a token without a session is somebody else's", () => {
  assert.deepEqual(urlCredentials(page("http://host/?session=5&token=t&key=k")), {
    session_id: "5",
    token: "t",
    key: "k",
  });
  assert.deepEqual(urlCredentials(page("http://host/?token=jupyter")), {
    session_id: null,
    token: null,
    key: null,
  });
});

test("a fresh start forgets the session and nothing else", () => {
  assert.equal(
    freshUrl(page("http://host/?session=5&token=t&key=k&fit=1#x")),
    "http://host/?key=k&fit=1#x",
  );
});

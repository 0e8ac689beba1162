import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { freshUrl, urlCredentials, webSocketUrl } from "../core/address.ts";

const settings: { PGWIDGETS_WS_URL?: string } = {};
/** What the page's own server has written into it. */
let ports: string | null = null;
const document = { querySelector: () => (ports === null ? null : { content: ports }) };
Object.assign(globalThis, { window: settings, document });
afterEach(() => {
  delete settings.PGWIDGETS_WS_URL;
  ports = null;
});

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

const OTHER = /names another server than this page's own/u;

test("a link can't make the page show what another host sends", () => {
  assert.throws(() => webSocketUrl(page("http://host/?ws=ws://evil.example/ws")), OTHER);
  assert.throws(() => webSocketUrl(page("http://host/?ws=ftp://host/")), /is no WebSocket address/u);
});

test("a page of another web server is told where the program is", () => {
  settings.PGWIDGETS_WS_URL = "wss://program.example/ws";
  assert.equal(webSocketUrl(page("http://host/")), "wss://program.example/ws");
  settings.PGWIDGETS_WS_URL = "socket";
  assert.equal(webSocketUrl(page("http://host/a/")), "ws://host/a/socket");
});

test("a link can't make a program's page show what another server of its host sends", () => {
  const shown = (href: string) => webSocketUrl(page(href));
  ports = "9500 9501";
  assert.equal(shown("http://host:9501/?ws=ws://host:9500"), "ws://host:9500/");
  assert.equal(shown("http://host:9501/?ws=/other/ws"), "ws://host:9501/other/ws");
  assert.equal(shown("http://localhost:9501/?ws=ws://[::1]:9500/"), "ws://[::1]:9500/");
  assert.throws(() => shown("http://host:9501/?ws=ws://host:6666"), OTHER);
  assert.throws(() => shown("http://host:9501/?ws=ws://host"), OTHER);
  assert.throws(() => shown("http://host:9501/?ws=ws://elsewhere:9500"), OTHER);
  // Behind a proxy they are ports of another machine.
  assert.throws(() => shown("http://host/app/?ws=ws://host:9500"), OTHER);
  assert.equal(shown("https://host/app/?ws=wss://host/app/ws"), "wss://host/app/ws");
  ports = "";
  assert.throws(() => shown("http://host/?ws=ws://host:9500"), OTHER);
});

test("nor where a web server has told the page where the program is", () => {
  settings.PGWIDGETS_WS_URL = "wss://program.example/ws";
  const shown = (href: string) => webSocketUrl(page(href));
  assert.equal(shown("https://host/?ws=wss://program.example/x"), "wss://program.example/x");
  assert.equal(shown("https://host/?ws=wss://host/x"), "wss://host/x");
  assert.throws(() => shown("https://host/?ws=wss://host:9500/"), OTHER);
  assert.throws(() => shown("https://host/?ws=wss://program.example:9500/"), OTHER);
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

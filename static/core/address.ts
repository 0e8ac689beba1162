declare global {
  interface Window {
    /** Set by a web server that serves the page but is not the program's own. */
    PGWIDGETS_WS_URL?: string;
  }
}

/** The page's own server names the program's ports in it. */
const PORTS = 'meta[name="pgwidgets-ports"]';

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/u;

/** The query parameters that name a session and open the door; all but `ws` stay private. */
export interface UrlCredentials {
  readonly session_id: string | null;
  readonly token: string | null;
  readonly key: string | null;
}

/** Where the program's WebSocket is.
 *
 *  @throws Error for a `?ws=` that may not say so: a link could otherwise make this page show, under
 *  its own address, what somebody else's server sends */
export function webSocketUrl(page: Location): string {
  const given = window.PGWIDGETS_WS_URL;
  const own = webSocketForm(new URL(given ?? "ws", directory(page)));
  const asked = new URLSearchParams(page.search).get("ws");
  if (!asked) return own.href;
  const url = webSocketForm(new URL(asked, page.href));
  const mayBe =
    url.origin === webSocketForm(new URL(page.href)).origin ||
    (given === undefined ? isOfProgram(url, page) : url.origin === own.origin);
  if (!mayBe) {
    throw new Error(
      `The address ?ws=${asked} names another server than this page's own. ` +
        "A page for another one sets window.PGWIDGETS_WS_URL instead.",
    );
  }
  return url.href;
}

/** Whether an address of another origin is the program's, as far as the page knows.
 *
 *  What the program itself serves says which ports are the program's, and behind a proxy none is. A
 *  web server that serves the files of the client says nothing: then any port of the host may be. */
function isOfProgram(url: URL, page: Location): boolean {
  if (!sameHost(url.hostname, page.hostname)) return false;
  const ports = document.querySelector<HTMLMetaElement>(PORTS)?.content.split(" ");
  return ports === undefined || (ports.includes(page.port) && ports.includes(url.port));
}

/** What tells one server from another: the origin and the path of a WebSocket's address. */
export function serverAt(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

/** What the page's own URL says about its session. */
export function urlCredentials(page: Location): UrlCredentials {
  const query = new URLSearchParams(page.search);
  const session = query.get("session");
  // A `token` without a session is somebody else's, such as Jupyter's.
  return { session_id: session, token: session && query.get("token"), key: query.get("key") };
}

/** The page's URL without what leads back to a session that can't be joined. */
export function freshUrl(page: Location): string {
  const url = new URL(page.href);
  url.searchParams.delete("session");
  url.searchParams.delete("token");
  return url.href;
}

function directory(page: Location): string {
  return new URL(".", page.origin + page.pathname).href;
}

function webSocketForm(url: URL): URL {
  if (url.protocol === "http:") url.protocol = "ws:";
  if (url.protocol === "https:") url.protocol = "wss:";
  if (url.protocol !== "ws:" && url.protocol !== "wss:") {
    throw new Error(`"${url.href}" is no WebSocket address: it must start with ws:// or wss://`);
  }
  url.hash = "";
  return url;
}

function sameHost(a: string, b: string): boolean {
  return a === b || (LOOPBACK.test(a) && LOOPBACK.test(b));
}

declare global {
  interface Window {
    /** Set by a web server that serves the page but is not the program's own. */
    PGWIDGETS_WS_URL?: string;
  }
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/u;

/** The query parameters that name a session and open the door; all but `ws` stay private. */
export interface UrlCredentials {
  readonly session_id: string | null;
  readonly token: string | null;
  readonly key: string | null;
}

/** Where the program's WebSocket is.
 *
 *  `?ws=` must name the page's own host: a link could otherwise make this page show, in the name
 *  of its host, what some other server sends. */
export function webSocketUrl(page: Location): string {
  const asked = new URLSearchParams(page.search).get("ws");
  if (asked) {
    const url = webSocketForm(new URL(asked, page.href));
    if (!sameHost(url.hostname, page.hostname)) {
      throw new Error(
        `The address ?ws=${asked} names another host than this page. ` +
          "A page for another host sets window.PGWIDGETS_WS_URL instead.",
      );
    }
    return url.href;
  }
  return webSocketForm(new URL(window.PGWIDGETS_WS_URL ?? "ws", directory(page))).href;
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

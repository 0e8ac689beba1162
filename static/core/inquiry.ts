/** Of the query with which the page asks: its origin, which browsers leave out of such requests. */
const PARAMETER = "pgwidgets-origin";
/** A kernel's own loop answers when its cell has ended, and a proxy in front of it gives up. */
const PATIENCE_MS = 30_000;

const PROXY =
  "A proxy must ask the program by HTTP/1.1, and pass on the headers Upgrade and Connection.";

/** What is wrong, for the user in few words, and for an operator. */
export interface Problem {
  readonly title: string;
  readonly text: string;
  /** It may pass by itself: who says so does not know the program. */
  readonly mayPass?: boolean;
}

/** What is found out where no WebSocket opens.
 *
 *  - welcome: by HTTP all is well.
 *  - silent: nothing answers, or nothing that may be read.
 *  - ended: who would know says that the program has ended.
 *  - a problem that somebody must solve. */
export type Finding = "welcome" | "silent" | "ended" | Problem;

/** Nothing has answered for a while. */
export function noAnswer(address: string): Problem {
  return {
    title: "Nothing answers yet",
    text: `This page looks for its program at ${address}, and joins it as soon as it is there.`,
    mayPass: true,
  };
}

/** The program answers, and no WebSocket comes about. */
export const NO_WEBSOCKET: Problem = {
  title: "No WebSocket gets through",
  text: `The program answers, but not where this page asks for a WebSocket. ${PROXY}`,
  mayPass: true,
};

/** Asks the address of a WebSocket by HTTP: a browser tells no page why a WebSocket fails. */
export async function inquire(address: string, page: Location): Promise<Finding> {
  const url = new URL(address);
  url.protocol = url.protocol.replace("ws", "http");
  url.searchParams.set(PARAMETER, page.origin);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { cache: "no-store", redirect: "manual", signal });
    return (await read(answer)) ?? judged(answer, url.origin + url.pathname);
  } catch {
    return "silent";
  }
}

/** What a program says, or what serves it in a notebook; null if it is neither. */
async function read(answer: Response): Promise<Finding | null> {
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (!isJson) return null;
  const told = (await answer.json()) as { readonly pgwidgets?: unknown; readonly reason?: unknown };
  switch (told.pgwidgets) {
    case "welcome":
    case "ended":
      return told.pgwidgets;
    case "busy":
      return "silent";
    case "refused":
      return { title: "The program refuses this page", text: sentence(String(told.reason)) };
    default:
      return null;
  }
}

/** What the answer of something else means. */
function judged(answer: Response, asked: string): Finding {
  const { status, type } = answer;
  const says = `${status} ${answer.statusText}`.trim();
  const problem = (title: string, text: string): Problem => ({ title, text, mayPass: true });
  // It wants a WebSocket, and knows no more.
  if (status === 426) return "welcome";
  if (type === "opaqueredirect" || status === 401 || status === 403) {
    return problem(
      "A login is needed",
      "What is in front of the program does not let this page in. Load it again to log in; " +
        "otherwise an operator must allow it.",
    );
  }
  if (status >= 500) {
    return problem(
      "The program gives no answer",
      `What is in front of it says "${says}". Is the program running? ${PROXY}`,
    );
  }
  return problem(
    "The program is somewhere else",
    `Something else answers at ${asked} (${says}). Where the program's WebSocket is, is told by ` +
      "?ws= in a link, or by window.PGWIDGETS_WS_URL in the page.",
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

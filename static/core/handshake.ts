import type { Message } from "./messages.ts";

/** How far the page has got with its server.
 *
 *  - CLOSED: there is no connection.
 *  - CONNECTING: there is one, and the server has the first word.
 *  - GREETED: the page has answered the server's `init`.
 *  - HELD: the server has no room for the page yet.
 *  - ESTABLISHED: what comes belongs to a session.
 *  - REJECTED: the server wants no more of this page. */
export type HandshakeState =
  | "CLOSED"
  | "CONNECTING"
  | "GREETED"
  | "HELD"
  | "ESTABLISHED"
  | "REJECTED";

type Moves = Readonly<Partial<Record<string, HandshakeState>>>;

/** Any message that is not about the handshake. */
const OTHER = "message of a session";

/** What may come in each state, and the state that it leads to. */
const MOVES: Readonly<Record<HandshakeState, Moves>> = {
  CLOSED: {},
  CONNECTING: { init: "GREETED", rejected: "REJECTED", ping: "CONNECTING" },
  GREETED: {
    "session-info": "ESTABLISHED",
    resumed: "ESTABLISHED",
    waiting: "HELD",
    rejected: "REJECTED",
    ping: "GREETED",
    notice: "GREETED",
    closing: "GREETED",
    // A server that names no session is met half-way: it just begins.
    [OTHER]: "ESTABLISHED",
  },
  HELD: {
    "session-info": "ESTABLISHED",
    resumed: "ESTABLISHED",
    waiting: "HELD",
    rejected: "REJECTED",
    ping: "HELD",
    notice: "HELD",
    closing: "HELD",
    [OTHER]: "ESTABLISHED",
  },
  ESTABLISHED: {
    "session-info": "ESTABLISHED",
    rejected: "REJECTED",
    ping: "ESTABLISHED",
    notice: "ESTABLISHED",
    closing: "ESTABLISHED",
    [OTHER]: "ESTABLISHED",
  },
  REJECTED: {},
};

const HANDSHAKE_TYPES: ReadonlySet<string> = new Set(
  Object.values(MOVES).flatMap((moves) => Object.keys(moves)),
);

/** These follow something else in a session, so that none can begin with them. */
const NEVER_FIRST: ReadonlySet<string> = new Set(["ack", "binary-chunk", "reconstruct-end"]);

/** A message that does not belong where it came. */
export class UnexpectedMessageError extends Error {
  readonly type: string;
  readonly state: HandshakeState;
  /** The types that may come in this state. */
  readonly expected: readonly string[];

  constructor(type: string, state: HandshakeState, expected: readonly string[]) {
    const words = expected.length ? expected.join(", ") : "nothing";
    super(`${type}: not expected while the connection is ${state}; expected ${words}`);
    this.name = "UnexpectedMessageError";
    this.type = type;
    this.state = state;
    this.expected = expected;
  }
}

/** The state of the page's connection: which messages may come, and what they make of it. */
export class Handshake {
  /** How far it has got. */
  #state: HandshakeState = "CLOSED";
  /** Whether the page has asked to go on where it was, which the server may do then. */
  #asksToResume = false;

  get state(): HandshakeState {
    return this.#state;
  }

  get isEstablished(): boolean {
    return this.#state === "ESTABLISHED";
  }

  /** A connection is there. */
  opened(): void {
    this.#state = "CONNECTING";
    this.#asksToResume = false;
  }

  /** The connection is gone, or is given up. A rejection stays one until the next connection. */
  closed(): void {
    if (this.#state !== "REJECTED") this.#state = "CLOSED";
  }

  /** The answer to `init` asks the server to resume. */
  asksToResume(): void {
    this.#asksToResume = true;
  }

  /** The server keeps silent: it has no room. @returns whether that is news */
  hold(): boolean {
    if (this.#state !== "GREETED") return false;
    this.#state = "HELD";
    return true;
  }

  /** The connection was closed with a code that says: for good. */
  reject(): void {
    this.#state = "REJECTED";
  }

  /** Takes note of a message before it is carried out.
   *  @throws UnexpectedMessageError if it does not belong here; then nothing has changed */
  admit({ type }: Message): void {
    const next = this.#next(type);
    if (!next) throw new UnexpectedMessageError(type, this.#state, this.#expected());
    this.#state = next;
  }

  #next(type: string): HandshakeState | undefined {
    const moves = MOVES[this.#state];
    if (type === OTHER) return undefined;
    if (type === "resumed" && !this.#asksToResume) return undefined;
    if (HANDSHAKE_TYPES.has(type)) return moves[type];
    if (NEVER_FIRST.has(type) && !this.isEstablished) return undefined;
    return moves[OTHER];
  }

  #expected(): readonly string[] {
    const types = Object.keys(MOVES[this.#state]);
    return types.filter((type) => type !== "resumed" || this.#asksToResume);
  }
}

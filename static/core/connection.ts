import { inquire } from "./inquiry.ts";

/** The first retry comes after about this long, each further one after twice as long. */
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
/** A server that takes longer for its first word is not behind the connection. */
const GREETING_MS = 30_000;
/** After so long without a word a connection is taken for dead. */
const SILENCE_MS = 45_000;
const CHECK_MS = 5000;

export interface ConnectionHandlers {
  /** A new socket is open; the handshake starts anew. */
  opened(): void;
  frame(data: string | ArrayBuffer): void;
  /** The socket is gone. @returns whether to try again */
  closed(code: number, reason: string): boolean;
}

/** A WebSocket that comes back by itself. */
export class Connection {
  /** The WebSocket's address. */
  readonly #url: string;
  /** Who is told of what happens. */
  readonly #handlers: ConnectionHandlers;
  /** Called when an attempt to connect has come to nothing. */
  readonly #unanswered: () => void;
  /** Aborted by `stop`. */
  readonly #life = new AbortController();
  /** The present one; null between two attempts, and after the end. */
  #socket: WebSocket | null = null;
  /** How many attempts in a row came to nothing. */
  #failures = 0;
  /** The timer of the next attempt. */
  #retry = 0;
  /** When something came last, or the connection was begun, in ms. */
  #lastHeard = 0;
  /** For how many ms silence is no sign of death. */
  #patience = GREETING_MS;
  /** Whether the server may be silent for longer, and the connection be there all the same. */
  #mayBeBusy = false;
  /** Whether it is being asked by HTTP if it is. */
  #isAsking = false;

  /** @param unanswered called when an attempt to connect has come to nothing */
  constructor(url: string, handlers: ConnectionHandlers, unanswered: () => void) {
    this.#url = url;
    this.#handlers = handlers;
    this.#unanswered = unanswered;
  }

  start(): void {
    const { signal } = this.#life;
    addEventListener("online", () => this.#hurry(), { signal });
    document.addEventListener("visibilitychange", () => this.#hurry(), { signal });
    const checks = setInterval(() => this.#checkSilence(), CHECK_MS);
    signal.addEventListener("abort", () => clearInterval(checks));
    this.#open();
  }

  /** Closes for good. */
  stop(): void {
    this.#life.abort();
    window.clearTimeout(this.#retry);
    this.#socket?.close(1000);
    this.#socket = null;
  }

  send(frame: string | ArrayBuffer): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  /** Gives the present connection up, for another try. */
  again(): void {
    if (this.#socket) this.#giveUp(this.#socket);
  }

  /** How many bytes the browser has not sent yet. */
  get waiting(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** The handshake succeeded: a later failure starts with short delays again. */
  established(): void {
    this.#failures = 0;
  }

  /** The server sends heartbeats from now on.
   *  @param mayBeBusy whether it keeps silent while it is busy */
  expectHeartbeat(mayBeBusy: boolean): void {
    this.#patience = SILENCE_MS;
    this.#mayBeBusy = mayBeBusy;
  }

  #open(): void {
    window.clearTimeout(this.#retry);
    this.#retry = 0;
    this.#patience = GREETING_MS;
    this.#mayBeBusy = false;
    this.#lastHeard = performance.now();
    const socket = new WebSocket(this.#url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => this.#handlers.opened();
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      this.#lastHeard = performance.now();
      // From its first word on a server may be silent for ever, if it does not say otherwise.
      if (this.#patience === GREETING_MS) this.#patience = Number.POSITIVE_INFINITY;
      this.#handlers.frame(data);
    };
    socket.onclose = ({ code, reason }) => this.#lost(socket, code, reason);
  }

  #lost(socket: WebSocket, code: number, reason: string): void {
    if (socket !== this.#socket || this.#life.signal.aborted) return;
    this.#socket = null;
    const isUnanswered = this.#patience === GREETING_MS;
    if (!this.#handlers.closed(code, reason)) return;
    if (isUnanswered) this.#unanswered();
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures);
    this.#failures += 1;
    // Jitter: many pages that lost one server shall not come back in step.
    this.#retry = window.setTimeout(() => this.#open(), longest * (0.5 + Math.random() / 2));
  }

  /** The network is back or the page is looked at again: no use in waiting longer. */
  #hurry(): void {
    if (document.visibilityState === "visible") this.#checkSilence();
    if (this.#retry && document.visibilityState === "visible") this.#open();
  }

  #checkSilence(): void {
    const socket = this.#socket;
    if (!socket || performance.now() - this.#lastHeard < this.#patience) return;
    if (this.#mayBeBusy) void this.#ask(socket);
    else this.#giveUp(socket);
  }

  /** Finds out whether a silent server is busy: one that answers others is not. */
  async #ask(socket: WebSocket): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const heard = this.#lastHeard;
    const finding = await inquire(this.#url, location);
    // If it was busy until now, what it has to say here is on its way.
    await new Promise((resolve) => window.setTimeout(resolve, CHECK_MS));
    this.#isAsking = false;
    const isSilent = socket === this.#socket && heard === this.#lastHeard;
    if (isSilent && finding === "welcome") this.#giveUp(socket);
  }

  #giveUp(socket: WebSocket): void {
    // A dead connection's close event may take minutes; act as if it had come.
    socket.onclose = null;
    socket.close();
    this.#lost(socket, 1006, "");
  }
}

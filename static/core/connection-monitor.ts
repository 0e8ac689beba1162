import type { ConnectionState, Status } from "./status.ts";

const INTERVAL_MS = 500;
/** An answer that takes longer is worth a word. */
const BUSY_MS = 2000;
/** After so long without a connection the program has probably ended. */
const LOST_MS = 30_000;

/** Decides what the note in the corner says about the connection and the program. */
export class ConnectionMonitor {
  /** What shows the note. */
  readonly #status: Status;
  /** For how many ms the oldest unanswered input has been waiting. */
  readonly #inputAge: () => number;
  /** Since when there is no connection, in ms; null while there is one. */
  #downSince: number | null = performance.now();
  /** There has been a connection since the page was loaded. */
  #wasUp = false;
  /** What is known of the program's end. */
  #end: "ended" | "cell-ended" | null = null;
  /** A server on a kernel's own loop is silent while a cell runs. */
  isInKernel = false;

  /** @param inputAge for how many ms the oldest unanswered input has been waiting */
  constructor(status: Status, inputAge: () => number) {
    this.#status = status;
    this.#inputAge = inputAge;
  }

  start(signal: AbortSignal): void {
    const timer = setInterval(() => this.#update(), INTERVAL_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
    addEventListener("offline", () => this.#update(), { signal });
    addEventListener("online", () => this.#update(), { signal });
    this.#update();
  }

  /** Whether the program has shown something since the page was loaded. */
  get wasUp(): boolean {
    return this.#wasUp;
  }

  /** There has been no connection for a while. */
  get isLost(): boolean {
    return this.#downSince !== null && performance.now() - this.#downSince > LOST_MS;
  }

  connected(): void {
    this.#end = null;
    this.#downSince = null;
    this.#wasUp = true;
    this.#update();
  }

  lost(): void {
    this.#downSince ??= performance.now();
    this.#update();
  }

  /** It is known that the program has ended. */
  ended(inNotebook: boolean): void {
    this.#end = inNotebook ? "cell-ended" : "ended";
    this.#update();
  }

  #update(): void {
    this.#status.connection(this.#state());
  }

  #state(): ConnectionState {
    if (this.#downSince === null) {
      if (this.#inputAge() < BUSY_MS) return "connected";
      return this.isInKernel ? "kernel" : "busy";
    }
    if (this.#end !== null) return this.#end;
    if (!navigator.onLine) return "offline";
    if (!this.#wasUp) return "connecting";
    return this.isLost ? "lost" : "reconnecting";
  }
}

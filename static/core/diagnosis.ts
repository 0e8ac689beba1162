import { inquire, noAnswer, NO_WEBSOCKET, type Finding, type Problem } from "./inquiry.ts";

/** Attempts to connect come more often. */
const PAUSE_MS = 5000;
/** What was found once and is not told yet is asked for again so soon. */
const DOUBT_MS = 500;

/** Finds out why no connection comes about. */
export class Diagnosis {
  /** The WebSocket's address. */
  readonly #address: string;
  /** Gets what is found: a problem, that the program has ended, or null for nothing. */
  readonly #tell: (found: Problem | "ended" | null) => void;
  /** Whether an answer is still to come. */
  #isAsking = false;
  /** When it was asked last, in ms. */
  #asked = Number.NEGATIVE_INFINITY;
  /** What was found then. */
  #last: Finding | null = null;
  /** It was not told, as it may pass. */
  #isInDoubt = false;
  /** Counts the connections: what is found out belongs to the time without one. */
  #connections = 0;

  constructor(address: string, tell: (found: Problem | "ended" | null) => void) {
    this.#address = address;
    this.#tell = tell;
  }

  /** An attempt to connect has come to nothing. */
  failed(): void {
    const pause = this.#isInDoubt ? DOUBT_MS : PAUSE_MS;
    if (this.#isAsking || performance.now() - this.#asked < pause) return;
    this.#asked = performance.now();
    this.#isAsking = true;
    void this.#ask();
  }

  /** There is a connection. */
  connected(): void {
    this.#connections += 1;
    this.#last = null;
    this.#isInDoubt = false;
    this.#asked = Number.NEGATIVE_INFINITY;
  }

  async #ask(): Promise<void> {
    const connections = this.#connections;
    const finding = await inquire(this.#address, location);
    this.#isAsking = false;
    if (connections !== this.#connections) return;
    const problem = this.#problem(finding);
    // What may pass is worth a word when another attempt has failed as well.
    const isNew = this.#last === null || titleOf(this.#last) !== titleOf(finding);
    this.#last = finding;
    this.#isInDoubt = problem !== "ended" && Boolean(problem.mayPass) && isNew;
    this.#tell(this.#isInDoubt ? null : problem);
  }

  #problem(finding: Finding): Problem | "ended" {
    if (finding === "welcome") return NO_WEBSOCKET;
    return finding === "silent" ? noAnswer(this.#address) : finding;
  }
}

function titleOf(finding: Finding): string {
  return typeof finding === "string" ? finding : finding.title;
}

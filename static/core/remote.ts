import { freshUrl, urlCredentials, webSocketUrl } from "./address.ts";
import { Chunks } from "./chunks.ts";
import { Connection } from "./connection.ts";
import { Credentials } from "./credentials.ts";
import { forgetFonts, registerFont, setDefaultFont } from "./fonts.ts";
import { fitFrame } from "./frame.ts";
import { Inbox, type Parcel } from "./inbox.ts";
import { Inputs, type Act } from "./inputs.ts";
import { openLink } from "./links.ts";
import { describe, failure, FEATURES, integer, text } from "./messages.ts";
import type { Answer, Feature, Message } from "./messages.ts";
import type { Replica, Upstream } from "./replica.ts";
import type { Report } from "./reports.ts";
import { Resumption } from "./resumption.ts";
import { ReplicaSwap } from "./replica-swap.ts";
import { Status } from "./status.ts";
import { followTheme } from "./theme.ts";
import { startTooltips } from "./tooltip.ts";
import { refuseStrayFiles, Uploads, type Announcement } from "./uploads.ts";
import { ConnectionMonitor } from "./connection-monitor.ts";
import type { WidgetClass } from "./widget.ts";

type Fields = Record<string, unknown>;
type Handled = Fields | Promise<Fields> | null;

const WRONG_TOKEN = 4001;
const HOLD_NOTICE_MS = 1000;
const VIEWPORT_PAUSE_MS = 100;

/** Connects the page to the program: shows what it builds, tells it what the user does. */
export class Remote implements Upstream {
  inputs = new Inputs();
  readonly #url: string | undefined;
  readonly #life = new AbortController();
  readonly #swap: ReplicaSwap;
  readonly #status = new Status();
  readonly #monitor = new ConnectionMonitor(this.#status, () => this.inputs.age);
  readonly #credentials = new Credentials(location.pathname, urlCredentials(location));
  readonly #resumption = new Resumption();
  readonly #uploads: Uploads;
  #connection: Connection | null = null;
  #features: ReadonlySet<string> = new Set();
  #instance: string | null = null;
  #session: unknown = null;
  /** What the user did that the server has not got, to be told once the page is rebuilt. */
  #untold: readonly Act[] = [];
  #inbox = new Inbox();
  #chunks = new Chunks();
  /** Between the handshake and the loss of the line. */
  #isEstablished = false;
  #holdTimer = 0;
  #viewportTimer = 0;

  /** @param url the WebSocket's address, if the page's own location does not tell it */
  constructor(classes: Readonly<Record<string, WidgetClass>>, url?: string) {
    this.#url = url;
    this.#swap = new ReplicaSwap(classes, this);
    this.#uploads = new Uploads({
      send: (message) => this.#send(message),
      sendBytes: (bytes) => this.#connection?.send(bytes),
      waiting: () => this.#connection?.waiting ?? 0,
      tell: (text) => this.#status.tell(text),
    });
  }

  /** Starts; from now on the page keeps itself connected. */
  connect(): void {
    const { signal } = this.#life;
    followTheme();
    fitFrame(location);
    startTooltips(signal);
    refuseStrayFiles(signal);
    addEventListener("resize", () => this.#viewportChanged(), { signal });
    try {
      this.#connection = new Connection(this.#url ?? webSocketUrl(location), {
        opened: () => this.#opened(),
        frame: (data) => this.#frame(data),
        closed: (code, reason) => this.#closed(code, reason),
      });
      this.#connection.start();
      this.#monitor.start(signal);
    } catch (error) {
      this.#status.failed(describe(error));
    }
  }

  /** Ends the connection for good; what is shown stays. */
  disconnect(): void {
    this.#isEstablished = false;
    this.#life.abort();
    this.#connection?.stop();
  }

  // What replicas send.

  get numbered(): boolean {
    return this.#has("inputs");
  }

  callback(act: Act): void {
    if (!this.#isEstablished) {
      // A server that does not resume rebuilds the page, without what it does not know of.
      if (this.#resumption.isPossible) this.inputs.hold(act);
    } else this.#send(this.numbered ? this.inputs.add(act) : act.message);
  }

  reports(reports: readonly Report[]): void {
    if (!this.#has("reports")) return;
    this.callback({ wid: 0, keys: [], message: { type: "report", reports }, isContinuous: false });
  }

  upload(announcement: Announcement): void {
    this.#uploads.add(announcement);
  }

  // The line.

  #opened(): void {
    this.#inbox = new Inbox();
    this.#isEstablished = false;
  }

  #closed(code: number, reason: string): boolean {
    this.#isEstablished = false;
    this.#uploads.end();
    window.clearTimeout(this.#holdTimer);
    if (code >= 4000 && code <= 4999) {
      this.#rejected(code, reason);
      return false;
    }
    this.#monitor.lineLost();
    return true;
  }

  #frame(data: string | ArrayBuffer): void {
    let parcels: Parcel[];
    try {
      parcels = this.#inbox.take(data);
    } catch (error) {
      console.error("pgwidgets: a message could not be read", error);
      return;
    }
    for (const parcel of parcels) this.#process(parcel);
    this.#swap.settle();
  }

  #process({ messages, bytes, isArray }: Parcel): void {
    const isBrief = isArray && this.#has("brief");
    const answers: (Answer | Promise<Answer>)[] = [];
    for (const message of messages) {
      const answer = this.#deliver(message, bytes.get(message) ?? null);
      if (answer === null) continue;
      const last = answers.at(-1);
      if (isBrief && isPlain(last)) {
        // The highest id says that all went well before it.
        const isHigher = Number(message.id) > Number(last.id);
        if (!isHigher && isPlain(answer)) continue;
        if (isHigher) answers.pop();
      }
      answers.push(answer);
    }
    if (!answers.length) return;
    const send = (all: Answer[]) => this.#send(isArray ? all : (all[0] as Answer));
    const isLate = answers.some((answer) => answer instanceof Promise);
    if (isLate) this.#whenDone(Promise.all(answers), send);
    // Sending takes a while: first comes what the user, or a script in the page, waits for. No
    // input can come in between, which would look as if it had been made without this knowledge.
    else queueMicrotask(() => send(answers as Answer[]));
  }

  /** Ids belong to one connection: a late answer must not reach the next one. */
  #whenDone<T>(answer: Promise<T>, send: (answer: T) => void): void {
    const inbox = this.#inbox;
    void answer.then((result) => {
      if (inbox === this.#inbox) send(result);
    });
  }

  #deliver(message: Message, bytes: ArrayBuffer | null): Answer | Promise<Answer> | null {
    this.#resumption.count(message, bytes);
    return this.#answer(message, bytes);
  }

  /** Takes a piece of a chunked call, and carries the call out once all of them are there. */
  #piece(message: Message, bytes: ArrayBuffer): null {
    const whole = this.#chunks.add(message, bytes);
    const answer = whole && this.#answer(whole.header, whole.bytes);
    return answer && this.#late(answer);
  }

  /** Sends an answer that belongs to an earlier message than the one being handled. */
  #late(answer: Answer | Promise<Answer>): null {
    if (answer instanceof Promise) this.#whenDone(answer, (result) => this.#send(result));
    else this.#send(answer);
    return null;
  }

  /** Handles a message and words what came of it as the answer. */
  #answer(message: Message, bytes: ArrayBuffer | null): Answer | Promise<Answer> | null {
    const { id } = message;
    try {
      const fields = this.#handle(message, bytes);
      if (fields === null) return null;
      if (fields instanceof Promise) {
        const result = (late: Fields): Answer => ({ type: "result", id: id ?? 0, ...late });
        const answer = fields.then(result, (error: unknown) => failure(message, error));
        return id === undefined ? null : answer;
      }
      return id === undefined ? null : { type: "result", id, ...fields };
    } catch (error) {
      const answer = failure(message, error);
      return id === undefined ? null : answer;
    }
  }

  #handle(message: Message, bytes: ArrayBuffer | null): Handled {
    switch (message.type) {
      case "ping":
        // A busy kernel sends none, and its silence is no death.
        if (!this.#monitor.isInKernel) this.#connection?.expectHeartbeat();
        return {};
      case "ack":
        this.inputs.acknowledge(integer(message, "seq"));
        return {};
      case "init":
        return this.#init(message);
      case "session-info":
        return this.#joined(message);
      case "resumed":
        return this.#resumed(message);
      case "notice":
        this.#status.tell(text(message, "text"));
        return null;
      case "waiting":
        this.#hold();
        return {};
      case "rejected":
        this.#rejected(integer(message, "code"), String(message["reason"] ?? ""));
        return null;
      case "reconstruct-start":
        return this.#rebuild();
      case "reconstruct-end":
        return this.#rebuilt();
      case "register-font":
        registerFont(message);
        return {};
      case "set-default-font":
        setDefaultFont(message);
        return {};
      case "open-url":
        return this.#open(text(message, "url"));
      case "binary-call":
        return this.#live().applyBinary(message, bytes ?? new ArrayBuffer(0));
      case "binary-call-chunked":
        // Announced first, it comes here again when its pieces are together.
        if (bytes) return this.#live().applyBinary(message, bytes);
        this.#chunks.announce(message);
        return null;
      case "binary-chunk":
        return this.#piece(message, bytes ?? new ArrayBuffer(0));
      default:
        return this.#live().apply(message);
    }
  }

  // The handshake.

  #init(message: Message): Handled {
    const instance = typeof message["instance"] === "string" ? message["instance"] : null;
    const features = message["features"];
    this.#features = new Set(Array.isArray(features) ? (features as string[]) : []);
    if (instance !== this.#instance || !this.#has("resume")) this.#resumption.drop();
    this.#instance = instance;
    this.#monitor.isInKernel = message["host"] === "kernel";
    if (!this.#resumption.isPossible) this.#swap.retire();
    // A server that can say "waiting" does; another one just keeps silent.
    if (!this.#has("waiting")) {
      this.#holdTimer = window.setTimeout(() => this.#hold(), HOLD_NOTICE_MS);
    }
    return {
      ...this.#credentials.answer(instance),
      features: FEATURES,
      ...this.#resumption.request(),
    };
  }

  /** The page goes on where it was: what it missed follows, and what it did is told. */
  #resumed(message: Message): Handled {
    this.inputs.acknowledge(integer(message, "seq"));
    this.#established();
    this.#uploads.resume();
    for (const input of this.inputs.repeat()) this.#send(input);
    // The answer may have been lost with the line. It follows the inputs, which had no knowledge
    // of what it answers.
    const { answered } = this.#resumption;
    if (answered !== null) this.#send({ type: "result", id: answered });
    this.#sendViewport();
    return null;
  }

  #joined(message: Message): Handled {
    const { session_id, token } = message;
    this.#swap.retire();
    this.#credentials.keep(this.#instance, session_id, token);
    this.#keepUntold(message);
    if (session_id !== this.#session) this.#swap.clear();
    this.#session = session_id;
    this.#resumption.begin(message);
    this.inputs = new Inputs();
    this.#uploads.begin(message);
    this.#chunks = new Chunks();
    forgetFonts();
    this.#established();
    this.#sendViewport();
    return {};
  }

  /** Keeps what the server has not got, as far as it is known and has its session yet. */
  #keepUntold(message: Message): void {
    const isKnown = message["seq"] !== undefined;
    if (isKnown) this.inputs.acknowledge(integer(message, "seq"));
    const count = this.inputs.count;
    const isSame = message["session_id"] === this.#session;
    this.#untold = isSame ? this.inputs.release(!isKnown).filter((act) => act.wid !== 0) : [];
    if (this.#untold.length < count) {
      this.#status.tell("Some of what you did without a connection has not reached the program.");
    }
  }

  #established(): void {
    this.#isEstablished = true;
    window.clearTimeout(this.#holdTimer);
    this.#status.clearNotice();
    this.#connection?.established();
    this.#monitor.lineUp();
  }

  #hold(): void {
    window.clearTimeout(this.#holdTimer);
    this.#monitor.lineUp();
    this.#status.held();
  }

  #rejected(code: number, reason: string): void {
    this.disconnect();
    this.#monitor.lineUp();
    this.#swap.retire();
    if (code === WRONG_TOKEN) {
      this.#credentials.drop();
      this.#status.refused(() => location.replace(freshUrl(location)));
    } else this.#status.ended(reason, () => location.reload());
  }

  #rebuild(): Handled {
    // Inputs under way were made in the page that goes; the server corrects what they change.
    this.inputs.forgetKeys();
    this.#swap.build();
    return {};
  }

  #rebuilt(): Handled {
    this.#swap.finish();
    const untold = this.#untold;
    this.#untold = [];
    for (const act of untold) {
      // The page shows what Python has: it must be told of its own act, like the others.
      const message = { ...act.message, echo: true };
      if (this.#swap.replica.has(act.wid)) this.callback({ ...act, message });
    }
    return {};
  }

  // Odds and ends.

  /** What messages apply to. A server that names no session is met half-way: it just begins. */
  #live(): Replica {
    if (!this.#isEstablished) this.#established();
    return this.#swap.replica;
  }

  #open(url: string): Handled {
    const blocked = openLink(url);
    if (blocked) this.#status.offer(blocked);
    return {};
  }

  #viewportChanged(): void {
    this.#viewportTimer ||= window.setTimeout(() => {
      this.#viewportTimer = 0;
      if (this.#isEstablished) this.#sendViewport();
    }, VIEWPORT_PAUSE_MS);
  }

  #sendViewport(): void {
    this.#send({ type: "viewport", width: innerWidth, height: innerHeight });
  }

  #send(message: Message | Answer | readonly Answer[]): void {
    this.#connection?.send(JSON.stringify(message));
  }

  #has(feature: Feature): boolean {
    return this.#features.has(feature);
  }
}

/** Whether an answer says no more than that all went well. */
function isPlain(answer: Answer | Promise<Answer> | undefined): answer is Answer {
  return answer !== undefined && "type" in answer && answer.type === "result" && !("value" in answer);
}

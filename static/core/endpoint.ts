import type { WidgetDraft } from "../documents/draft.ts";
import { Handshake, type HandshakeState } from "./handshake.ts";
import { Inputs, type Act } from "./inputs.ts";
import { FEATURES, integer, type Answer, type Feature, type Message } from "./messages.ts";
import { Outgoing, type Excess } from "./outgoing.ts";
import { MessagePump, type Handled } from "./pump.ts";
import type { Report } from "./reports.ts";
import { Resumption } from "./resumption.ts";
import { inWords } from "./sizes.ts";
import type {
  CredentialStore,
  Replicas,
  Services,
  Surroundings,
  Transport,
} from "./surroundings.ts";

const WRONG_TOKEN = 4001;
const FINAL_CODES = { first: 4000, last: 4999 } as const;
const HOLD_NOTICE_MS = 1000;

/** What `init` says of the server. */
interface Server {
  readonly instance: string | null;
  readonly features: ReadonlySet<string>;
  /** It runs on a kernel's own event loop, and is silent while a cell runs. */
  readonly isInKernel: boolean;
}

/** The page's end of the protocol. It knows neither the document nor sockets, so that tests can
 *  run it without a browser. */
export class Endpoint {
  inputs = new Inputs();
  /** What carries messages to the server. */
  readonly #transport: Transport;
  /** What the messages of a session act upon. */
  readonly #replicas: Replicas;
  /** What messages about the page act upon. */
  readonly #services: Services;
  /** What the page knows of its session. */
  readonly #credentials: CredentialStore;
  /** Which messages may come now. */
  readonly #handshake = new Handshake();
  /** How far the page has got in its session. */
  readonly #resumption = new Resumption();
  /** Turns frames into messages. */
  readonly #pump: MessagePump;
  /** What is sent, in its order. */
  readonly #outgoing: Outgoing;
  /** What the last `init` said. */
  #server: Server = { instance: null, features: new Set(), isInKernel: false };
  /** The id and the token of the session that the page shows. */
  #session: readonly unknown[] = [];
  /** What the user did that the server has not got, to be told once the page is rebuilt. */
  #untold: readonly Act[] = [];
  /** What the user edited that the server has not got. */
  #drafts: readonly WidgetDraft[] = [];
  /** The parts of documents that were asked for and have not come, by the ids of the widgets. */
  readonly #views = new Map<number, unknown>();
  /** Runs out when a server has kept silent for so long that it seems to be full. */
  #holdTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ transport, replicas, services, credentials }: Surroundings) {
    this.#transport = transport;
    this.#replicas = replicas;
    this.#services = services;
    this.#credentials = credentials;
    this.#outgoing = new Outgoing(transport);
    const has = (feature: Feature) => this.#has(feature);
    const receiver = {
      get isBrief() {
        return has("brief");
      },
      admit: (message: Message) => this.#admit(message),
      handle: (message: Message, bytes: ArrayBuffer | null) => this.#handle(message, bytes),
      send: (answer: Answer | readonly Answer[]) => this.#send(answer),
    };
    this.#pump = new MessagePump(receiver, this.#resumption);
  }

  get state(): HandshakeState {
    return this.#handshake.state;
  }

  // The connection.

  opened(): void {
    this.#pump.opened();
    this.#handshake.opened();
  }

  frame(data: string | ArrayBuffer): void {
    this.#pump.take(data);
    this.#replicas.settle();
  }

  /** The connection is gone. @returns whether to try again */
  closed(code: number, reason: string): boolean {
    this.stop();
    this.#services.disconnected();
    const isFinal = code >= FINAL_CODES.first && code <= FINAL_CODES.last;
    if (isFinal) {
      this.#handshake.reject();
      this.#rejected(code, reason);
    }
    return !isFinal;
  }

  /** The page gives the connection up. */
  stop(): void {
    clearTimeout(this.#holdTimer);
    this.#outgoing.close();
    this.#handshake.closed();
  }

  // What the page sends.

  /** Whether the server keeps account of inputs. */
  get numbered(): boolean {
    return this.#has("inputs");
  }

  /** Whether the server tells of documents by edits. */
  get editing(): boolean {
    return this.#has("documents");
  }

  /** Sends a user's action, or keeps it until there is a connection.
   *  @returns the number that the server will acknowledge, 0 if it will not */
  callback(act: Act): number {
    if (!this.#handshake.isEstablished) {
      // A server that does not resume rebuilds the page, without what it does not know of.
      return this.#resumption.isPossible ? this.inputs.hold(act) : 0;
    }
    if (!this.numbered) {
      this.#send(act.message);
      return 0;
    }
    const message = this.inputs.add(act);
    this.#sendInput(message);
    return message.seq;
  }

  reports(reports: readonly Report[]): void {
    if (!this.#has("reports")) return;
    this.callback({ wid: 0, keys: [], message: { type: "report", reports }, continuous: null });
  }

  pictureFailed(failure: Message): void {
    if (!this.#has("pictures")) return;
    this.callback({ wid: 0, keys: [], message: failure, continuous: null });
  }

  /** Asks for a part of a document; again on the next connection, if it has not come by then. */
  view(wid: number, view: unknown): void {
    this.#views.set(wid, view);
    if (this.#handshake.isEstablished) this.#send({ type: "view", wid, view });
  }

  /** Sends what is no input, and is lost without a connection. */
  send(message: Message): void {
    this.#send(message);
  }

  /** Sends bytes, which a message has announced. */
  sendBytes(bytes: ArrayBuffer): void {
    this.#outgoing.send(bytes);
  }

  /** How many bytes wait to be sent. */
  get waiting(): number {
    return this.#outgoing.waiting;
  }

  viewportChanged(): void {
    if (this.#handshake.isEstablished) this.#sendViewport();
  }

  // What comes.

  #admit(message: Message): void {
    const wasEstablished = this.#handshake.isEstablished;
    this.#handshake.admit(message);
    if (!wasEstablished && this.#handshake.isEstablished) this.#established();
  }

  #handle(message: Message, bytes: ArrayBuffer | null): Handled {
    switch (message.type) {
      case "ping":
        this.#expectHeartbeat();
        return this.#outgoing.isBusy ? this.#showLife(message) : {};
      case "init":
        return this.#greeted(message);
      case "waiting":
        this.#hold(message["limit"]);
        return {};
      case "closing":
        this.#services.closing(message["notebook"] === true);
        return null;
      case "rejected":
        this.#rejected(integer(message, "code"), String(message["reason"] ?? ""));
        return null;
      case "session-info":
        return this.#joined(message);
      case "resumed":
        return this.#resumed(message);
      default: {
        const served = this.#services.serve(message);
        return served === undefined ? this.#apply(message, bytes) : served;
      }
    }
  }

  #apply(message: Message, bytes: ArrayBuffer | null): Handled {
    switch (message.type) {
      case "ack":
        this.inputs.acknowledge(integer(message, "seq"));
        return {};
      case "reconstruct-start":
        return this.#rebuild();
      case "reconstruct-end":
        return this.#rebuilt();
      case "content":
        this.#views.delete(integer(message, "wid"));
        return this.#replicas.replica.apply(message);
      case "binary-call":
      case "binary-call-chunked":
        return this.#replicas.replica.applyBinary(message, bytes ?? new ArrayBuffer(0));
      default:
        return this.#replicas.replica.apply(message);
    }
  }

  #greeted(message: Message): Handled {
    const instance = typeof message["instance"] === "string" ? message["instance"] : null;
    const names = message["features"];
    const features = new Set(Array.isArray(names) ? (names as string[]) : []);
    const isSame = instance === this.#server.instance;
    this.#server = { instance, features, isInKernel: message["host"] === "kernel" };
    this.#outgoing.open(this.#has("pieces"));
    this.#services.greeted(this.#server.isInKernel);
    if (this.#has("heartbeat")) this.#expectHeartbeat();
    if (!isSame || !this.#has("resume")) this.#resumption.drop();
    if (this.#resumption.isPossible) this.#handshake.asksToResume();
    else this.#replicas.retire();
    // A server that can say "waiting" does; another one just keeps silent.
    if (!this.#has("waiting")) {
      this.#holdTimer = setTimeout(() => {
        if (this.#handshake.hold()) this.#hold(null);
      }, HOLD_NOTICE_MS);
    }
    return {
      ...this.#credentials.answer(instance),
      features: FEATURES,
      ...this.#resumption.request(),
    };
  }

  #expectHeartbeat(): void {
    // While a cell runs, a kernel's own loop sends none: its silence is no death.
    this.#transport.expectHeartbeat(this.#server.isInKernel);
  }

  #established(): void {
    clearTimeout(this.#holdTimer);
    this.#transport.established();
    this.#services.established();
  }

  #hold(limit: unknown): void {
    clearTimeout(this.#holdTimer);
    this.#services.held(typeof limit === "number" ? limit : null);
  }

  #rejected(code: number, reason: string): void {
    this.#transport.stop();
    this.#replicas.retire();
    if (code === WRONG_TOKEN) {
      this.#credentials.drop();
      this.#services.refused();
    } else this.#services.ended(reason);
  }

  /** The page goes on where it was: what it missed follows, and what it did is told. */
  #resumed(message: Message): Handled {
    this.inputs.acknowledge(integer(message, "seq"));
    this.#services.resumed();
    for (const input of this.inputs.repeat()) this.#sendInput(input);
    // The answer may have been lost with the connection. It follows the inputs, which had no
    // knowledge of what it answers.
    const { answered } = this.#resumption;
    if (answered !== null) this.#send({ type: "result", id: answered });
    this.#sendViewport();
    for (const [wid, view] of this.#views) this.#send({ type: "view", wid, view });
    return null;
  }

  #joined(message: Message): Handled {
    const { session_id, token } = message;
    this.#replicas.retire();
    this.#credentials.keep(this.#server.instance, session_id, token);
    this.#keepUntold(message);
    if (!this.#isShown(message)) this.#replicas.clear();
    this.#session = [session_id, token];
    this.#resumption.begin(message);
    this.inputs = new Inputs();
    this.#views.clear();
    this.#pump.joined();
    this.#outgoing.limit(message);
    this.#services.joined(message);
    this.#sendViewport();
    return {};
  }

  /** Whether the page shows this session already, and not one of the same id of another run. */
  #isShown({ session_id, token }: Message): boolean {
    const [id, secret] = this.#session;
    return session_id === id && token === secret;
  }

  /** Keeps what the server has not got, as far as it is known and has its session yet. */
  #keepUntold(message: Message): void {
    const isKnown = message["seq"] !== undefined;
    if (isKnown) this.inputs.acknowledge(integer(message, "seq"));
    const count = this.inputs.count;
    const isSame = this.#isShown(message);
    const { acknowledged, sent } = this.inputs;
    this.#drafts = isSame ? this.#replicas.drafts(isKnown ? acknowledged : sent) : [];
    const acts = isSame ? this.inputs.release(!isKnown).filter((act) => act.wid !== 0) : [];
    this.#untold = acts.filter((act) => act.message.type !== "edit");
    if (acts.length < count) {
      this.#services.tell(
        "Some of what you did without a connection has not reached the program.",
      );
    }
  }

  #rebuild(): Handled {
    // Inputs under way were made in the page that goes; the server corrects what they change.
    this.inputs.forgetKeys();
    this.#replicas.build();
    return {};
  }

  #rebuilt(): Handled {
    this.#replicas.finish();
    const [untold, drafts] = [this.#untold, this.#drafts];
    [this.#untold, this.#drafts] = [[], []];
    for (const act of untold) {
      // The page shows what Python has: it must be told of its own act, like the others.
      const message = { ...act.message, echo: true };
      if (this.#replicas.replica.has(act.wid)) this.callback({ ...act, message });
    }
    this.#replicas.replica.adopt(drafts);
    return {};
  }

  // The way out.

  #sendViewport(): void {
    this.#send({ type: "viewport", ...this.#services.viewport });
  }

  #send(message: Message | Answer | readonly Answer[]): void {
    this.#trySending(message, ({ size, most }) => {
      // All that is not small here are answers that carry values.
      const error = `this has ${inWords(size)}; max_message_size is ${inWords(most)}`;
      const refused = [message].flat().map(({ id }) => ({ type: "error", id, error }));
      this.#outgoing.send(JSON.stringify(refused));
    });
  }

  /** Tells what the user did, or says that it is too large to be told. */
  #sendInput(message: Message): void {
    this.#trySending(message, ({ size, most }) => {
      const [is, may] = [inWords(size), inWords(most)];
      this.#services.tell(`What you entered has ${is}; this program takes ${may} at a time.`);
      const withdrawn = this.inputs.withdraw(Number(message["seq"]));
      if (withdrawn) this.#send(withdrawn);
    });
  }

  #trySending(message: unknown, refuse: (excess: Excess) => void): void {
    const frame = JSON.stringify(message);
    const excess = this.#outgoing.excess(frame);
    if (excess) refuse(excess);
    else this.#outgoing.send(frame);
  }

  /** Answers a ping before all that waits. */
  #showLife({ id }: Message): null {
    this.#transport.send(JSON.stringify({ type: "result", id }));
    return null;
  }

  #has(feature: Feature): boolean {
    return this.#server.features.has(feature);
  }
}

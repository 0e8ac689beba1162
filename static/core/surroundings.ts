import type { WidgetDraft } from "../documents/draft.ts";
import type { Message } from "./messages.ts";
import type { Fields, Handled } from "./pump.ts";

/** The connection at hand, if there is one. */
export interface Transport {
  send(frame: string | ArrayBuffer): void;
  /** How many bytes wait to be sent. */
  waiting(): number;
  /** The handshake has succeeded. */
  established(): void;
  /** The server sends heartbeats from now on.
   *  @param mayBeBusy whether it keeps silent while it is busy */
  expectHeartbeat(mayBeBusy: boolean): void;
  /** Closes for good. */
  stop(): void;
}

/** What the messages of a session act upon. */
export interface Replicas {
  readonly replica: {
    has(wid: number): boolean;
    /** What the user edited that the server has not got goes on top of what it has. */
    adopt(drafts: readonly WidgetDraft[]): void;
    apply(message: Message): Fields | Promise<Fields>;
    applyBinary(message: Message, bytes: ArrayBuffer): Fields | Promise<Fields>;
  };
  /** What the user edited after the inputs up to `confirmed`. */
  drafts(confirmed: number): readonly WidgetDraft[];
  /** All of a frame has been applied. */
  settle(): void;
  /** What is shown stems from the past: it sends no more. */
  retire(): void;
  /** An empty replica takes over. */
  clear(): void;
  /** Another replica is built out of view, until `finish` shows it. */
  build(): void;
  finish(): void;
}

/** What the page does beside showing widgets. */
export interface Services {
  readonly viewport: { readonly width: number; readonly height: number };
  /** Carries out a message that is about the page as a whole; undefined if it is none. */
  serve(message: Message): Handled | undefined;
  /** The server has said where its event loop runs. */
  greeted(isInKernel: boolean): void;
  /** The program ends; the connection is going to close. */
  closing(inNotebook: boolean): void;
  /** The server has no room for the page yet.
   *  @param limit how many sessions it serves at a time; null if it does not say */
  held(limit: number | null): void;
  /** The connection belongs to a session from now on. */
  established(): void;
  /** The page begins with a session. */
  joined(info: Message): void;
  /** The page goes on in the session that it was in. */
  resumed(): void;
  disconnected(): void;
  /** The server wants no more of this page, as the session's token is wrong. */
  refused(): void;
  /** The server wants no more of this page. */
  ended(reason: string): void;
  /** Says something to the user. */
  tell(text: string): void;
}

/** What the page knows of its session. */
export interface CredentialStore {
  /** What to answer to `init` of the running server named `instance`. */
  answer(instance: string | null): Fields;
  keep(instance: string | null, sessionId: unknown, token: unknown): void;
  drop(): void;
}

export interface Surroundings {
  readonly transport: Transport;
  readonly replicas: Replicas;
  readonly services: Services;
  readonly credentials: CredentialStore;
}

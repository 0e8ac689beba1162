/** The messages of the protocol, as the server sends them; `id` asks for an answer. */
export interface Message {
  readonly type: string;
  readonly id?: number | string;
  readonly [field: string]: unknown;
}

export interface Answer {
  readonly type: "result" | "error";
  readonly id: number | string;
  readonly [field: string]: unknown;
}

/** Abilities beyond the plain protocol; both sides name theirs during the handshake. */
export const FEATURES = [
  /** Callbacks are numbered and acknowledged, and those that carry state are always sent. */
  "inputs",
  /** Facts that only a page knows are reported unasked. */
  "reports",
  /** A full server says so. */
  "waiting",
  "heartbeat",
  /** Methods that the catalogue has for the server alone. */
  "internal",
  /** The answer to one message of an array says that those before it went well, too. */
  "brief",
  /** A page that has lost its line goes on where it was. */
  "resume",
  /** The server may have something to say to the user, beside what the program shows. */
  "notices",
  /** The server says how large files may be; each side says when it gives them up. */
  "uploads",
  /** The user's clipboard can be read and written, as far as the browser and its user allow it. */
  "clipboard",
  /** What is edited rather than set is told by edits, both ways. */
  "documents",
  /** Long messages travel in pieces, and the server says how large one may be. */
  "pieces",
  /** The server says that the program ends. */
  "closing",
  /** Bytes may be anywhere in the arguments of a message; they come before it. */
  "buffers",
  /** The program is told of pictures that the page can't show. */
  "pictures",
  /** The server says which calls come of what the page's user did. */
  "answers",
] as const;
export type Feature = (typeof FEATURES)[number];

/** A text field of a message, or an error that names it. */
export function text(message: Message, field: string): string {
  const value = message[field];
  if (typeof value !== "string") throw new TypeError(`${message.type}: "${field}" must be text`);
  return value;
}

/** A whole number of a message, or an error that names it. */
export function integer(message: Message, field: string): number {
  const value = message[field];
  if (!Number.isSafeInteger(value)) {
    throw new TypeError(`${message.type}: "${field}" must be a whole number`);
  }
  return value as number;
}

/** A list of a message; missing counts as empty. */
export function list(message: Message, field: string): readonly unknown[] {
  const value = message[field] ?? [];
  if (!Array.isArray(value)) throw new TypeError(`${message.type}: "${field}" must be a list`);
  return value as readonly unknown[];
}

/** The words of an error, for the server's log. */
export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A message is about a widget that the user has ended meanwhile. */
export class EndedError extends Error {}

/** The answer that a message failed; developers see more of it in the console, if it is a fault. */
export function failure(message: Message, error: unknown): Answer {
  if (!(error instanceof EndedError)) {
    console.error(`pgwidgets: ${message.type} failed`, error);
  }
  return { type: "error", id: message.id ?? 0, error: describe(error) };
}

import { Chunks } from "./chunks.ts";
import { Inbox, type Parcel } from "./inbox.ts";
import { failure, type Answer, type Message } from "./messages.ts";
import { Pieces } from "./pieces.ts";
import type { Resumption } from "./resumption.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an answer, now or later; null answers nothing. */
export type Handled = Fields | Promise<Fields> | null;

/** What a message comes to, now or later; null if nobody asked. */
type Outcome = Answer | Promise<Answer> | null;

/** Whom messages are for, and what becomes of the answers. */
export interface Receiver {
  /** Whether the answer to an array may say no more than up to where all went well. */
  readonly isBrief: boolean;
  /** Raises an error for a message that does not belong here. */
  admit(message: Message): void;
  /** Carries a message out, with the bytes that came with it; what it raises is the answer. */
  handle(message: Message, bytes: ArrayBuffer | null): Handled;
  send(answer: Answer | readonly Answer[]): void;
}

/** Turns the frames that come into messages, has each carried out, and words the answers. */
export class MessagePump {
  /** Who carries the messages out. */
  readonly #receiver: Receiver;
  /** How much of its session the page has got. */
  readonly #resumption: Resumption;
  /** The frames of this connection that are not whole messages yet. */
  #inbox = new Inbox();
  /** The calls whose bytes come in chunks; they survive a connection that is resumed. */
  #chunks = new Chunks();
  /** The long message that is under way, which survives it, too. */
  readonly #pieces = new Pieces();

  constructor(receiver: Receiver, resumption: Resumption) {
    this.#receiver = receiver;
    this.#resumption = resumption;
  }

  /** Frames come from another connection from now on. */
  opened(): void {
    this.#inbox = new Inbox();
  }

  /** Messages belong to another session from now on. */
  joined(): void {
    this.#chunks = new Chunks();
    this.#pieces.drop();
  }

  /** Takes a frame and carries out what is now complete. */
  take(frame: string | ArrayBuffer): void {
    let parcels: Parcel[];
    try {
      parcels = this.#inbox.take(frame);
    } catch (error) {
      console.error("pgwidgets: a message could not be read", error);
      return;
    }
    for (const parcel of parcels) this.#process(parcel);
  }

  #process({ messages, bytes, isArray }: Parcel): void {
    const isBrief = isArray && this.#receiver.isBrief;
    const answers: (Answer | Promise<Answer>)[] = [];
    for (const received of messages) {
      const data = bytes.get(received) ?? null;
      const message = this.#whole(received, data);
      const answer = message && this.#outcome(message, () => this.#carryOut(message, data));
      if (!answer) continue;
      if (!isBrief) answers.push(answer);
      // What takes its time, as what the user is asked, must not hold up the rest.
      else if (answer instanceof Promise) this.#sendAlone(answer);
      else addBriefly(answers, answer);
    }
    if (!answers.length) return;
    const send = (all: readonly Answer[]): void => {
      this.#receiver.send(isArray ? all : (all[0] as Answer));
    };
    const isLate = answers.some((answer) => answer instanceof Promise);
    if (isLate) this.#whenDone(Promise.all(answers), send);
    // Sending takes a while: first comes what the user, or a script in the page, waits for. No
    // input can come in between, which would look as if it had been made without this knowledge.
    else queueMicrotask(() => send(answers as Answer[]));
  }

  /** Takes note of a message. @returns it, or the one that is complete with this piece, if any */
  #whole(received: Message, bytes: ArrayBuffer | null): Message | null {
    this.#resumption.count(received, bytes);
    try {
      const message = received.type === "piece" ? this.#pieces.take(received) : received;
      if (message) this.#resumption.answering(message);
      return message;
    } catch (error) {
      failure(received, error);
      return null;
    }
  }

  #carryOut(message: Message, bytes: ArrayBuffer | null): Handled {
    this.#receiver.admit(message);
    switch (message.type) {
      case "binary-call-chunked":
      case "buffer":
        this.#chunks.announce(this.#chunks.fill(message));
        return null;
      case "binary-chunk":
        this.#chunk(message, bytes ?? new ArrayBuffer(0));
        return null;
      default:
        return this.#receiver.handle(this.#chunks.fill(message), bytes);
    }
  }

  /** Takes a chunk of a call's bytes, and carries the call out once all of them are there. */
  #chunk(message: Message, bytes: ArrayBuffer): void {
    const whole = this.#chunks.add(message, bytes);
    if (!whole) return;
    const { header } = whole;
    const answer = this.#outcome(header, () => this.#receiver.handle(header, whole.bytes));
    // It answers an earlier message than the one being handled.
    if (answer) this.#sendAlone(answer);
  }

  #sendAlone(answer: Answer | Promise<Answer>): void {
    const send = (result: Answer): void => this.#receiver.send(result);
    if (answer instanceof Promise) this.#whenDone(answer, send);
    else send(answer);
  }

  /** Words what comes of a message as the answer to it. */
  #outcome(message: Message, action: () => Handled): Outcome {
    const { id } = message;
    try {
      const fields = action();
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

  /** Ids belong to one connection: a late answer must not reach the next one. */
  #whenDone<T>(answer: Promise<T>, send: (answer: T) => void): void {
    const inbox = this.#inbox;
    void answer.then((result) => {
      if (inbox === this.#inbox) send(result);
    });
  }
}

/** Adds an answer; of those that say that all went well, the highest id says it for all before. */
function addBriefly(answers: (Answer | Promise<Answer>)[], answer: Answer): void {
  const last = answers.at(-1);
  if (isPlain(last)) {
    const isHigher = Number(answer.id) > Number(last.id);
    if (!isHigher && isPlain(answer)) return;
    if (isHigher) answers.length -= 1;
  }
  answers.push(answer);
}

/** Whether an answer says no more than that all went well. */
function isPlain(answer: Answer | Promise<Answer> | undefined): answer is Answer {
  return answer !== undefined && "type" in answer && answer.type === "result" && !("value" in answer);
}

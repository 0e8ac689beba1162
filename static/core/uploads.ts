import { describe, text, type Message } from "./messages.ts";
import { inWords } from "./sizes.ts";

/** The line has its own memory, and what waits there delays all else. */
const MOST_WAITING = 1024 * 1024;
const PAUSE_MS = 20;
/** The server knows of a piece when it is whole. Of larger ones a slow line would be taken for a dead
 *  one. */
const PIECE_BYTES = 64 * 1024;

/** What carries files to the server, and says why they can't be. */
interface Carrier {
  send(message: Message): void;
  sendBytes(bytes: ArrayBuffer): void;
  /** How many bytes wait to be sent. */
  waiting(): number;
  tell(text: string): void;
}

/** A callback that brings files: with their names and sizes first, and then piece by piece. */
export interface Announcement {
  readonly wid: number;
  readonly action: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly files: readonly File[];
}

/** Sends the files that the user gives to the program, one act after the other. */
export class Uploads {
  /** What the files are sent with. */
  readonly #carrier: Carrier;
  /** The present line's; aborted when it is lost. */
  #line = new AbortController();
  /** The most bytes at a time, and in each piece, that the server takes. */
  #limits = { most: 0, piece: 0 };
  /** How many were announced. */
  #count = 0;
  /** Done when all that was added so far has been sent. */
  #underWay: Promise<void> = Promise.resolve();
  /** What stops those that are being sent; by the id under which they were announced. */
  #sending: { readonly id: string; readonly stop: AbortController } | null = null;

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
    this.#line.abort();
  }

  /** A line is there, whose other end takes files within these limits. */
  begin({ max_upload_size, chunk_size }: Message): void {
    const piece = Math.min(Number(chunk_size ?? 0), PIECE_BYTES);
    this.#limits = { most: Number(max_upload_size ?? 0), piece };
    this.resume();
  }

  /** The line is back. */
  resume(): void {
    this.#line = new AbortController();
  }

  /** The line is gone, and with it what was under way. */
  end(): void {
    this.#line.abort();
  }

  add(announcement: Announcement): void {
    const { most, piece } = this.#limits;
    const size = announcement.files.reduce((sum, file) => sum + file.size, 0);
    if (this.#line.signal.aborted) this.#carrier.tell("Files can't be sent without a connection.");
    else if (!piece) this.#carrier.tell("This program takes no files.");
    else if (size > most) {
      this.#carrier.tell(`These files have ${inWords(size)}; this program takes ${inWords(most)} at a time.`);
    } else {
      const { signal } = this.#line;
      this.#underWay = this.#underWay.then(() => this.#send(announcement, signal));
    }
  }

  /** The server takes some files no more: none of what is left of them is sent. */
  refused(message: Message): void {
    if (this.#sending?.id === text(message, "transfer_id")) this.#sending.stop.abort();
    this.#carrier.tell(text(message, "reason"));
  }

  async #send({ wid, action, facts, files }: Announcement, line: AbortSignal): Promise<void> {
    this.#count += 1;
    const transfer_id = `files-${this.#count}`;
    const stop = new AbortController();
    this.#sending = { id: transfer_id, stop };
    const end = AbortSignal.any([line, stop.signal]);
    const described = files.map(({ name, size, type }) => ({ name, size, type, encoding: "bytes" }));
    const payload = { ...facts, transfer_id, files: described };
    if (!line.aborted) this.#carrier.send({ type: "callback", wid, action, args: [payload] });
    try {
      for (const [file_index, file] of files.entries()) {
        const header = { type: "binary-chunk", wid, transfer_id, file_index, encoding: "binary" };
        await this.#sendFile({ ...header, file_count: files.length }, file, end);
      }
    } catch (error) {
      if (stop.signal.aborted) return;
      if (line.aborted) this.#carrier.tell("The connection was lost before all files had been sent.");
      else {
        this.#carrier.send({ type: "upload-aborted", transfer_id });
        this.#carrier.tell(`The files could not be read: ${describe(error)}`);
      }
    }
  }

  async #sendFile(header: Message, file: File, end: AbortSignal): Promise<void> {
    const { piece } = this.#limits;
    // An empty file is one empty piece.
    const num_chunks = Math.max(1, Math.ceil(file.size / piece));
    for (let chunk_index = 0; chunk_index < num_chunks; chunk_index += 1) {
      const start = chunk_index * piece;
      const bytes = await until(end, file.slice(start, start + piece).arrayBuffer());
      while (this.#carrier.waiting() > MOST_WAITING && !end.aborted) await pause();
      end.throwIfAborted();
      this.#carrier.send({ ...header, chunk_index, num_chunks });
      this.#carrier.sendBytes(bytes);
    }
  }
}

/** Keeps a browser from leaving the page for a file that was dropped beside what takes files. */
export function refuseStrayFiles(signal: AbortSignal): void {
  for (const type of ["dragover", "drop"]) {
    addEventListener(
      type,
      (event) => {
        if (!(event instanceof DragEvent) || event.defaultPrevented || !carriesFiles(event)) return;
        event.preventDefault();
        if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
      },
      { signal },
    );
  }
}

/** Whether the user drags files, and not some text or link. */
export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** The files of a drop, without folders: these have nothing to read. */
export function droppedFiles(event: DragEvent): File[] {
  return Array.from(event.dataTransfer?.items ?? [])
    .filter((item) => item.kind === "file" && !item.webkitGetAsEntry()?.isDirectory)
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);
}

/** Waits no longer than until the end: a disk that sleeps must not hold up what comes next. */
async function until<T>(end: AbortSignal, promise: Promise<T>): Promise<T> {
  end.throwIfAborted();
  const ended = new AbortController();
  const over = new Promise<never>((_, reject) => {
    const fail = () => reject(end.reason as Error);
    end.addEventListener("abort", fail, { signal: ended.signal });
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    ended.abort();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

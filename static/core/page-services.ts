import { freshUrl } from "./address.ts";
import { readClipboard, writeClipboard } from "./clipboard.ts";
import { ConnectionMonitor } from "./connection-monitor.ts";
import { Diagnosis } from "./diagnosis.ts";
import type { Problem } from "./inquiry.ts";
import type { Services } from "./surroundings.ts";
import { watchForUser } from "./focus.ts";
import { forgetFonts, registerFont, setDefaultFont } from "./fonts.ts";
import { fitFrame } from "./frame.ts";
import { pressOnce } from "./held-keys.ts";
import { openLink } from "./links.ts";
import { text, type Message } from "./messages.ts";
import { shareNotebookKeys } from "./notebook-keys.ts";
import type { Handled } from "./pump.ts";
import { Status } from "./status.ts";
import { followTheme } from "./theme.ts";
import { startTooltips } from "./tooltip.ts";
import { refuseStrayFiles, Uploads, type Announcement } from "./uploads.ts";
import { watchUserWork } from "./user-work.ts";

const VIEWPORT_PAUSE_MS = 100;

/** What the services need of the page's connection. */
export interface Connected {
  send(message: Message): void;
  sendBytes(bytes: ArrayBuffer): void;
  /** How many bytes wait to be sent. */
  waiting(): number;
  /** For how many ms the oldest unanswered input has been waiting. */
  inputAge(): number;
  viewportChanged(): void;
}

/** What the page does beside showing widgets: fonts, links, the clipboard, theme, tooltips, files,
 *  and notes to the user about the connection. */
export class PageServices implements Services {
  /** The page's connection. */
  readonly #connected: Connected;
  /** What the page itself has to say. */
  readonly #status = new Status();
  /** Decides what the note about the connection says. */
  readonly #monitor: ConnectionMonitor;
  /** Finds out why there is no connection; null until there is an address. */
  #diagnosis: Diagnosis | null = null;
  /** Files that are to be sent. */
  readonly #uploads: Uploads;
  /** Runs out when a new size of the page is told. */
  #viewportTimer = 0;

  constructor(connected: Connected) {
    this.#connected = connected;
    this.#monitor = new ConnectionMonitor(this.#status, () => connected.inputAge());
    this.#uploads = new Uploads({
      send: (message) => connected.send(message),
      sendBytes: (bytes) => connected.sendBytes(bytes),
      waiting: () => connected.waiting(),
      tell: (words) => this.tell(words),
    });
  }

  /** Begins with what needs no connection; `signal` ends it. */
  start(signal: AbortSignal): void {
    followTheme();
    fitFrame(location);
    startTooltips(signal);
    watchForUser(signal);
    watchUserWork(signal);
    pressOnce(signal);
    shareNotebookKeys(signal);
    refuseStrayFiles(signal);
    addEventListener("resize", () => this.#resized(), { signal });
  }

  /** The page tries to connect from now on. */
  connecting(address: string, signal: AbortSignal): void {
    this.#diagnosis = new Diagnosis(address, (found) => this.#found(found));
    this.#monitor.start(signal);
  }

  /** An attempt to connect has come to nothing. */
  unanswered(): void {
    this.#diagnosis?.failed();
  }

  #found(found: Problem | "ended" | null): void {
    const { wasUp, isLost } = this.#monitor;
    // Only a notebook's server knows that, and the page is there for as long.
    if (found === "ended") this.#monitor.ended(true);
    // A short interruption is not worth a word, and what the program has shown stays in view.
    else if (found && !(found.mayPass && wasUp && !isLost)) this.#status.problem(found, wasUp);
    else this.#status.clearNotice();
  }

  /** There is nothing to connect to. */
  failed(reason: string): void {
    this.#status.failed(reason);
  }

  upload(announcement: Announcement): void {
    this.#uploads.add(announcement);
  }

  get viewport(): { width: number; height: number } {
    return { width: innerWidth, height: innerHeight };
  }

  serve(message: Message): Handled | undefined {
    switch (message.type) {
      case "notice":
        this.tell(text(message, "text"));
        return null;
      case "upload-refused":
        this.#uploads.refused(message);
        return null;
      case "register-font":
        registerFont(message);
        return {};
      case "set-default-font":
        setDefaultFont(message);
        return {};
      case "open-url":
        this.#open(text(message, "url"));
        return {};
      case "read-clipboard":
        return readClipboard();
      case "write-clipboard":
        return writeClipboard(text(message, "text"));
      default:
        return undefined;
    }
  }

  // What becomes of the connection.

  greeted(isInKernel: boolean): void {
    this.#diagnosis?.connected();
    this.#monitor.isInKernel = isInKernel;
  }

  closing(inNotebook: boolean): void {
    this.#monitor.ended(inNotebook);
  }

  held(limit: number | null): void {
    this.#monitor.connected();
    this.#status.held(limit);
  }

  established(): void {
    this.#status.clearNotice();
    this.#monitor.connected();
  }

  joined(info: Message): void {
    this.#uploads.begin(info);
    forgetFonts();
  }

  resumed(): void {
    this.#uploads.resume();
  }

  disconnected(): void {
    this.#uploads.end();
    this.#monitor.lost();
  }

  refused(): void {
    this.#monitor.connected();
    this.#status.refused(() => location.replace(freshUrl(location)));
  }

  ended(reason: string): void {
    this.#monitor.connected();
    this.#status.ended(reason, () => location.reload());
  }

  tell(words: string): void {
    this.#status.tell(words);
  }

  #open(url: string): void {
    const blocked = openLink(url);
    if (blocked) this.#status.offer(blocked);
  }

  #resized(): void {
    this.#viewportTimer ||= window.setTimeout(() => {
      this.#viewportTimer = 0;
      this.#connected.viewportChanged();
    }, VIEWPORT_PAUSE_MS);
  }
}

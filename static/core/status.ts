import { giveFocus } from "./focus.ts";
import type { Problem } from "./inquiry.ts";
import { make } from "./style.ts";

/** What the small note in the corner says; "connected" shows none. */
export type ConnectionState =
  | "connected"
  | "connecting"
  | "reconnecting"
  | "offline"
  | "lost"
  | "ended"
  | "cell-ended"
  | "busy"
  | "kernel";

const WORDS: Readonly<Record<ConnectionState, string>> = {
  connected: "",
  connecting: "Connecting…",
  reconnecting: "Reconnecting… What you do is kept.",
  offline: "Offline. What you do is kept.",
  lost: "Not connected. The program may have ended.",
  ended: "The program has ended. This page goes on when it is started again.",
  "cell-ended": "The program has ended. Run its cell again.",
  busy: "Waiting for the program…",
  kernel: "Kernel busy",
};

/** A short interruption is not worth a note. */
const NOTE_DELAY_MS = 600;
/** More would cover the program's windows. */
const MAX_TOLD = 3;

/** A page shown instead of the program's windows. */
interface Notice {
  readonly title: string;
  readonly text: string;
  readonly button?: { readonly label: string; readonly press: () => void };
  readonly busy?: boolean;
}

/** The note in the corner and the full-page notices: all that the page itself has to say. */
export class Status {
  /** The small note in the corner. */
  readonly #note = make("div", "pg-status");
  /** What was told and not dismissed. */
  readonly #told = make("div", "pg-told-list");
  /** Why there is no connection, among what was told, if that is known. */
  #problem: HTMLElement | null = null;
  /** The full-page notice, if one is shown. */
  #notice: HTMLElement | null = null;
  /** What the note says, or is going to. */
  #state: ConnectionState = "connected";
  /** Runs out when the note is shown. */
  #timer = 0;

  constructor() {
    this.#note.role = "status";
    this.#note.hidden = true;
    this.#told.role = "log";
    document.body.append(this.#told, this.#note);
  }

  /** Says how the connection is, after a moment that short interruptions don't outlast. */
  connection(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    window.clearTimeout(this.#timer);
    if (!this.#note.hidden) this.#show(state);
    else if (state !== "connected") this.#timer = window.setTimeout(() => this.#show(state), NOTE_DELAY_MS);
  }

  /** Says something until the user has read it; the same text once. */
  tell(text: string): void {
    const known = [...this.#told.children].find((item) => item.firstChild?.textContent === text);
    if (!known) this.#post(make("span", "pg-told-text", text));
  }

  /** Offers a link that the browser would not open by itself. */
  offer(url: string): void {
    const link = make("a", "pg-told-text", "Open link");
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    const item = this.#post(link);
    item.classList.add("pg-offer");
    link.addEventListener("click", () => item.remove());
  }

  #post(content: HTMLElement): HTMLElement {
    const item = make("div", "pg-told");
    const close = make("button", "pg-told-close", "×");
    close.type = "button";
    close.ariaLabel = "Dismiss";
    close.addEventListener("click", () => item.remove());
    item.append(content, close);
    this.#told.append(item);
    while (this.#told.childElementCount > MAX_TOLD) this.#told.firstElementChild?.remove();
    return item;
  }

  /** The page waits for a place in the program. */
  held(limit: number | null): void {
    const most = limit === 1 ? "one session" : `${limit} sessions`;
    const reason =
      limit === null
        ? "The program serves as many people as it can."
        : `The program serves ${most} at a time (max_sessions=${limit}).`;
    const text = `${reason} This page joins as soon as somebody leaves.`;
    this.#cover({ title: "Waiting for a free place", text, busy: true });
  }

  /** The program wants no more of this page. */
  ended(reason: string, press: () => void): void {
    this.#cover({
      title: "Disconnected",
      text: reason || "The program has ended the connection.",
      button: { label: "Connect again", press },
    });
  }

  /** The session is there, but not for this page. */
  refused(press: () => void): void {
    this.#cover({
      title: "This session can't be joined",
      text: "The link, or the access that this browser had stored, is not valid any more.",
      button: { label: "Start a new session", press },
    });
  }

  /** There is nothing to connect to. */
  failed(text: string): void {
    this.#cover({ title: "This page can't connect", text });
  }

  /** There is no connection, for a reason that somebody must know.
   *  @param isShown whether the program has shown something, which stays in view */
  problem({ title, text }: Problem, isShown: boolean): void {
    if (!isShown) {
      this.#cover({ title, text });
      return;
    }
    this.#problem?.remove();
    this.#problem = this.#post(make("span", "pg-told-text", `${title}. ${text}`));
  }

  #cover(notice: Notice): void {
    this.clearNotice();
    const page = make("main", "pg-notice");
    if (notice.busy) page.append(make("div", "pg-notice-spinner"));
    page.append(make("h1", "pg-notice-title", notice.title));
    page.append(make("p", "pg-notice-text", notice.text));
    page.setAttribute("aria-live", "polite");
    this.#notice = page;
    document.body.append(page);
    if (!notice.button) return;
    const button = make("button", "pg-button pg-primary", notice.button.label);
    button.type = "button";
    button.addEventListener("click", notice.button.press);
    page.append(button);
    giveFocus(button);
  }

  clearNotice(): void {
    this.#notice?.remove();
    this.#notice = null;
    this.#problem?.remove();
    this.#problem = null;
  }

  #show(state: ConnectionState): void {
    this.#note.textContent = WORDS[state];
    this.#note.dataset["state"] = state;
    this.#note.hidden = state === "connected";
  }
}

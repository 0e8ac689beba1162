import { make } from "./style.ts";

/** What the small note in the corner says; "connected" shows none. */
export type LineState =
  | "connected"
  | "connecting"
  | "reconnecting"
  | "offline"
  | "lost"
  | "busy"
  | "kernel";

const WORDS: Readonly<Record<LineState, string>> = {
  connected: "",
  connecting: "Connecting…",
  reconnecting: "Reconnecting…",
  offline: "Offline",
  lost: "Not connected. The program may have ended.",
  busy: "Waiting for the program…",
  kernel: "Kernel busy",
};

/** A short interruption is not worth a note. */
const NOTE_DELAY_MS = 600;

/** A page shown instead of the program's windows. */
interface Notice {
  readonly title: string;
  readonly text: string;
  readonly button?: { readonly label: string; readonly press: () => void };
  readonly busy?: boolean;
}

/** The note in the corner and the full-page notices: all that the page itself has to say. */
export class Status {
  readonly #note = make("div", "pg-status");
  #notice: HTMLElement | null = null;
  #state: LineState = "connected";
  #timer = 0;

  constructor() {
    this.#note.role = "status";
    this.#note.hidden = true;
    document.body.append(this.#note);
  }

  /** Says how the line is, after a moment that short interruptions don't outlast. */
  line(state: LineState): void {
    if (state === this.#state) return;
    this.#state = state;
    window.clearTimeout(this.#timer);
    if (!this.#note.hidden) this.#show(state);
    else if (state !== "connected") this.#timer = window.setTimeout(() => this.#show(state), NOTE_DELAY_MS);
  }

  /** Offers a link that the browser would not open by itself. */
  offer(url: string): void {
    const link = make("a", "pg-status-link", "Open link");
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.addEventListener("click", () => this.#show(this.#state));
    this.#note.replaceChildren(link);
    this.#note.dataset["state"] = "offer";
    this.#note.hidden = false;
  }

  notice(notice: Notice): void {
    this.clearNotice();
    const page = make("main", "pg-notice");
    if (notice.busy) page.append(make("div", "pg-notice-spinner"));
    page.append(make("h1", "pg-notice-title", notice.title));
    page.append(make("p", "pg-notice-text", notice.text));
    page.setAttribute("aria-live", "polite");
    this.#notice = page;
    document.body.append(page);
    if (!notice.button) return;
    const button = make("button", "pg-notice-button", notice.button.label);
    button.type = "button";
    button.addEventListener("click", notice.button.press);
    page.append(button);
    button.focus();
  }

  clearNotice(): void {
    this.#notice?.remove();
    this.#notice = null;
  }

  #show(state: LineState): void {
    this.#note.textContent = WORDS[state];
    this.#note.dataset["state"] = state;
    this.#note.hidden = state === "connected";
  }
}

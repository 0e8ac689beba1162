import { giveFocus, isFree } from "./focus.ts";
import type { ReplicaSwap } from "./replica-swap.ts";
import { watchShown } from "./shown.ts";
import { singleWidget } from "./single-widget-view.ts";
import { make } from "./style.ts";
import type { WindowFrame } from "./window-frame.ts";

/** A program that has just begun may take so long to show something. */
const PATIENCE_MS = 1000;

const CLOSED = "What was closed is kept, and can be opened again.";
const HIDDEN = "It appears as soon as the program calls its show().";
const WINDOWLESS = "A window appears as soon as the program calls its show().";

/** Says in words that there is nothing to see, and how that changes. */
export class EmptyNotice {
  /** What is looked at. */
  readonly #replicas: ReplicaSwap;
  /** The one widget that the page shows, if it is one alone. */
  readonly #single = singleWidget(location);
  /** What it says, in the page while nothing else is. */
  readonly #element = make("section", "pg-empty");
  /** Runs out when a program has shown nothing for too long. */
  #timer = 0;

  constructor(replicas: ReplicaSwap) {
    this.#replicas = replicas;
    this.#element.role = "status";
  }

  /** Looks from now on at what is shown. */
  start(signal: AbortSignal): void {
    watchShown(this.#replicas, () => this.#look(), signal);
  }

  #look(): void {
    const replica = this.#replicas.present;
    if (!replica) return;
    const { root, windows } = replica;
    const single = this.#single === null ? null : replica.elementOf(this.#single);
    // Of a widget that is gone the page tells already.
    const isGone = this.#single !== null && !single;
    const shown = single ? [single, ...root.querySelectorAll(":scope > dialog")] : [...root.children];
    if (isGone || shown.some(isSeen)) this.#clear();
    else this.#say(windows.closed.filter((frame) => !single || frame.element === single));
  }

  #clear(): void {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
    this.#element.remove();
  }

  /** @param closed what the user may open again */
  #say(closed: readonly WindowFrame[]): void {
    // The user knows what happened; a program may be about to show something.
    if (closed.length > 0 || this.#element.isConnected) this.#show(closed);
    else this.#timer ||= window.setTimeout(() => this.#show([]), PATIENCE_MS);
  }

  #show(closed: readonly WindowFrame[]): void {
    const isSingle = this.#single !== null;
    const title = isSingle ? "This widget is hidden" : "No window is shown";
    const hint = isSingle ? HIDDEN : WINDOWLESS;
    const text = make("p", "pg-empty-text", closed.length > 0 ? CLOSED : hint);
    const buttons = closed.map((frame) => this.#button(frame));
    this.#clear();
    this.#element.replaceChildren(make("p", "pg-empty-title", title), text, ...buttons);
    document.body.append(this.#element);
    // The user who closed the window goes on from here.
    if (buttons[0] && isFree(document.activeElement)) giveFocus(buttons[0]);
  }

  #button(frame: WindowFrame): HTMLButtonElement {
    const name = frame.title ? `“${frame.title}”` : "the window";
    const button = make("button", "pg-button", `Open ${name} again`);
    button.type = "button";
    button.addEventListener("click", () => frame.reopen());
    return button;
  }
}

/** Whether something that the page itself holds shows: it is not hidden, and no empty Page. */
function isSeen(element: Element): boolean {
  return !(element.hasAttribute("hidden") || element.matches("main:empty"));
}

import { comeBack, giveFocus } from "./focus.ts";
import { singleWidget } from "./single-widget-view.ts";
import type { PageWindows } from "./page-windows.ts";
import type { WindowFrame } from "./window-frame.ts";
import { WindowSwitcher, type Choice } from "./window-switcher.ts";

/** So wide is a phone that is held upright. */
const NARROW = "(max-width: 480px)";

/** On a page as narrow as a phone the windows fill it, one at a time, and a bar at its end names
 *  them all. It is the look of this page: what the program knows of the windows stays as it is. */
export class WindowPages {
  /** The windows. */
  readonly #area: PageWindows;
  /** Ends all this. */
  readonly #signal: AbortSignal;
  /** Names them, as soon as the page has been that narrow. */
  #switcher: WindowSwitcher | null = null;
  /** Whether the page is that narrow; null where a window is part of another page. */
  readonly #query = isWhole() ? matchMedia(NARROW) : null;
  /** The user has come to the page below the windows. */
  #isBelow = false;
  /** What showed when it was looked at last. */
  #shown = new Set<WindowFrame>();

  constructor(area: PageWindows, signal: AbortSignal) {
    this.#area = area;
    this.#signal = signal;
    const changed = (): void => area.reshape();
    this.#query?.addEventListener("change", changed, { signal });
  }

  /** Whether windows fill the page. */
  get isOn(): boolean {
    return this.#query?.matches ?? false;
  }

  /** The program or the user brings a window up, maybe from below the page. */
  came(): void {
    this.#isBelow = false;
  }

  /** Keeps all but one of the windows out of view.
   *  @param shown the windows that are not hidden, dialogs left out, the topmost last */
  arrange(shown: readonly WindowFrame[]): void {
    if (shown.some((frame) => !this.#shown.has(frame))) this.came();
    this.#shown = new Set(shown);
    const base = this.#area.element.querySelector<HTMLElement>(":scope > .pg-page");
    this.#isBelow &&= base !== null;
    const top = shown.findLast((frame) => frame.state !== "minimized") ?? null;
    const front = this.#isBelow ? null : top;
    for (const frame of this.#area.all) {
      setBehind(frame.element, this.isOn && !frame.isDialog && frame !== front);
    }
    if (base) setBehind(base, this.isOn && front !== null);
    this.#area.element.classList.toggle("pg-paged", this.isOn);
    if (this.isOn) this.#switcher ??= new WindowSwitcher(this.#area.element, this.#signal);
    this.#switcher?.show(this.isOn ? this.#choices(shown, front, base) : []);
  }

  #choices(
    shown: readonly WindowFrame[],
    front: WindowFrame | null,
    base: HTMLElement | null,
  ): Choice[] {
    const choices = shown
      .toSorted((a, b) => a.rank - b.rank)
      .map((frame) => ({
        element: frame.element,
        name: frame.title || "Window",
        isChosen: frame === front,
        isAway: frame.state === "minimized",
        choose: (isTouch: boolean) => frame.enter(isTouch),
      }));
    if (base) choices.unshift(this.#below(base, front === null));
    // With a single one there is nothing to choose, unless that is out of view.
    return choices.length > 1 || choices.some((choice) => choice.isAway) ? choices : [];
  }

  #below(base: HTMLElement, isChosen: boolean): Choice {
    const choose = (isTouch: boolean): void => {
      this.#isBelow = true;
      this.#area.arrange();
      // A finger that only looks needs no keyboard on the screen.
      if (isTouch) giveFocus(base, { preventScroll: true });
      else comeBack(base, base);
    };
    return { element: base, name: "Page", isChosen, isAway: false, choose };
  }
}

function setBehind(element: HTMLElement, isBehind: boolean): void {
  element.toggleAttribute("data-behind", isBehind);
}

/** Whether all of the page is here: it is in no frame, and shows more than one widget of it. */
function isWhole(): boolean {
  return window.parent === window && singleWidget(location) === null;
}

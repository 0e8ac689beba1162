import { canFocus, giveFocus } from "./focus.ts";
import { keyOf } from "./keys.ts";
import type { PageWindows } from "./page-windows.ts";
import { areaAround, type WindowArea } from "./window-area.ts";
import type { WindowFrame } from "./window-frame.ts";

const SCOPES = ".pg-window, .pg-page";
const BAR_ENTRY = '[role="menubar"] [tabindex="0"]';
/** What does something of its own with the Enter key. */
const ENTERED = "button, a[href], textarea, .pg-takes-keys, [role^=menu]";

/** The keys of windows: Enter presses the default button, F10 goes to the menu bar, Ctrl+F6 to the
 *  next window (with Shift: to the one before), Ctrl+Shift+F4 closes the window. Of windows in
 *  windows it is the innermost. */
export function listenForWindowKeys(area: PageWindows, signal: AbortSignal): void {
  const keys = new WindowKeys(area);
  document.addEventListener("keydown", (event) => keys.pressed(event), { signal });
}

class WindowKeys {
  /** The windows that the keys are for. */
  readonly #area: PageWindows;

  constructor(area: PageWindows) {
    this.#area = area;
  }

  pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || !this.#area.element.isConnected) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (this.#act(keyOf(event), target)) event.preventDefault();
  }

  /** @returns whether the key has done something */
  #act(key: string, target: Element): boolean {
    switch (key) {
      case "Enter":
        return !target.closest(ENTERED) && this.#pressDefault(target);
      case "F10":
        return this.#toMenuBar(target);
      case "Ctrl+F6":
        return this.#toNext(target, 1);
      case "Ctrl+Shift+F6":
        return this.#toNext(target, -1);
      case "Ctrl+Shift+F4":
        return this.#areaAt(target).frameAt(target)?.close() ?? false;
      default:
        return false;
    }
  }

  #pressDefault(target: Element): boolean {
    const buttons = this.#scope(target)?.querySelectorAll<HTMLElement>(".pg-primary") ?? [];
    const button = [...buttons].find(canFocus);
    button?.click();
    return button !== undefined;
  }

  #toMenuBar(target: Element): boolean {
    const isModal = document.querySelector("dialog:modal") !== null;
    const places = isModal ? [this.#scope(target)] : [this.#scope(target), this.#area.element];
    const entries = places.flatMap((place) => [...(place?.querySelectorAll(BAR_ENTRY) ?? [])]);
    const entry = entries.find(canFocus);
    if (entry) giveFocus(entry);
    return entry !== undefined;
  }

  #toNext(target: Element, direction: 1 | -1): boolean {
    if (document.querySelector("dialog:modal")) return false;
    const next = nextIn(this.#areaAt(target), target, direction);
    next?.enter();
    return next !== null;
  }

  /** The area of the innermost window that the target is in; of the page's, if it is in none. */
  #areaAt(target: Element): WindowArea {
    const around = areaAround(target);
    return around && this.#area.element.contains(target) ? around : this.#area;
  }

  /** The window or page that a key is meant for: where the focus is, else the one on top. */
  #scope(target: Element): Element | null {
    const around = target.closest(SCOPES);
    return around ?? this.#area.frameAt(target)?.element ?? this.#area.element;
  }
}

/** The window that comes after the one around an element. Beyond the last window of an area within
 *  a window comes the one after that, if there is another. */
function nextIn(area: WindowArea, target: Element, direction: 1 | -1): WindowFrame | null {
  const frames = area.inReach();
  const now = area.frameAt(target);
  const next = (now ? frames.indexOf(now) : -1) + direction;
  const outer = area.element.parentElement && areaAround(area.element.parentElement);
  const isBeyond = next < 0 || next >= frames.length;
  if (isBeyond && outer && outer.inReach().length > 1) return nextIn(outer, area.element, direction);
  return frames.at(next % frames.length) ?? null;
}

import { textField } from "./text-field.ts";

/** Keys that only go along with others. */
const MODIFIERS = /^(Shift|Control|Alt|AltGraph|Meta|CapsLock)$/u;
/** Keys with which a user goes about. */
const MOVING = /^(Tab|Arrow|Home|End|Page)/u;

/** What the user did last: one who presses the pointer, Enter or the like may ask for a window by
 *  that; one who types or goes about is at work. Null: nothing, since the program has put the
 *  focus somewhere. */
let last: "asked" | "worked" | null = null;

/** Begins to look at what the user does. */
export function watchUserWork(signal: AbortSignal): void {
  const pressed = (): void => {
    last = "asked";
  };
  const key = (event: KeyboardEvent): void => {
    if (!MODIFIERS.test(event.key)) last = isWork(event) ? "worked" : "asked";
  };
  addEventListener("pointerdown", pressed, { signal, capture: true });
  addEventListener("keydown", key, { signal, capture: true });
}

/** What the user did last, since the program has put the focus somewhere. */
export function lastGesture(): "asked" | "worked" | null {
  return last;
}

/** The program puts the focus somewhere, where the user has done nothing yet. */
export function forgetGesture(): void {
  last = null;
}

/** Whether a key types or goes about; a letter in a list looks for an entry. */
function isWork(event: KeyboardEvent): boolean {
  const { key, target } = event;
  if (event.isComposing || MOVING.test(key)) return true;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  if (key.length > 1) return /^(Backspace|Delete)$/u.test(key) && isField(target);
  return key !== " " || isField(target);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && textField(target) !== null;
}

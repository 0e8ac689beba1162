/** Where more of the same is what holding a key is for. */
const TEXTS = "textarea, [contenteditable]";

/** What is told of every key, as the program asked for it. */
const WATCHED = ".pg-takes-keys";

/** What a key presses: buttons, items of menus, boxes to tick, tabs, and the ends of fields. */
const PRESSED = 'button, input, a[href], [role^="menuitem"], [role="tab"]';

/** In a field of one line these press nothing. */
const TYPED: ReadonlySet<string> = new Set([" ", "Delete"]);

const PRESSING: ReadonlySet<string> = new Set(["Enter", " ", "Escape", "Delete"]);

/** A key that is held down presses once: what it began may have put something else under it. */
export function pressOnce(signal: AbortSignal): void {
  const stop = (event: KeyboardEvent): void => {
    if (!event.repeat || !PRESSING.has(event.key) || !presses(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", stop, { signal, capture: true });
}

function presses({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || target.closest(TEXTS)) return false;
  if (TYPED.has(key) && target instanceof HTMLInputElement && !isPressed(target)) return false;
  if (key === "Escape") return !target.closest(WATCHED);
  return target.closest(PRESSED) !== null;
}

function isPressed({ type }: HTMLInputElement): boolean {
  return type === "checkbox" || type === "radio";
}

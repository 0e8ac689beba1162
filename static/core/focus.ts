import { isUsable } from "./presence.ts";
import { textField } from "./text-field.ts";
import { forgetGesture, lastGesture } from "./user-work.ts";

/** What takes the keyboard's focus, if it is in view and nothing keeps it from that. */
export const FOCUSABLE =
  ":is(button, input, select, textarea):enabled, a[href], [tabindex]:not(:disabled)";
/** What the Tab key comes to. */
export const TABBABLE = `:is(${FOCUSABLE}):not([tabindex^="-"])`;
/** What holds the focus where none of its controls can. */
const HOLDERS = ".pg-window, .pg-page, .pg-notice";
/** What is pressed and no more: who has done that waits for what comes of it. */
const PRESSED = "button:not([role], [aria-haspopup], [aria-expanded]), a[href]";

interface Wish {
  readonly target: HTMLElement;
  readonly options: FocusOptions | undefined;
  /** What had the focus in the document as the wish came up. */
  readonly before: Element | null;
}

/** What had the focus, if the user were in this page. */
let wish: Wish | null = null;
/** The user presses the pointer here in this moment: the keyboard comes along. */
let isPressing = false;

/** Gives the focus to an element. From a frame the focus is never taken out of the page around
 *  it, where the user may be typing: it waits until the user comes. */
export function giveFocus(target: HTMLElement, options?: FocusOptions): void {
  wish = null;
  if (hasKeyboard()) target.focus(options);
  else wish = { target, options, before: document.activeElement };
}

/** Whether what the user types comes here, or would if the browser were in front. */
export function hasKeyboard(): boolean {
  return !isFramed() || isPressing || document.hasFocus();
}

/** What has the focus, or is to have it as soon as the user comes; null: nothing. */
export function focusedElement(): HTMLElement | null {
  if (wish) return wish.target;
  const active = document.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
}

/** Whether an element can have the focus now. */
export function canFocus(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && element.matches(FOCUSABLE) && isUsable(element);
}

/** What the Tab key comes to inside an element, in order; the element itself may be first. */
export function tabStops(within: Element): HTMLElement[] {
  const inside = [...within.querySelectorAll(TABBABLE)];
  if (within.matches(TABBABLE)) inside.unshift(within);
  return inside.filter(canFocus);
}

/** The window or page around an element, which takes the focus itself where nothing in it can. */
export function holderOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>(HOLDERS);
}

/** Whether an element only holds the focus, so that nothing is pressed or typed there. */
export function isHolder(element: Element | null): boolean {
  return element === null || element === document.body || element.matches(HOLDERS);
}

/** Whether the focus may go elsewhere: nothing has it, or what the browser is about to take it
 *  from, as it can't be used any more. */
export function isFree(active: Element | null): boolean {
  return active === null || isHolder(active) || !isUsable(active);
}

/** Where the program wants the focus as soon as the window is open. */
const beginnings = new WeakMap<HTMLElement, HTMLElement>();

/** Gives the focus to what the program names; in a window that is not open yet work begins there. */
export function focusWidget(target: HTMLElement): void {
  const holder = holderOf(target);
  if (holder && !isUsable(holder)) beginnings.set(holder, target);
  else {
    forgetGesture();
    giveFocus(target);
  }
}

/** Puts the focus where work begins in a window that opens: where the program wants it, else at
 *  the first control of these parts that is no menu, else at the window itself. */
export function beginIn(holder: HTMLElement, ...parts: (HTMLElement | null)[]): void {
  const wanted = beginnings.get(holder);
  beginnings.delete(holder);
  forgetGesture();
  const stops = parts.flatMap((part) => (part ? tabStops(part) : []));
  const first = stops.find((stop) => !stop.closest('[role="menubar"]') && isOnTop(stop, holder));
  giveFocus((wanted && canFocus(wanted) ? wanted : first) ?? holder, { preventScroll: true });
}

/** Whether work may begin at an element in a window: of the windows in there, in the topmost. */
function isOnTop(element: Element, holder: Element): boolean {
  const own = holderOf(element);
  if (own === null || own === holder) return true;
  return own.classList.contains("pg-active") && !element.closest(".pg-window-bar");
}

/** Where the user was last in each window. */
const visited = new WeakMap<HTMLElement, HTMLElement>();

/** The user has come to an element. */
export function remember(target: HTMLElement): void {
  for (let it = holderOf(target); it; it = it.parentElement && holderOf(it.parentElement)) {
    if (it !== target) visited.set(it, target);
  }
}

/** Puts the focus where the user was last in a window, else where work begins. */
export function comeBack(holder: HTMLElement, ...parts: HTMLElement[]): void {
  // The user has come into the frame just now, and finds what the program wanted meanwhile.
  if (wish && holder.contains(wish.target)) return;
  const last = visited.get(holder);
  if (last && holder.contains(last) && canFocus(last)) giveFocus(last, { preventScroll: true });
  else beginIn(holder, ...parts);
}

/** Whether the user is at work outside of a window that opens, which then leaves the keys to that.
 *  @param isAnswer the program opens it because of what this user did */
export function worksBeside(holder: HTMLElement, isAnswer: boolean): boolean {
  const at = focusedElement();
  if (at === null || isHolder(at) || holder.contains(at) || !canFocus(at)) return false;
  const gesture = lastGesture();
  if (isAnswer && gesture !== "worked") return false;
  if (textField(at)?.readOnly === false) return true;
  return gesture === "worked" || (gesture === "asked" && !at.matches(PRESSED));
}

/** Opens a dialog without the browser's own idea of what gets the focus, now and afterwards. */
export function openQuietly(dialog: HTMLDialogElement, isModal: boolean): void {
  if (!isModal) {
    // Its method `show` would take the focus away from where it is.
    dialog.open = true;
    return;
  }
  const active = document.activeElement;
  // The browser gives the focus back on closing to what it finds here, even from within a frame.
  if (active instanceof HTMLElement && document.hasFocus()) active.blur();
  const { inert } = dialog;
  dialog.inert = true;
  dialog.showModal();
  dialog.inert = inert;
}

/** Begins to look when the user comes into the frame, and to where. */
export function watchForUser(signal: AbortSignal): void {
  const press = (): void => {
    isPressing = true;
    setTimeout(() => {
      isPressing = false;
    });
  };
  addEventListener("pointerdown", press, { signal, capture: true });
  addEventListener("focus", () => enter(isPressing), { signal });
}

function enter(isPressed: boolean): void {
  const wanted = wish;
  if (!wanted) return;
  // Only then has the browser put the focus where it thinks right.
  setTimeout(() => {
    if (wish !== wanted || !document.hasFocus()) return;
    const active = document.activeElement;
    if (isHolder(active) || active === wanted.before) fulfil(wanted);
    else if (isPressed || !isAtEnd(active)) wish = null;
    else if (window.frameElement) fulfilAfterTab(wanted);
    else fulfil(wanted);
  });
}

/** Whether the Tab key may have led to a control: it comes to the first or the last there is. A
 *  screen reader comes to any, and means that one. */
function isAtEnd(active: Element | null): boolean {
  const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
  const stops = tabStops(modal ?? document.body);
  return active === stops[0] || active === stops.at(-1);
}

/** The key went down outside of the frame, and comes up in it; in one of another origin it doesn't. */
function fulfilAfterTab(wanted: Wish): void {
  const life = new AbortController();
  const decide = ({ type, key }: Event & { readonly key?: string }): void => {
    life.abort();
    if (wish !== wanted) return;
    if (type === "keyup" && key === "Tab") fulfil(wanted);
    else wish = null;
  };
  for (const type of ["keyup", "keydown", "pointerdown", "blur"]) {
    addEventListener(type, decide, { signal: life.signal, capture: true });
  }
}

function fulfil({ target, options }: Wish): void {
  wish = null;
  if (canFocus(target)) target.focus(options);
}

function isFramed(): boolean {
  return window.parent !== window;
}

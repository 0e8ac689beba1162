import { isSeen, whenNoLonger } from "./presence.ts";
import { css, make, uniqueId } from "./style.ts";

const DELAY_MS = 500;
/** Nobody reads more of a text in a bubble. */
const MOST = 4000;
/** A text of more characters gets a wider bubble. */
const LONG = 300;
const texts = new WeakMap<Element, string>();
/** Get the whole of a text of which an element has the beginning. */
const wholes = new WeakMap<Element, (take: (text: string) => void) => void>();
let bubble: HTMLElement | null = null;
let owner: HTMLElement | null = null;
/** Where the pointer or the focus came to it. */
let place: HTMLElement | null = null;
let timer = 0;
/** Aborted when the bubble goes. */
let shown: AbortController | null = null;
/** Whether the user last did something with the keyboard. */
let isByKeys = false;
/** Where the pointer is. */
let pointer = "";

/** Gives an element a tooltip, shown on hover and on keyboard focus; empty text takes it away. */
export function setTooltip(element: HTMLElement, text: string): void {
  if (text) {
    texts.set(element, text);
    element.dataset["pgTip"] = "";
    element.setAttribute("aria-description", text);
  } else {
    texts.delete(element);
    delete element.dataset["pgTip"];
    element.removeAttribute("aria-description");
  }
  if (owner !== element) return;
  if (text && bubble) bubble.textContent = text;
  else hide();
}

/** Says how to get the whole text of an element that has only the beginning; null: it has it all. */
export function setWhole(element: Element, ask: ((take: (text: string) => void) => void) | null): void {
  if (ask) wholes.set(element, ask);
  else wholes.delete(element);
}

/** The keys have come to an element without the focus itself. */
export function pointAt(element: HTMLElement | null): void {
  if (isByKeys && element) plan(element);
}

/** Whether a text ends in an ellipsis: for want of width, or of lines. */
function isCut(element: Element): boolean {
  const isWide = element.scrollWidth > element.clientWidth;
  if (!isWide && element.scrollHeight <= element.clientHeight) return false;
  const { textOverflow, webkitLineClamp } = getComputedStyle(element);
  return isWide ? textOverflow === "ellipsis" : webkitLineClamp !== "none";
}

/** The whole of a text that ends in an ellipsis, here or right inside. */
function cutText(element: HTMLElement | null): string {
  if (!element) return "";
  for (const it of [element, ...element.children]) {
    if (!isCut(it)) continue;
    if (!(it instanceof HTMLInputElement)) return it.textContent;
    // Under the caret it is not cut but scrolls; a password stays one.
    return it === document.activeElement || it.type === "password" ? "" : it.value;
  }
  return "";
}

/** Starts serving all tooltips of the document, and texts that have no room, with one listener each for the whole page. */
export function startTooltips(signal: AbortSignal): void {
  const options = { signal, capture: true, passive: true };
  const listen = <K extends keyof DocumentEventMap>(
    type: K,
    action: (event: DocumentEventMap[K]) => void,
  ): void => document.addEventListener(type, action, options);
  // A finger rests on nothing.
  listen("pointerover", (event) => isMove(event) && plan(event.pointerType === "touch" ? null : event.target));
  listen("pointerout", ({ relatedTarget }) => relatedTarget || hide());
  listen("focusin", ({ target }) => isByKeys && plan(target));
  listen("keydown", () => used(true));
  listen("pointerdown", () => used(false));
  for (const type of ["focusout", "scroll"] as const) listen(type, hide);
  window.addEventListener("blur", hide, { signal });
}

/** Whether the pointer has come to what is under it, and not that to the pointer by a key. */
function isMove({ screenX, screenY }: PointerEvent): boolean {
  const before = pointer;
  pointer = `${screenX} ${screenY}`;
  return !isByKeys || pointer !== before;
}

function used(byKeys: boolean): void {
  isByKeys = byKeys;
  hide();
}

function plan(target: EventTarget | null): void {
  const at = target instanceof HTMLElement ? target : null;
  const element = (target instanceof Element && target.closest<HTMLElement>("[data-pg-tip]")) || at;
  if (element === owner) return;
  hide();
  if (!element) return;
  owner = element;
  place = at;
  timer = window.setTimeout(() => show(element), DELAY_MS);
}

function show(element: HTMLElement): void {
  const whole = place && wholes.get(place);
  if (!whole) {
    open(element, cutText(place));
    return;
  }
  const at = place;
  // Nobody may be there any more when it comes.
  whole((text) => {
    if (owner === element && place === at) open(element, text);
  });
}

function open(element: HTMLElement, cut: string): void {
  const whole = cut.length > MOST ? `${cut.slice(0, MOST)}…` : cut;
  const text = [whole, texts.get(element)].filter(Boolean).join("\n");
  if (!text || !isSeen(element)) {
    hide();
    return;
  }
  if (!bubble) {
    bubble = make("div", "pg-tooltip");
    bubble.id = uniqueId("tooltip");
    bubble.popover = "manual";
    bubble.role = "tooltip";
  }
  bubble.textContent = text;
  css(bubble, "pg-long", text.length > LONG);
  document.body.append(bubble);
  // The source becomes the anchor; the top layer frees the bubble from clipping.
  bubble.showPopover({ source: element });
  shown = new AbortController();
  whenNoLonger(isSeen, element, shown.signal, hide);
}

function hide(): void {
  window.clearTimeout(timer);
  owner = null;
  shown?.abort();
  if (bubble?.isConnected) bubble.remove();
}

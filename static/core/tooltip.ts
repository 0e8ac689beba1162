import { isSeen, whenNoLonger } from "./presence.ts";
import { make, uniqueId } from "./style.ts";

const DELAY_MS = 500;
const texts = new WeakMap<Element, string>();
let bubble: HTMLElement | null = null;
let owner: HTMLElement | null = null;
/** Where the pointer or the focus came to it. */
let place: HTMLElement | null = null;
let timer = 0;
/** Aborted when the bubble goes. */
let shown: AbortController | null = null;
/** Whether the user last did something with the keyboard. */
let isByKeys = false;

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

/** The whole of a text that ends in an ellipsis, here or right inside. */
function cutText(element: HTMLElement | null): string {
  if (!element) return "";
  for (const it of [element, ...element.children]) {
    if (it.scrollWidth <= it.clientWidth || getComputedStyle(it).textOverflow !== "ellipsis") continue;
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
  listen("pointerover", ({ pointerType, target }) => plan(pointerType === "touch" ? null : target));
  listen("pointerout", ({ relatedTarget }) => relatedTarget || hide());
  listen("focusin", ({ target }) => isByKeys && plan(target));
  listen("keydown", () => used(true));
  listen("pointerdown", () => used(false));
  for (const type of ["focusout", "scroll"] as const) listen(type, hide);
  window.addEventListener("blur", hide, { signal });
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
  const text = [cutText(place), texts.get(element)].filter(Boolean).join("\n");
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

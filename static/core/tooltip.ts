import { make, uniqueId } from "./style.ts";

const DELAY_MS = 500;
const texts = new WeakMap<Element, string>();
let bubble: HTMLElement | null = null;
let owner: HTMLElement | null = null;
let timer = 0;

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

/** Starts serving all tooltips of the document, with one listener each for the whole page. */
export function startTooltips(signal: AbortSignal): void {
  const options = { signal, capture: true, passive: true };
  document.addEventListener("pointerover", (event) => plan(event.target, DELAY_MS), options);
  document.addEventListener("focusin", (event) => planFocus(event.target), options);
  for (const type of ["pointerdown", "focusout", "scroll", "keydown"] as const) {
    document.addEventListener(type, hide, options);
  }
}

function planFocus(target: EventTarget | null): void {
  if (target instanceof Element && target.matches(":focus-visible")) plan(target, DELAY_MS);
}

function plan(target: EventTarget | null, delay: number): void {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-pg-tip]") : null;
  if (element === owner) return;
  hide();
  if (!element) return;
  owner = element;
  timer = window.setTimeout(() => show(element), delay);
}

function show(element: HTMLElement): void {
  const text = texts.get(element);
  if (!text || !element.isConnected) return;
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
}

function hide(): void {
  window.clearTimeout(timer);
  owner = null;
  if (bubble?.isConnected) bubble.remove();
}

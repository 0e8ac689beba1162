/** Space below the lowest window, for its shadow. */
const MARGIN_PX = 16;
const MAXIMIZED_PX = 400;
/** Lists and menus that are longer scroll. */
const POPUP_PX = 320;
const POPUPS = ":popover-open:not(.pg-tooltip)";
/** What the frame has to have room for. */
const SHOWN =
  ":root:not(.pg-single) .pg-root > *, .pg-single-widget, .pg-single .pg-dialog, .pg-single-gone, .pg-notice";

/** With `?fit=1` in a frame, the frame is as high as what it shows: the page around it, which may
 *  be of another origin, is told the height. */
export function fitFrame(page: Location): void {
  if (new URLSearchParams(page.search).get("fit") !== "1" || window.parent === window) return;
  document.documentElement.classList.add("pg-fit");
  new FrameFitter().start();
}

class FrameFitter {
  /** Tells of each size that changes. */
  readonly #sizes = new ResizeObserver(() => this.#fit());
  /** Moves and closed windows change attributes only, no size that an observer tells. */
  readonly #changes = new MutationObserver(() => this.#collect());
  /** The height that was told last, in px. */
  #height = 0;

  start(): void {
    // Such events don't bubble.
    document.addEventListener("toggle", () => this.#fit(), { capture: true });
    this.#collect();
  }

  /** Observes the windows that now exist. */
  #collect(): void {
    this.#changes.disconnect();
    for (const parent of document.querySelectorAll("body, .pg-mount, .pg-root")) {
      this.#changes.observe(parent, { childList: true });
    }
    for (const child of document.querySelectorAll(SHOWN)) {
      this.#changes.observe(child, { attributeFilter: ["style", "class", "hidden", "open", "data-state"] });
      this.#sizes.observe(child);
    }
    this.#fit();
  }

  #fit(): void {
    const bottoms = [...document.querySelectorAll(SHOWN)].map(bottom);
    const content = Math.ceil(Math.max(0, ...bottoms));
    const popups = [...document.querySelectorAll(POPUPS)];
    // While one is open, nothing moves under the pointer but for want of room.
    const height = popups.length
      ? Math.max(this.#height, ...popups.map((popup) => roomFor(popup, content)))
      : content;
    if (!height || height === this.#height) return;
    this.#height = height;
    window.parent.postMessage({ pgwidgets: { height } }, "*");
  }
}

/** How high the frame must be for a list or a menu, in px. */
function roomFor(popup: Element, content: number): number {
  const { top, bottom: end } = popup.getBoundingClientRect();
  const isWhole = popup.scrollHeight <= popup.clientHeight && top >= 0 && end <= innerHeight;
  return isWhole ? 0 : Math.ceil(content + Math.min(popup.scrollHeight, POPUP_PX));
}

/** How far down an element reaches; modal dialogs are centred, so their height counts alone. */
function bottom(element: Element): number {
  if (!(element instanceof HTMLElement) || !element.offsetHeight) return 0;
  // It takes what the frame has: the two would drive each other.
  if (element.matches('[data-state="maximized"]')) return MAXIMIZED_PX;
  if (element.matches(".pg-notice")) return contentHeight(element) + 4 * MARGIN_PX;
  if (element.matches(":modal")) return element.scrollHeight + 2 * MARGIN_PX;
  if (element.matches(".pg-page")) return element.offsetTop + element.offsetHeight;
  return element.offsetTop + element.offsetHeight + MARGIN_PX;
}

/** The height of what an element holds, which covers the frame however high that is. */
function contentHeight(element: HTMLElement): number {
  const boxes = [...element.children].map((child) => child.getBoundingClientRect());
  const top = Math.min(...boxes.map((box) => box.top));
  return Math.max(...boxes.map((box) => box.bottom)) - top;
}

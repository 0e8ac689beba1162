/** Space below the lowest window, for its border. */
const MARGIN_PX = 2;
/** Around a modal dialog or a list, and around words in the place of windows. */
const WIDE_MARGIN_PX = 16;
const MAXIMIZED_PX = 400;
/** A frame grows no higher for a list or a menu; longer ones scroll. */
const POPUP_PX = 480;
/** What the frame has to have room for. */
const SHOWN =
  ":root:not(.pg-single) .pg-root > *, .pg-single-widget, .pg-single .pg-dialog, .pg-single-gone, .pg-empty, .pg-notice";

/** If the frame is as high as what it shows. */
let fitter: FrameFitter | null = null;

/** With `?cell=1` in a frame, the page is part of the notebook around it. With `?fit=1` as well, the
 *  frame is as high as what it shows: the page around it, which may be of another origin, is told
 *  the height. */
export function fitFrame(page: Location): void {
  if (window.parent === window) return;
  const query = new URLSearchParams(page.search);
  document.documentElement.classList.toggle("pg-in-cell", query.get("cell") === "1");
  if (query.get("fit") !== "1") return;
  document.documentElement.classList.add("pg-fit");
  fitter = new FrameFitter();
  fitter.start();
}

/** What a list or a menu needs below some place of the page, in px. */
interface Need {
  readonly from: number;
  readonly height: number;
}

/** Asks the frame for the room that an open list or menu needs.
 *
 *  @param need null when it has closed
 *  @returns whether the frame is going to grow */
export function wantRoom(popup: Element, need: Need | null): boolean {
  return fitter?.want(popup, need) ?? false;
}

class FrameFitter {
  /** Tells of each size that changes. */
  readonly #sizes = new ResizeObserver(() => this.#fit());
  /** Moves and closed windows change attributes only, no size that an observer tells. */
  readonly #changes = new MutationObserver(() => this.#collect());
  /** The height that was told last, in px. */
  #height = 0;
  /** How far down open lists and menus reach, in px. */
  readonly #wanted = new Map<Element, number>();

  start(): void {
    this.#collect();
  }

  want(popup: Element, need: Need | null): boolean {
    if (need === null) this.#wanted.delete(popup);
    else this.#wanted.set(popup, need.from + Math.min(need.height, POPUP_PX) + WIDE_MARGIN_PX);
    this.#fit();
    return this.#height > innerHeight;
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
    // While one is open, nothing moves under the pointer but for want of room.
    const wanted = [...this.#wanted.values()].map(Math.ceil);
    const height = wanted.length ? Math.max(this.#height, content, ...wanted) : content;
    if (!height || height === this.#height) return;
    this.#height = height;
    window.parent.postMessage({ pgwidgets: { height } }, "*");
  }
}

/** How far down an element reaches; modal dialogs are centred, so their height counts alone. */
function bottom(element: Element): number {
  if (!(element instanceof HTMLElement) || !element.offsetHeight) return 0;
  // It takes what the frame has: the two would drive each other.
  if (element.matches('[data-state="maximized"]')) return MAXIMIZED_PX;
  if (element.matches(".pg-notice")) return contentHeight(element) + 4 * WIDE_MARGIN_PX;
  if (element.matches(":modal")) return element.scrollHeight + 2 * WIDE_MARGIN_PX;
  if (element.matches(".pg-page")) return element.offsetTop + element.offsetHeight;
  // What is centred in too low a frame begins above it.
  return Math.max(0, element.offsetTop) + element.offsetHeight + MARGIN_PX;
}

/** The height of what an element holds, which covers the frame however high that is. */
function contentHeight(element: HTMLElement): number {
  const boxes = [...element.children].map((child) => child.getBoundingClientRect());
  const top = Math.min(...boxes.map((box) => box.top));
  return Math.max(...boxes.map((box) => box.bottom)) - top;
}

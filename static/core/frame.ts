/** Space below the lowest window, for its shadow. */
const MARGIN_PX = 16;
/** What the frame has to have room for. */
const SHOWN = ".pg-root > *, .pg-notice";

/** With `?fit=1` in a frame of the same origin, the frame is as high as what it shows. */
export function fitFrame(page: Location): void {
  if (new URLSearchParams(page.search).get("fit") !== "1") return;
  const frame = ownFrame();
  if (!frame) return;
  document.documentElement.classList.add("pg-fit");
  new FrameFitter(frame).start();
}

/** The frame element around this page, or null if there is none or it is another origin's. */
function ownFrame(): HTMLElement | null {
  try {
    return window.frameElement as HTMLElement | null;
  } catch {
    return null;
  }
}

class FrameFitter {
  readonly #frame: HTMLElement;
  readonly #sizes = new ResizeObserver(() => this.#fit());
  /** Moves and closed windows change attributes only, no size that an observer tells. */
  readonly #changes = new MutationObserver(() => this.#collect());
  #height = 0;

  constructor(frame: HTMLElement) {
    this.#frame = frame;
  }

  start(): void {
    this.#collect();
  }

  /** Observes the windows that now exist. */
  #collect(): void {
    this.#changes.disconnect();
    for (const parent of document.querySelectorAll("body, .pg-stage, .pg-root")) {
      this.#changes.observe(parent, { childList: true });
    }
    for (const child of document.querySelectorAll(SHOWN)) {
      this.#changes.observe(child, { attributeFilter: ["style", "class", "hidden", "open"] });
      this.#sizes.observe(child);
    }
    this.#fit();
  }

  #fit(): void {
    const bottoms = [...document.querySelectorAll(SHOWN)].map(bottom);
    const height = Math.ceil(Math.max(0, ...bottoms));
    if (!height || height === this.#height) return;
    this.#height = height;
    this.#frame.style.height = `${height}px`;
  }
}

/** How far down an element reaches; modal dialogs are centred, so their height counts alone. */
function bottom(element: Element): number {
  if (!(element instanceof HTMLElement) || !element.offsetHeight) return 0;
  if (element.matches(":modal, .pg-notice")) return element.scrollHeight + 2 * MARGIN_PX;
  if (element.matches(".pg-page")) return element.offsetTop + element.offsetHeight;
  return element.offsetTop + element.offsetHeight + MARGIN_PX;
}

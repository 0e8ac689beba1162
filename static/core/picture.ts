import { css, make } from "./style.ts";
import type { RemoteObject } from "./widget.ts";

/** What a program gives: a URL, or the bytes of a picture. */
export type Source = string | Blob;

/** What is said of a picture that can't be shown. */
export const MISSING = "This picture can't be shown";

/** A picture that has nothing in it, under the sign that the style sheet draws. */
const NOTHING = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
/** One of the icons that have names: it is drawn in the colour of the text. */
const ICON = /^data:image\/svg\+xml;icon=/u;
/** A URL that is no longer than this is named by itself when it fails, all else by its size. */
const LONGEST_URL = 2000;

/** A picture of the program's. In the place of one that can't be shown stands a sign, and the
 *  program is told. */
export class Picture {
  readonly element: HTMLImageElement;
  /** The widget whose picture it is. */
  readonly #owner: RemoteObject;
  /** Is called as the sign comes or goes. */
  readonly #changed: () => void;
  /** What is to be shown; empty for nothing. */
  #source: Source = "";
  /** The URL of a picture that came as bytes; it must be revoked. */
  #blobUrl = "";

  constructor(owner: RemoteObject, className: string, changed = (): void => undefined) {
    this.#owner = owner;
    this.#changed = changed;
    this.element = make("img", className);
    this.element.alt = "";
    this.element.draggable = false;
    this.element.hidden = true;
    this.element.addEventListener("error", () => this.#failed());
  }

  /** Whether a sign stands in the picture's place. */
  get isMissing(): boolean {
    return this.element.classList.contains("pg-picture-missing");
  }

  /** Shows a picture; null or an empty URL shows none. */
  show(source: Source | null): void {
    const former = this.#blobUrl;
    this.#source = source ?? "";
    this.#blobUrl = source instanceof Blob ? URL.createObjectURL(source) : "";
    const url = source instanceof Blob ? this.#blobUrl : this.#source;
    this.#mark(false);
    // The former picture stays on the screen until the new one has been decoded.
    draw(this.element, url as string);
    this.element.hidden = !url;
    URL.revokeObjectURL(former);
  }

  /** It is shown no more. */
  release(): void {
    URL.revokeObjectURL(this.#blobUrl);
  }

  #failed(): void {
    if (this.isMissing || !this.#source) return;
    const url = this.element.src;
    this.#mark(true);
    this.element.src = NOTHING;
    tellFailure(this.#owner, this.#source, url);
  }

  #mark(isMissing: boolean): void {
    if (this.isMissing === isMissing) return;
    css(this.element, "pg-picture-missing", isMissing);
    if (isMissing) this.element.title = MISSING;
    else this.element.removeAttribute("title");
    this.#changed();
    // What lies beside an icon names it.
    this.element.ariaHidden = isMissing && !this.element.alt ? "true" : null;
  }
}

/** Shows what is at a URL; one of the icons that have names in the colour of the text. */
export function draw(element: HTMLImageElement, url: string): void {
  const isIcon = ICON.test(url);
  css(element, "pg-drawn", isIcon);
  element.style.maskImage = isIcon ? `url(${JSON.stringify(url)})` : "";
  if (url) element.src = isIcon ? NOTHING : url;
  else element.removeAttribute("src");
}

/** Tells the program that a picture of a widget's can't be shown.
 *  @param url where the browser looked for it */
export function tellFailure(owner: RemoteObject, source: Source, url: string): void {
  owner.page.pictureFailed(owner, nameOf(source), statusOf(url));
}

/** How the program is told which picture it was: by a short URL, or else by its size. */
function nameOf(source: Source): string | number {
  if (source instanceof Blob) return source.size;
  return source.length > LONGEST_URL || /^data:/iu.test(source) ? source.length : source;
}

/** What the server of a picture has answered, as far as the browser tells. */
function statusOf(url: string): number | null {
  const entry = performance.getEntriesByName(url, "resource").at(-1);
  return (entry as PerformanceResourceTiming | undefined)?.responseStatus || null;
}

import DOMPurify, { type Config } from "dompurify";
import { isOpened } from "../core/links.ts";

/** No scripts, and none of what DOMPurify lets through that would be operated here, or reach beyond
 *  the place where it is shown: forms, style sheets, classes and keys of ours. */
const CONFIG: Config & { readonly RETURN_DOM_FRAGMENT: true } = {
  USE_PROFILES: { html: true },
  ADD_FORBID_CONTENTS: ["select", "textarea", "datalist"],
  FORBID_TAGS: [
    ...["form", "fieldset", "legend", "label", "input", "button", "select", "option", "optgroup"],
    ...["textarea", "datalist", "output", "style", "template", "slot", "dialog", "marquee", "blink"],
  ],
  FORBID_ATTR: [
    ...["class", "slot", "part", "exportparts", "tabindex", "accesskey", "autofocus", "autoplay"],
    ...["draggable", "popover", "popovertarget", "popovertargetaction", "for", "form", "list"],
  ],
  ALLOW_DATA_ATTR: false,
  // As what comes behind it is read, wherever a text is cut.
  FORCE_BODY: true,
  RETURN_DOM_FRAGMENT: true,
};

/** What an element may say of its own look: nothing that takes it out of its place. */
const STYLES =
  /^(?:align|aspect-ratio|background|border|box-sizing|caption-side|clear|color$|column|display|empty-cells|flex|float|font|gap|grid|height|hyphens|inline-size|block-size|justify|letter-spacing|line-height|list-style|margin|max-|min-|object-|opacity|order|outline|overflow|padding|row-gap|tab-size|table-layout|text-|vertical-align|visibility|white-space|width|word-|writing-mode)/u;

/** Attributes that name other elements by their ids. */
const REFERENCES = ["headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];

/** What of a text in HTML is harmless, whoever wrote it.
 *  @param prefix comes before its ids, which are to be no others of the page */
function safe(html: string, prefix: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, CONFIG);
  for (const element of fragment.querySelectorAll<HTMLElement>("*")) confine(element, prefix);
  return fragment;
}

function confine(element: HTMLElement, prefix: string): void {
  const rename = (name: string, change: (value: string) => string): void => {
    const value = element.getAttribute(name);
    if (value) element.setAttribute(name, change(value));
  };
  for (const name of ["id", "name"]) rename(name, (value) => prefix + value);
  for (const name of REFERENCES) rename(name, (value) => value.replace(/\S+/gu, `${prefix}$&`));
  rename("usemap", (value) => value.replace("#", `#${prefix}`));
  if (element.hasAttribute("href")) leadOutside(element, prefix);
  if (element.hasAttribute("style")) keepInPlace(element);
}

/** Links open in a page of their own, which has no hold on this one; those to a part of the text
 *  lead there. */
function leadOutside(link: HTMLElement, prefix: string): void {
  const href = link.getAttribute("href") ?? "";
  if (href.startsWith("#")) {
    link.setAttribute("href", `#${prefix}${href.slice(1)}`);
    link.removeAttribute("target");
    return;
  }
  if (!isOpened(href)) {
    link.removeAttribute("href");
    return;
  }
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener noreferrer");
}

function keepInPlace({ style }: HTMLElement): void {
  for (const name of [...style]) if (!STYLES.test(name)) style.removeProperty(name);
}

/** Stands where the next piece of a text would begin. */
const NEXT = "pg-next";

/** How much of a text needs not be looked at again when more comes: up to the end of an element
 *  with which all is closed, so that the rest is read as if it stood alone. */
function closedLength(html: string): number {
  const length = html.lastIndexOf(">") + 1;
  if (!length) return 0;
  const { body } = new DOMParser().parseFromString(`${html.slice(0, length)}<${NEXT}>`, "text/html");
  const next = body?.lastChild;
  const isClosed = next?.nodeName === NEXT.toUpperCase() && next.previousSibling instanceof Element;
  return isClosed ? length : 0;
}

/** Shows what of a text in HTML is harmless. What grows at its end costs what is added. */
export class SafeHtml {
  /** Where it shows. */
  readonly #host: HTMLElement;
  /** Comes before all ids. */
  readonly #prefix: string;
  /** The part of the text that shows for good, as long as it only grows. */
  #closed = "";
  /** The last that shows of that. */
  #lastClosed: ChildNode | null = null;

  constructor(host: HTMLElement, prefix: string) {
    this.#host = host;
    this.#prefix = prefix;
  }

  show(html: string): void {
    if (!html.startsWith(this.#closed)) [this.#closed, this.#lastClosed] = ["", null];
    this.#removeOpen();
    const more = html.slice(this.#closed.length);
    const length = closedLength(more);
    if (length) {
      this.#closed = html.slice(0, this.#closed.length + length);
      this.#host.append(safe(more.slice(0, length), this.#prefix));
      this.#lastClosed = this.#host.lastChild;
    }
    if (length < more.length) this.#host.append(safe(more.slice(length), this.#prefix));
  }

  /** The element that a link of the text leads to. */
  find(link: string): HTMLElement | null {
    const name = CSS.escape(link.replace("#", ""));
    return this.#host.querySelector<HTMLElement>(`#${name}, a[name="${name}"]`);
  }

  #removeOpen(): void {
    const range = document.createRange();
    range.selectNodeContents(this.#host);
    if (this.#lastClosed) range.setStartAfter(this.#lastClosed);
    range.deleteContents();
  }
}

import { giveFocus } from "../core/focus.ts";
import { make } from "../core/style.ts";
import { type Edited, type Page, Widget } from "../core/widget.ts";
import type { TextChange } from "../documents/text-changes.ts";
import type { HtmlViewMethods } from "../generated/catalog.ts";
import { PacedWork } from "../widgets-support/paced-work.ts";
import { SafeHtml } from "../widgets-support/safe-html.ts";
import { ScrollState, type ScrollFractions } from "../widgets-support/scroll-state.ts";

const LABEL = "Text";
/** A text of so many characters takes longer to lay out than a frame has. */
const LONG = 200_000;

/** A text in HTML, of which what is harmless shows. */
export class HtmlView extends Widget implements HtmlViewMethods, Edited {
  /** What is scrolled. */
  readonly #content = make("div", "pg-html-content");
  /** Shows it there. */
  readonly #safe: SafeHtml;
  /** Where it is scrolled to. */
  readonly #scroll: ScrollState;
  /** Shows what has come, but leaves the user most of the time. */
  readonly #display = new PacedWork(() => this.#flush(), this.signal);
  /** Breaks a long text for its new width, but leaves the user most of the time. */
  readonly #breaking = new PacedWork(() => this.#content.style.removeProperty("inline-size"), this.signal);
  /** All of it, as the program has it. */
  #html = "";
  /** What of that shows. */
  #shown = "";
  /** How the program scrolls once all of it shows. */
  #later: (() => void) | null = null;
  /** How the program has scrolled last, as long as the user has not. */
  #last: (() => void) | null = null;

  constructor(page: Page, wid: number, args: readonly (string | null)[]) {
    super(page, wid, make("div", "pg-html-view pg-fill"));
    this.#safe = new SafeHtml(this.#content, `${this.element.id}-`);
    this.element.append(this.#content);
    this.element.role = "group";
    this.element.ariaLabel = LABEL;
    this.#scroll = new ScrollState(this, this.element, (h, v) => {
      this.#last = null;
      this.fire("scrolled", h, v);
    });
    const { signal } = this;
    this.element.addEventListener("click", (event) => this.#click(event), { signal });
    // Pictures have their size when they have come.
    this.#content.addEventListener("load", () => this.#last?.(), { signal, capture: true });
    const observer = new ResizeObserver(() => {
      if (this.#shown.length > LONG) this.#keepWidth();
      this.#laidOut();
    });
    observer.observe(this.element);
    observer.observe(this.#content);
    signal.addEventListener("abort", () => observer.disconnect(), { once: true });
    this.set_html(args[0] ?? "");
  }

  protected override get paddingTarget(): HTMLElement {
    return this.#content;
  }

  /** It can still be read, and scrolled for that. */
  protected override applyEnabled(enabled: boolean): void {
    super.applyEnabled(enabled);
    this.element.inert = false;
    this.#content.inert = !enabled;
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.element.ariaLabel = msg || LABEL;
  }

  set_html(html: string): void {
    this.#html = html;
    this.#display.request();
  }

  get_html(): string {
    return this.#html;
  }

  append_html(html: string): void {
    this.#html += html;
    this.#display.request();
  }

  clear(): void {
    this.set_html("");
  }

  scroll_to_top(): void {
    this.set_scroll_position(null, 0);
  }

  scroll_to_bottom(): void {
    this.set_scroll_position(null, 1);
  }

  set_scroll_position(h_pct?: number | null, v_pct?: number | null): void {
    const move = (): void => this.#scroll.moveTo(h_pct ?? null, v_pct ?? null);
    this.#last = move;
    if (this.#shown === this.#html) move();
    else this.#later = move;
  }

  get_scroll_position(): ScrollFractions {
    return this.#scroll.fractions();
  }

  // The document, which no user edits, and which only grows.

  begin(): void {
    // All that the server tells comes in order.
  }

  edited(_revision: number, edits: readonly TextChange[]): void {
    const added = edits.flat().filter((step) => typeof step === "string");
    this.append_html(added.join(""));
  }

  replaced(_revision: number, content: unknown): void {
    this.set_html(String(content));
  }

  draft(): null {
    return null;
  }

  adopt(): void {
    // There never is a draft.
  }

  #flush(): void {
    if (this.#shown === this.#html) return;
    this.#scroll.contentChanges();
    this.#shown = this.#html;
    this.#safe.show(this.#html);
    const later = this.#later;
    this.#later = null;
    later?.();
  }

  /** The window follows who resizes it: the text keeps the width that it has, until its turn. */
  #keepWidth(): void {
    this.#content.style.inlineSize = `${this.#content.offsetWidth}px`;
    // Not in this frame: what the next one takes is what it costs.
    setTimeout(() => this.#breaking.request());
  }

  /** Only what there is to scroll is a stop of the Tab key. */
  #laidOut(): void {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = this.element;
    const isWhole = scrollWidth <= clientWidth && scrollHeight <= clientHeight;
    this.element.tabIndex = isWhole ? -1 : 0;
    this.#scroll.lengthChanged();
  }

  /** A link to a part of the text leads there, and not to another address. */
  #click(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a, area") : null;
    const href = link?.getAttribute("href");
    if (!href?.startsWith("#")) return;
    event.preventDefault();
    const target = this.#safe.find(href);
    if (!target) return;
    const top = target.getBoundingClientRect().top - this.element.getBoundingClientRect().top;
    this.element.scrollTop += top - this.element.clientTop;
    giveFocus(this.element, { preventScroll: true });
  }
}

import { Container } from "../core/container.ts";
import { css, length, make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { AbstractScrollAreaMethods } from "../generated/catalog.ts";
import { ScrollState, type ScrollFractions } from "../widgets-support/scroll-state.ts";

type Bar = "auto" | "on" | "off";

export interface AreaOptions {
  readonly hscrollbar?: Bar | null;
  readonly vscrollbar?: Bar | null;
  readonly thickness?: number | null;
}

const OVERFLOW: Readonly<Record<Bar, string>> = { auto: "auto", on: "scroll", off: "hidden" };

/** What takes the focus, so that the keyboard can scroll. */
const FOCUSABLE = ':is(button, input, select, textarea):enabled, a[href], [tabindex="0"]';

/** Scroll bars around one child, which stays where it is. */
export class AbstractScrollArea extends Container implements AbstractScrollAreaMethods {
  /** The element that scrolls. */
  protected readonly view = make("div", "pg-scroll-view");
  /** What holds the child, in the view. */
  protected readonly content = make("div", "pg-scroll-content pg-room-inside");
  /** Where it is scrolled to. */
  readonly #scroll: ScrollState;
  /** Tells when the view or the content changes its size. */
  readonly #observer = new ResizeObserver(() => this.#laidOut());
  /** Which part of the content was reported to be in view. */
  #inView: ScrollFractions | null = null;
  /** The room in the view that was told last, in px. */
  #room: readonly number[] = [];

  constructor(page: Page, wid: number, _args: readonly unknown[], options: AreaOptions) {
    super(page, wid, make("div", "pg-scroll-area pg-fill"));
    this.view.classList.toggle("pg-scroll-stays", this.isStill);
    this.view.append(this.content);
    this.element.append(this.view);
    this.view.role = "group";
    this.view.ariaLabel = "Scroll area";
    this.#scroll = new ScrollState(this, this.view, (h, v) => this.fire("scrolled", h, v));
    this.set_scroll_bar_visibility(options.hscrollbar ?? "auto", options.vscrollbar ?? "auto");
    css(this.view, "pg-measured", options.thickness != null);
    this.view.style.setProperty("--pg-thickness", length(options.thickness));
    this.#observer.observe(this.view);
    this.#observer.observe(this.content);
    this.signal.addEventListener("abort", () => this.#observer.disconnect(), { once: true });
  }

  /** Whether the child stays while the user scrolls. */
  protected get isStill(): boolean {
    return true;
  }

  protected override get focusTarget(): HTMLElement {
    return this.view;
  }

  set_widget(child: Widget | null): void {
    this.#scroll.contentChanges();
    this.replaceAll(child, this.content);
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.view.ariaLabel = msg || "Scroll area";
  }

  override set_padding(padding: number | string | readonly number[] | null): void {
    super.set_padding(padding);
    this.content.style.padding = this.element.style.padding;
    this.element.style.padding = "";
  }

  set_scroll_bar_visibility(horizontal?: Bar | boolean | null, vertical?: Bar | boolean | null): void {
    if (horizontal != null) this.view.style.overflowX = overflow(horizontal);
    if (vertical != null) this.view.style.overflowY = overflow(vertical);
    css(this.view, "pg-fit-width", this.view.style.overflowX === "hidden");
    css(this.view, "pg-fit-height", this.view.style.overflowY === "hidden");
  }

  set_thumb_percent(h_pct?: number | null, v_pct?: number | null): void {
    this.enlarge(h_pct ?? null, v_pct ?? null);
    // The program has set what is in view, and may be wrong: it is told once more.
    this.#inView = null;
    this.#observer.unobserve(this.content);
    this.#observer.observe(this.content);
  }

  get_thumb_percent(): ScrollFractions {
    const { clientWidth, scrollWidth, clientHeight, scrollHeight } = this.view;
    return [fraction(clientWidth, scrollWidth), fraction(clientHeight, scrollHeight)];
  }

  set_scroll_percent(h_pct?: number | null, v_pct?: number | null): void {
    this.#scroll.moveTo(h_pct ?? null, v_pct ?? null);
  }

  get_scroll_percent(): ScrollFractions {
    return this.#scroll.fractions();
  }

  /** Makes what is scrolled so large that these fractions of it are in view; null stays. */
  protected enlarge(h_pct: number | null, v_pct: number | null): void {
    if (h_pct !== null) this.view.style.setProperty("--pg-in-view-across", String(h_pct));
    if (v_pct !== null) this.view.style.setProperty("--pg-in-view-down", String(v_pct));
  }

  /** Only inside an observer's callback, where measuring forces no layout. */
  #laidOut(): void {
    const { clientWidth, clientHeight, offsetWidth, offsetHeight } = this.view;
    // A hidden one has no size; what it had in view is what counts.
    if (!offsetWidth && !offsetHeight) return;
    const inView = this.get_thumb_percent();
    if (inView[0] !== this.#inView?.[0] || inView[1] !== this.#inView[1]) {
      this.#inView = inView;
      this.page.report(this, "in_view", inView);
    }
    const isWhole = inView[0] === 1 && inView[1] === 1;
    if (isWhole || this.content.querySelector(FOCUSABLE)) this.view.removeAttribute("tabindex");
    else this.view.tabIndex = 0;
    const room = [clientWidth, clientHeight, offsetWidth - clientWidth, offsetHeight - clientHeight];
    if (room.every((px, index) => px === this.#room[index])) return;
    this.#room = room;
    this.fire("area-resize", ...room);
  }
}

function overflow(bar: Bar | boolean): string {
  if (typeof bar === "string") return OVERFLOW[bar];
  return OVERFLOW[bar ? "on" : "off"];
}

function fraction(part: number, whole: number): number {
  return whole > part ? Math.round((part / whole) * 10_000) / 10_000 : 1;
}

import { Container } from "../core/container.ts";
import { isFree } from "../core/focus.ts";
import { make } from "../core/style.ts";
import { SubWindows } from "../core/sub-windows.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { MDIWidgetMethods } from "../generated/catalog.ts";
import { ScrollState, type ScrollFractions } from "../widgets-support/scroll-state.ts";
import type { MDISubWindow } from "./mdi-sub-window.ts";

/** What the server says of the window that it has made for a child. */
export interface PlaceOptions {
  readonly subwin?: MDISubWindow;
}

/** An area with windows of its own, one around each child. */
export class MDIWidget extends Container implements MDIWidgetMethods {
  /** What scrolls, with the windows in it. */
  readonly #view = make("div", "pg-mdi-view");
  /** The windows. */
  readonly #windows: SubWindows;
  /** By what is in them. */
  readonly #around = new Map<Widget, MDISubWindow>();
  /** Where it is scrolled to. */
  readonly #scroll: ScrollState;
  /** Whether the program waits for the room, to tile the windows in it. */
  #isTiling = false;
  /** Whether it is planned that the user begins in a new window. */
  #isBeginning = false;
  /** Whether one of the new windows is there because of what the user did. */
  #isAnswer = false;

  constructor(page: Page, wid: number) {
    super(page, wid, make("div", "pg-mdi pg-fill"));
    this.element.role = "group";
    this.element.ariaLabel = "Windows";
    this.element.append(this.#view);
    const hooks = {
      arranged: (how: string, room: readonly number[]) => this.fire("arrange", how, ...room),
      laidOut: (room: readonly number[]) => this.#laidOut(room),
    };
    this.#windows = new SubWindows(this.#view, this.element, hooks, this.signal);
    this.#scroll = new ScrollState(this, this.#view, (h, v) => this.fire("scrolled", h, v));
  }

  add_widget(child: Widget, options?: PlaceOptions | null): void {
    const subwin = options?.subwin;
    if (!subwin) throw new Error("add_widget: no sub-window was made for the widget");
    this.insert(child);
    this.#around.set(child, subwin);
    subwin.hold(child, this.#windows, {
      closed: () => this.#close(child, subwin),
      raised: () => this.fire("page-switch", child, this.children.indexOf(child)),
      lowered: () => this.fire("lowered", child),
      minimized: () => this.#minimized(subwin),
    });
    this.#isAnswer ||= this.page.answersUser;
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    this.page.settled(() => {
      this.#isBeginning = false;
      this.#windows.begin(this.#isAnswer);
      this.#isAnswer = false;
    });
  }

  set_order(children: readonly Widget[]): void {
    const subwins = children.flatMap((child) => this.#around.get(child) ?? []);
    this.#windows.stackAs(subwins.map(({ frame }) => frame));
  }

  set_resistance(value: number): void {
    this.#windows.resistance = value;
  }

  /** Says how much room there is as soon as that is known. */
  set_tiling(tf: boolean): void {
    this.#isTiling = tf;
    if (tf) this.#windows.measure();
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.element.ariaLabel = msg || "Windows";
  }

  set_scroll_position(h_pct?: number | null, v_pct?: number | null): void {
    this.#scroll.moveTo(h_pct ?? null, v_pct ?? null, () => this.#windows.measurePlane());
  }

  get_scroll_position(): ScrollFractions {
    return this.#scroll.fractions();
  }

  protected override get focusTarget(): HTMLElement {
    return this.#windows.active?.element ?? this.element;
  }

  protected override get paddingTarget(): HTMLElement {
    return this.#view;
  }

  protected override unplace(child: Widget): void {
    super.unplace(child);
    const subwin = this.#around.get(child);
    if (!subwin) return;
    const isLeft = subwin.hasFocus || child.element.contains(document.activeElement);
    this.#around.delete(child);
    this.#scroll.contentChanges();
    this.#windows.remove(subwin.frame);
    subwin.element.remove();
    // Unless the user has gone on elsewhere by then.
    if (isLeft) this.page.settled(() => isFree(document.activeElement) && this.#windows.goOn());
  }

  #laidOut(room: readonly number[]): void {
    this.page.report(this, "area", room);
    if (!this.#isTiling) return;
    this.#isTiling = false;
    this.fire("has-room", ...room);
  }

  // The user.

  #close(child: Widget, subwin: MDISubWindow): void {
    this.release(child);
    this.fire("page-close", child);
    child.destroy();
    subwin.destroy();
  }

  /** The user goes on in the next window. */
  #minimized(subwin: MDISubWindow): void {
    if (!subwin.hasFocus) return;
    const next = this.#windows.active;
    if (next) next.enter();
  }
}

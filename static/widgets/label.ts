import { needsFocus, reportInput, takeDrags, takeKeys } from "../core/interaction.ts";
import { css, make } from "../core/style.ts";
import { Widget, type Page } from "../core/widget.ts";
import type { LabelMethods } from "../generated/catalog.ts";
import { PacedEvents } from "../widgets-support/paced-events.ts";

export interface LabelOptions {
  readonly halign?: string;
  readonly interactive?: boolean;
  readonly menu?: PopupMenu | null;
}

/** What a label asks of its menu. */
interface PopupMenu extends Widget {
  openAt(x: number, y: number, owner: Element): void;
}

/** Of small print; a line of the theme's text is 19 px high. */
const TWO_LINES_PX = 32;

const VERTICAL: Readonly<Record<string, string>> = {
  top: "start",
  start: "start",
  center: "center",
  middle: "center",
  bottom: "end",
  end: "end",
};

/** A text. */
export class Label extends Widget implements LabelMethods {
  /** Whether it tells of the pointer and the keys. */
  readonly #isInteractive: boolean;
  /** The menu of its right button. */
  #menu: PopupMenu | null = null;

  constructor(page: Page, wid: number, args: readonly unknown[], options: LabelOptions) {
    super(page, wid, make("div", "pg-label"));
    this.element.textContent = String(args[0] ?? "");
    if (options.halign) this.set_halign(options.halign);
    this.#isInteractive = options.interactive ?? false;
    if (this.#isInteractive) {
      reportInput(this, this.element, new PacedEvents((...event) => this.fire(...event), this.signal));
    }
    if (options.menu) this.set_menu(options.menu);
  }

  /** A stop of the Tab key only where the keyboard can do something. */
  override listened(actions: ReadonlySet<string>): void {
    if (!this.#isInteractive) return;
    takeKeys(this.element, needsFocus(actions));
    takeDrags(this.element, actions.has("pointer-move"));
  }

  /** One that is lower than two lines shows one, and an ellipsis for what has no room. */
  override resize(width: number | null, height: number | null): void {
    super.resize(width, height);
    css(this.element, "pg-one-line", height != null && height < TWO_LINES_PX);
  }

  set_text(text: string): void {
    const shown = this.element.firstChild;
    // Changing the node spares the browser new boxes, and the user's selection.
    if (shown instanceof Text) shown.data = text;
    else this.element.textContent = text;
  }

  get_text(): string {
    return this.element.textContent;
  }

  /** null is the theme's color. */
  set_color(bg: string | null, fg?: string | null): void {
    this.set_bg(bg);
    if (fg !== undefined) this.element.style.color = fg ?? "";
  }

  set_halign(align: string | null): void {
    this.element.style.textAlign = align ?? "";
  }

  set_valign(align: string | null): void {
    this.element.style.alignContent = align === null ? "" : (VERTICAL[align] ?? "");
  }

  /** The menu that a right click, or the keyboard's menu key, opens. */
  set_menu(menu: Widget | null): void {
    if (!this.#menu && menu) {
      this.element.tabIndex = 0;
      const { signal } = this;
      this.element.addEventListener("contextmenu", (event) => this.#popUp(event), { signal });
    }
    this.#menu = menu as PopupMenu | null;
  }

  #popUp(event: MouseEvent): void {
    if (!this.#menu) return;
    event.preventDefault();
    this.#menu.openAt(event.clientX, event.clientY, this.element);
  }
}

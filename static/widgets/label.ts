import { reportInput } from "../core/interaction.ts";
import { make } from "../core/style.ts";
import { Widget, type Page } from "../core/widget.ts";
import type { LabelMethods } from "../generated/catalog.ts";
import { paced } from "../widgets-support/paced-events.ts";

export interface LabelOptions {
  readonly halign?: string;
  readonly interactive?: boolean;
  readonly menu?: PopupMenu | null;
}

/** What a label asks of its menu. */
interface PopupMenu extends Widget {
  popup(x: number, y: number): void;
}

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
  #menu: PopupMenu | null = null;

  constructor(page: Page, wid: number, args: readonly unknown[], options: LabelOptions) {
    super(page, wid, make("div", "pg-label"));
    this.set_text(args[0] === undefined || args[0] === null ? "" : String(args[0]));
    if (options.halign) this.set_halign(options.halign);
    if (options.interactive) {
      reportInput(this, this.element, paced((...args) => this.fire(...args), this.signal));
    }
    if (options.menu) this.set_menu(options.menu);
  }

  set_text(text: string): void {
    this.element.textContent = text;
  }

  get_text(): string {
    return this.element.textContent ?? "";
  }

  /** null is the theme's color. */
  set_color(bg: string | null, fg?: string | null): void {
    this.element.style.background = bg ?? "";
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
    this.#menu.popup(event.clientX, event.clientY);
  }
}

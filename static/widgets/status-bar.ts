import { make } from "../core/style.ts";
import { Widget, type Page } from "../core/widget.ts";
import type { StatusBarMethods } from "../generated/catalog.ts";

export interface StatusBarOptions {
  readonly halign?: string;
}

/** A line with a message. */
export class StatusBar extends Widget implements StatusBarMethods {
  constructor(page: Page, wid: number, _args: readonly unknown[], options: StatusBarOptions) {
    super(page, wid, make("div", "pg-status-bar pg-bar"));
    this.element.role = "status";
    this.set_halign(options.halign ?? "left");
  }

  /** How long it stays is the server's. */
  set_message(text: string): void {
    this.element.textContent = text;
  }

  /** null is the theme's color. */
  set_color(bg: string | null, fg?: string | null): void {
    this.set_bg(bg);
    if (fg !== undefined) this.element.style.color = fg ?? "";
  }

  set_halign(align: string): void {
    this.element.style.textAlign = align;
  }
}

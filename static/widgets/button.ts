import { readableOn } from "../core/ground.ts";
import { Picture } from "../core/picture.ts";
import { css, length, make } from "../core/style.ts";
import { Widget, type Page } from "../core/widget.ts";
import type { ButtonMethods } from "../generated/catalog.ts";
import { paintButton } from "../widgets-support/button-ground.ts";

type Kind = "plain" | "primary" | "danger";

export interface ButtonOptions {
  readonly kind?: Kind;
}

/** A push button. */
export class Button extends Widget implements ButtonMethods {
  declare readonly element: HTMLButtonElement;
  /** The words on it. */
  readonly #text = make("span", "pg-button-text");
  /** The picture before them, if there is one. */
  #icon: Picture | null = null;
  /** Where that comes from. */
  #iconUrl: string | null = null;
  /** The program's colour for the words. */
  #fg: string | null = null;
  /** The same under the pointer. */
  #hoverFg: string | null = null;

  constructor(page: Page, wid: number, args: readonly unknown[], options: ButtonOptions) {
    super(page, wid, make("button", "pg-button pg-control pg-goes-below"));
    this.element.type = "button";
    css(this.element, "pg-primary", options.kind === "primary");
    css(this.element, "pg-danger", options.kind === "danger");
    this.element.append(this.#text);
    this.set_text(args[0] === undefined || args[0] === null ? "" : String(args[0]));
    this.element.addEventListener("click", () => this.fire("activated"), { signal: this.signal });
  }

  set_text(text: string): void {
    this.#text.textContent = text;
  }

  get_text(): string {
    return this.#text.textContent;
  }

  /** A picture before the text; null takes it away. `size` is its height in px. */
  set_icon(url: string | null, size?: number | readonly number[] | null): void {
    this.#icon ??= new Picture(this, "pg-button-icon");
    const { element } = this.#icon;
    this.#icon.show(url);
    this.#iconUrl = url;
    if (!url) {
      element.remove();
      return;
    }
    const [width, height] = typeof size === "number" ? [size, size] : (size ?? [16, 16]);
    element.style.width = length(width ?? 16);
    element.style.height = length(height ?? width ?? 16);
    this.element.prepend(element);
  }

  get_icon(): string | null {
    return this.#iconUrl;
  }

  /** null is the theme's color. */
  set_color(bg: string | null, fg?: string | null): void {
    if (fg !== undefined) this.#fg = fg;
    this.#paint("--pg-button-fg", this.#fg);
    paintButton(this.element, bg, this.#fg);
  }

  set_hover(bg: string | null, fg?: string | null): void {
    if (fg !== undefined) this.#hoverFg = fg;
    this.#paint("--pg-button-hover-bg", bg);
    this.#paint("--pg-button-hover-fg", this.#hoverFg ?? readableOn(bg));
    css(this.element, "pg-hover-colored", Boolean(bg));
  }

  override set_bg(color: string | null): void {
    this.set_color(color);
  }

  protected override applyEnabled(enabled: boolean): void {
    this.element.disabled = !enabled;
  }

  #paint(property: string, color: string | null): void {
    this.element.style.setProperty(property, color ?? "");
  }
}

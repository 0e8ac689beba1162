import { Container } from "../core/container.ts";
import { setGround } from "../core/ground.ts";
import { icon } from "../core/icons.ts";
import { css, make, uniqueId } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { ExpanderMethods } from "../generated/catalog.ts";

export interface ExpanderOptions {
  readonly title?: string | null;
  readonly collapsible?: boolean;
  readonly shadow?: boolean;
  readonly bg_color?: string | null;
}

/** One child under a title, by which the user hides it. */
export class Expander extends Container implements ExpanderMethods {
  /** The title; a button where the user may press it. */
  readonly #head: HTMLElement;
  /** What it hides and shows. */
  readonly #body = make("div", "pg-disclosure-body pg-scrolls pg-room");
  /** Whether the child is hidden. */
  #isCollapsed = false;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: ExpanderOptions) {
    super(page, wid, make("div", "pg-disclosure"));
    const { title, collapsible = true, shadow = false, bg_color = null } = options;
    this.#body.id = uniqueId("content");
    this.#head = collapsible ? this.#makeButton(title) : make("div", "pg-disclosure-head");
    this.#head.id = uniqueId("title");
    this.#head.append(make("span", "pg-disclosure-title", title ?? ""));
    this.#head.style.background = bg_color ?? "";
    setGround(this.#head, bg_color);
    this.#body.role = "group";
    if (title) this.#body.setAttribute("aria-labelledby", this.#head.id);
    css(this.element, "pg-shadow", shadow);
    this.element.append(this.#head, this.#body);
    this.set_collapsed(false);
  }

  set_widget(child: Widget | null): void {
    this.replaceAll(child, this.#body);
  }

  set_collapsed(collapsed: boolean): void {
    this.#isCollapsed = collapsed;
    this.#body.hidden = collapsed;
    css(this.element, "pg-collapsed", collapsed);
    if (this.#head instanceof HTMLButtonElement) this.#head.ariaExpanded = String(!collapsed);
  }

  get_collapsed(): boolean {
    return this.#isCollapsed;
  }

  protected override get focusTarget(): HTMLElement {
    return this.#head;
  }

  protected override get paddingTarget(): HTMLElement {
    return this.#body;
  }

  #makeButton(title: string | null | undefined): HTMLElement {
    const button = make("button", "pg-disclosure-head");
    button.type = "button";
    button.setAttribute("aria-controls", this.#body.id);
    if (!title) button.ariaLabel = "Content";
    button.append(icon("right"));
    button.addEventListener("click", () => this.#toggle(), { signal: this.signal });
    return button;
  }

  #toggle(): void {
    this.set_collapsed(!this.#isCollapsed);
    this.fire("toggled", this.#isCollapsed);
  }
}

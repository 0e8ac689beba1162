import { Container } from "../core/container.ts";
import { make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { FrameMethods } from "../generated/catalog.ts";

export interface FrameOptions {
  readonly title?: string | null;
}

/** An outline with an optional title around one child. */
export class Frame extends Container implements FrameMethods {
  /** Its title. */
  readonly #legend = make("legend", "pg-frame-title");
  /** Where its child is. */
  readonly #body = make("div", "pg-frame-body pg-scrolls pg-room");

  constructor(page: Page, wid: number, _args: readonly unknown[], options: FrameOptions) {
    super(page, wid, make("fieldset", "pg-frame"));
    this.element.append(this.#legend, this.#body);
    this.set_title(options.title ?? "");
  }

  set_widget(child: Widget | null): void {
    this.replaceAll(child, this.#body);
  }

  set_title(text: string | null): void {
    this.#legend.textContent = text ?? "";
    this.#legend.hidden = !text;
  }

  set_text(text: string | null): void {
    this.set_title(text);
  }

  get_text(): string {
    return this.#legend.textContent;
  }

  protected override get paddingTarget(): HTMLElement {
    return this.#body;
  }
}

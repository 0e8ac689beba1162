import { Container } from "../core/container.ts";
import { make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { StackWidgetMethods } from "../generated/catalog.ts";
import type { TabOptions } from "./tab-widget.ts";

/** Pages of which one is in view. */
export class StackWidget extends Container implements StackWidgetMethods {
  /** What holds each page. */
  readonly #panels = new Map<Widget, HTMLElement>();
  /** The page in view. */
  #current: Widget | null = null;
  /** Set before the page it names was added. */
  #wantedIndex: number | null = null;

  constructor(page: Page, wid: number) {
    super(page, wid, make("div", "pg-stack pg-fill"));
  }

  add_widget(child: Widget, options?: TabOptions | null): void {
    const at = this.insert(child);
    const panel = make("div", "pg-stack-page pg-scrolls pg-room-inside");
    panel.role = "group";
    panel.ariaLabel = options?.title || "Page";
    panel.hidden = true;
    panel.append(child.element);
    this.#panels.set(child, panel);
    this.element.append(panel);
    if (!this.#current || this.#wantedIndex === at) this.show_widget(child);
  }

  show_widget(child: Widget): void {
    if (!this.#panels.has(child)) throw new Error("show_widget: the widget is no page of this stack");
    this.#wantedIndex = null;
    this.#current = child;
    for (const [other, panel] of this.#panels) panel.hidden = other !== child;
  }

  set_index(index: number): void {
    const child = this.children[index];
    if (child) this.show_widget(child);
    else this.#wantedIndex = index;
  }

  get_index(): number {
    return this.#current ? this.children.indexOf(this.#current) : -1;
  }

  index_of(child: Widget): number {
    return this.children.indexOf(child);
  }

  index_to_widget(index: number): Widget | null {
    return this.children[index] ?? null;
  }

  /** The next page takes the place of one that leaves, or the last. */
  protected override unplace(child: Widget): void {
    super.unplace(child);
    const index = [...this.#panels.keys()].indexOf(child);
    this.#panels.get(child)?.remove();
    this.#panels.delete(child);
    if (child !== this.#current) return;
    this.#current = null;
    const next = this.children[Math.min(index, this.children.length - 1)];
    if (next) this.show_widget(next);
  }
}

import { Container } from "../core/container.ts";
import { make } from "../core/style.ts";
import type { Page as Host, Widget } from "../core/widget.ts";
import type { PageMethods } from "../generated/catalog.ts";

/** Fills the browser's viewport with one child, below any windows. */
export class Page extends Container implements PageMethods {
  constructor(host: Host, wid: number) {
    super(host, wid, make("main", "pg-page pg-scrolls pg-room"));
    // What has the focus in it may go.
    this.element.tabIndex = -1;
    host.root.prepend(this.element);
  }

  set_widget(child: Widget | null): void {
    this.replaceAll(child, this.element);
  }
}

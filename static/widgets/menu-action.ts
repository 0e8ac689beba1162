import type { MenuActionMethods } from "../generated/catalog.ts";
import { type Page, Widget } from "../core/widget.ts";
import { MenuItem } from "../widgets-support/menu-item.ts";

export interface MenuActionOptions {
  readonly text?: string | null;
  readonly name?: string | null;
  readonly icon_url?: string | null;
  readonly iconsize?: number | null;
  readonly checkable?: boolean | null;
  readonly icon_only?: boolean | null;
}

/** Something to choose in a menu; a checkable one is on or off. */
export class MenuAction extends Widget implements MenuActionMethods {
  /** What shows in the menu. */
  readonly #item: MenuItem;
  /** Whether it can be on or off. */
  readonly #isCheckable: boolean;
  /** Whether it is on. */
  #checked = false;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: MenuActionOptions) {
    const item = new MenuItem({ chosen: () => this.#choose() });
    super(page, wid, item.element);
    this.#item = item;
    this.#isCheckable = options.checkable ?? false;
    this.set_text(options.text ?? options.name ?? "");
    this.set_icon(options.icon_url ?? null, options.iconsize);
    this.set_checked(false);
    if (options.icon_only && options.icon_url) item.hideText();
  }

  protected override applyEnabled(enabled: boolean): void {
    this.#item.isEnabled = enabled;
  }

  set_text(text: string): void {
    this.#item.text = text;
  }

  get_text(): string {
    return this.#item.text;
  }

  set_icon(url: string | null, iconsize?: number | null): void {
    this.#item.setIcon(this, url, iconsize);
  }

  set_checked(checked: boolean): void {
    this.#checked = checked;
    this.#item.mark(this.#isCheckable ? checked : null);
  }

  get_checked(): boolean {
    return this.#checked;
  }

  set_state(tf: boolean): void {
    this.set_checked(tf);
  }

  get_state(): boolean {
    return this.#checked;
  }

  #choose(): void {
    if (!this.#isCheckable) {
      this.fire("activated");
      return;
    }
    this.set_checked(!this.#checked);
    this.fire("activated", this.#checked);
  }
}

import { make, setPadding } from "../core/style.ts";
import type { SubWindows } from "../core/sub-windows.ts";
import { Widget, type Page } from "../core/widget.ts";
import { windowState, type WindowState } from "../core/window-commands.ts";
import { WindowFrame } from "../core/window-frame.ts";
import type { MDISubWindowMethods } from "../generated/catalog.ts";

export interface SubWindowOptions {
  readonly shadeable?: boolean;
}

/** What the area around it is told of what the user does with it. */
export interface SubWindowUser {
  closed(): void;
  raised(): void;
  lowered(): void;
  minimized(): void;
}

/** A window in an area of windows, around a widget there. */
export class MDISubWindow extends Widget implements MDISubWindowMethods {
  /** What it has of a window. */
  readonly frame: WindowFrame;
  /** Who is told, once it is in an area. */
  #user: SubWindowUser | null = null;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: SubWindowOptions) {
    super(page, wid, make("section", "pg-sub-window"));
    this.element.role = "dialog";
    const abilities = {
      resizable: true,
      moveable: true,
      closeable: true,
      minimizable: true,
      maximizable: true,
      lowerable: true,
      shadeable: options.shadeable ?? true,
    };
    const hooks = {
      moved: (x: number, y: number) => this.fire("move", x, y),
      resized: (width: number, height: number) => this.fire("resized", width, height),
      stateChanged: (state: WindowState) => this.#stateChanged(state),
      raised: () => this.#user?.raised(),
      lowered: () => this.#user?.lowered(),
      closed: () => this.#user?.closed(),
      reopened: () => undefined,
      listens: () => true,
    };
    this.frame = new WindowFrame(this.element, null, abilities, hooks, this);
    this.set_title("");
    this.set_position(0, 0);
  }

  /** Is placed in an area, around a widget of it. */
  hold(child: Widget, area: SubWindows, user: SubWindowUser): void {
    this.#user = user;
    this.frame.body.append(child.element);
    area.plane.append(this.element);
    this.frame.join(area);
  }

  set_title(title: string | null): void {
    this.frame.setTitle(title ?? "");
  }

  set_icon(url: string | null): void {
    this.frame.setIcon(url);
  }

  set_position(x: number, y: number): void {
    this.frame.moveTo(x, y);
  }

  override resize(width: number | null, height: number | null): void {
    this.frame.sizeTo(width, height);
  }

  override show(): void {
    super.show();
    this.frame.refreshArea();
  }

  override hide(): void {
    super.hide();
    this.frame.refreshArea();
  }

  override set_padding(padding: number | string | readonly number[] | null): void {
    setPadding(this.frame.body, padding);
  }

  toggle_minimize(): void {
    this.set_window_state(this.frame.toggled("minimized"));
  }

  toggle_maximize(): void {
    this.set_window_state(this.frame.toggled("maximized"));
  }

  toggle_shade(): void {
    this.set_window_state(this.frame.toggled("shaded"));
  }

  set_window_state(state: string): void {
    const known = windowState(state);
    const isLeft = known === "minimized" && this.hasFocus;
    this.frame.setState(known);
    if (isLeft) this.#user?.minimized();
  }

  get_window_state(): WindowState {
    return this.frame.state;
  }

  /** Whether the user is in it. */
  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  #stateChanged(state: WindowState): void {
    this.fire("window-state", state);
    if (state === "minimized") this.#user?.minimized();
  }
}

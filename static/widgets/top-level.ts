import { Container } from "../core/container.ts";
import { beginIn, worksBeside } from "../core/focus.ts";
import { make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import { windowState, type Abilities, type WindowState } from "../core/window-commands.ts";
import { WindowFrame, type WindowHooks } from "../core/window-frame.ts";
import type { TopLevelMethods } from "../generated/catalog.ts";

export interface TopLevelOptions extends Partial<Abilities> {
  readonly title?: string | null;
  readonly icon?: string | null;
}

const DEFAULTS: Abilities = {
  resizable: false,
  moveable: true,
  closeable: true,
  minimizable: false,
  maximizable: false,
  lowerable: false,
  shadeable: false,
};

/** What the user does with a title bar. */
const TITLE_BAR_CALLBACKS: readonly string[] = ["move", "close", "window-state"];

/** A window inside the page; hidden until `show`. */
export class TopLevel extends Container implements TopLevelMethods {
  /** What it has of a window. */
  readonly #frame: WindowFrame;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: TopLevelOptions) {
    super(page, wid, make("section", "pg-top-level"));
    this.element.hidden = true;
    this.element.role = "dialog";
    const can = abilities(options);
    this.#frame = new WindowFrame(this.element, page.windows, can, this.#hooks(), this);
    this.set_title(options.title ?? "");
    this.set_icon(options.icon ?? null);
    page.root.append(this.element);
    page.windows.add(this.#frame);
  }

  set_widget(child: Widget | null): void {
    this.replaceAll(child, this.#frame.body);
  }

  set_title(title: string | null): void {
    this.#frame.setTitle(title ?? "");
  }

  set_icon(url: string | null): void {
    this.#frame.setIcon(url);
  }

  set_moveable(tf: boolean): void {
    this.#frame.abilities.moveable = tf;
    this.#frame.refresh();
  }

  set_position(x: number, y: number): void {
    this.#frame.moveTo(x, y);
  }

  set_step(step: number | null): void {
    this.#frame.step = step ?? 0;
  }

  override resize(width: number | null, height: number | null): void {
    this.#frame.sizeTo(width, height);
  }

  override show(): void {
    const { windows, answersUser } = this.page;
    if (!this.element.hidden) return;
    super.show();
    // Who comes on top is a thing of its own: the program says it.
    windows.arrange();
    this.page.settled(() => {
      windows.cascade();
      if (this.element.hidden || worksBeside(this.element, answersUser)) return;
      beginIn(this.element, this.#frame.body);
    });
  }

  override hide(): void {
    super.hide();
    this.page.windows.arrange();
  }

  set_closed(tf: boolean): void {
    this.#frame.isClosed = tf;
  }

  raise_(): void {
    this.page.windows.raise(this.#frame);
  }

  lower(): void {
    this.page.windows.lower(this.#frame);
  }

  toggle_minimize(): void {
    this.#frame.setState(this.#frame.toggled("minimized"));
  }

  toggle_maximize(): void {
    this.#frame.setState(this.#frame.toggled("maximized"));
  }

  toggle_shade(): void {
    this.#frame.setState(this.#frame.toggled("shaded"));
  }

  set_window_state(state: string): void {
    this.#frame.setState(windowState(state));
  }

  get_window_state(): WindowState {
    return this.#frame.state;
  }

  override listened(): void {
    this.page.windows.arrange();
  }

  override destroy(): void {
    this.page.windows.remove(this.#frame);
    super.destroy();
  }

  protected override get paddingTarget(): HTMLElement {
    return this.#frame.body;
  }

  #hooks(): WindowHooks {
    return {
      moved: (x, y) => this.fire("move", x, y),
      resized: (width, height) => this.fire("resized", width, height),
      stateChanged: (state) => this.fire("window-state", state),
      raised: () => this.fire("raised"),
      lowered: () => this.fire("lowered"),
      listens: () => TITLE_BAR_CALLBACKS.some((action) => this.page.listening(this, action)),
      closed: () => {
        this.set_closed(true);
        this.hide();
        this.fire("close");
      },
      reopened: () => {
        this.set_closed(false);
        this.show();
        this.raise_();
        this.fire("reopen");
      },
    };
  }
}

function abilities(options: TopLevelOptions): Abilities {
  const names = Object.keys(DEFAULTS) as (keyof Abilities)[];
  const chosen = names.map((name) => [name, options[name] ?? DEFAULTS[name]] as const);
  return Object.fromEntries(chosen) as unknown as Abilities;
}

import { Container } from "../core/container.ts";
import { onDrag } from "../core/drag.ts";
import { giveFocus } from "../core/focus.ts";
import { setGround } from "../core/ground.ts";
import { icon } from "../core/icons.ts";
import { Picture } from "../core/picture.ts";
import { make, uniqueId } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { TabWidgetMethods } from "../generated/catalog.ts";
import { TabDrag } from "../widgets-support/tab-drag.ts";

const POSITIONS = ["top", "bottom", "left", "right"] as const;

export interface TabWidgetOptions {
  readonly closable?: boolean;
  readonly reorderable?: boolean;
  readonly tab_position?: string;
}

/** What `add_widget` may say about a tab. */
export interface TabOptions {
  readonly title?: string | null;
  readonly icon_url?: string | null;
}

interface Tab {
  readonly child: Widget;
  readonly button: HTMLElement;
  readonly panel: HTMLElement;
}

/** Pages behind a bar of tabs, one in view. */
export class TabWidget extends Container implements TabWidgetMethods {
  /** The row of tabs. */
  readonly #bar = make("div", "pg-tab-bar");
  /** What the tabs show. */
  readonly #panels = make("div", "pg-tab-panels");
  /** Whether the user may close tabs. */
  readonly #isClosable: boolean;
  /** By which the user moves tabs; null if that may not be. */
  readonly #drag: TabDrag<Tab> | null;
  /** In their order. */
  readonly #tabs: Tab[] = [];
  /** The tab that shows. */
  #current: Tab | null = null;
  /** Set before the tab it names was added. */
  #wantedIndex: number | null = null;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: TabWidgetOptions) {
    super(page, wid, make("div", "pg-tabs pg-fill"));
    this.#isClosable = options.closable ?? false;
    this.#drag = options.reorderable ? this.#makeDrag() : null;
    this.#bar.role = "tablist";
    this.element.append(this.#bar, this.#panels);
    this.set_tab_position(options.tab_position ?? "top");
    const { signal } = this;
    this.#bar.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#bar.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: true });
  }

  add_widget(child: Widget, options?: TabOptions | null): void {
    const at = this.insert(child);
    const tab = this.#makeTab(child, options ?? {});
    this.#tabs.splice(at, 0, tab);
    this.#bar.append(tab.button);
    this.#panels.append(tab.panel);
    if (!this.#current || this.#wantedIndex === at) this.#show(tab);
  }

  show_widget(child: Widget): void {
    this.#show(this.#tabOf(child, "show_widget"));
  }

  close_widget(child: Widget): void {
    this.release(this.#tabOf(child, "close_widget").child);
  }

  /** Puts a page's tab at another place of the bar. */
  move_widget(child: Widget, index: number): void {
    this.#move(this.#tabOf(child, "move_widget"), index);
  }

  set_index(index: number): void {
    const tab = this.#tabs[index];
    this.#wantedIndex = tab ? null : index;
    if (tab) this.#show(tab);
  }

  get_index(): number {
    return this.#current ? this.#tabs.indexOf(this.#current) : -1;
  }

  get_tab_id(child: Widget): string {
    return this.#tabOf(child, "get_tab_id").button.id;
  }

  get_child(tab_id: string): Widget | null {
    return this.#tabs.find((tab) => tab.button.id === tab_id)?.child ?? null;
  }

  index_of(child: Widget): number {
    return this.children.indexOf(child);
  }

  index_to_widget(index: number): Widget | null {
    return this.children[index] ?? null;
  }

  /** Colours one tab, to draw attention to it; null takes the colour away. */
  highlight_tab(child: Widget, bgcolor: string | null): void {
    const { button } = this.#tabOf(child, "highlight_tab");
    button.style.setProperty("--pg-tab-highlight", bgcolor ?? "transparent");
    setGround(button, bgcolor);
  }

  set_tab_position(tabpos: string): void {
    const position = POSITIONS.find((name) => name === tabpos);
    if (!position) {
      throw new TypeError(`tab position "${tabpos}" is none of ${POSITIONS.join(", ")}`);
    }
    this.element.dataset["position"] = position;
    this.#bar.setAttribute("aria-orientation", this.#isVertical ? "vertical" : "horizontal");
  }

  protected override get focusTarget(): HTMLElement {
    return this.#current?.button ?? this.element;
  }

  protected override unplace(child: Widget): void {
    super.unplace(child);
    const index = this.#tabs.findIndex((tab) => tab.child === child);
    const [gone] = this.#tabs.splice(index, 1);
    gone?.button.remove();
    gone?.panel.remove();
    if (gone !== this.#current) return;
    this.#current = null;
    const next = this.#tabs[Math.min(index, this.#tabs.length - 1)];
    if (next) this.#show(next);
  }

  get #isVertical(): boolean {
    return ["left", "right"].includes(this.element.dataset["position"] ?? "");
  }

  #makeTab(child: Widget, { title, icon_url }: TabOptions): Tab {
    const button = make("div", "pg-tab");
    const panel = make("div", "pg-tab-panel pg-scrolls pg-room");
    const tab = { child, button, panel };
    button.id = uniqueId("tab");
    panel.id = uniqueId("panel");
    button.role = "tab";
    panel.role = "tabpanel";
    panel.hidden = true;
    button.tabIndex = -1;
    button.setAttribute("aria-selected", "false");
    button.setAttribute("aria-controls", panel.id);
    panel.setAttribute("aria-labelledby", button.id);
    panel.append(child.element);
    if (icon_url) {
      const picture = new Picture(this, "pg-tab-icon");
      picture.show(icon_url);
      button.append(picture.element);
    }
    button.append(make("span", "pg-tab-title", title ?? ""));
    // One with an icon alone has a name, too.
    button.ariaLabel = title ? null : "Page";
    if (this.#isClosable) this.#makeClosable(tab);
    button.addEventListener("click", () => this.#choose(tab), { signal: this.signal });
    const drag = this.#drag;
    if (drag) onDrag(button, this.signal, (event) => drag.begin(event, tab));
    return tab;
  }

  /** A tab may hold no second control, so the cross is for the pointer; the keyboard has Delete. */
  #makeClosable(tab: Tab): void {
    const cross = make("span", "pg-tab-close");
    cross.append(icon("close"));
    cross.addEventListener("click", (event) => {
      event.stopPropagation();
      this.#close(tab);
    });
    cross.addEventListener("pointerdown", (event) => event.stopPropagation());
    tab.button.append(cross);
    tab.button.setAttribute("aria-keyshortcuts", "Delete");
    tab.button.addEventListener("auxclick", (event) => {
      if (event.button === 1) this.#close(tab);
    });
  }

  #show(tab: Tab): void {
    this.#wantedIndex = null;
    if (tab === this.#current) return;
    for (const other of this.#tabs) this.#mark(other, other === tab);
    this.#mark(tab, true);
    this.#current = tab;
    this.page.settled(() => this.#reveal(tab));
  }

  #mark({ button, panel }: Tab, isCurrent: boolean): void {
    panel.hidden = !isCurrent;
    button.setAttribute("aria-selected", String(isCurrent));
    button.tabIndex = isCurrent ? 0 : -1;
  }

  /** Scrolls the bar alone: `scrollIntoView` would also scroll what is around. */
  #reveal({ button }: Tab): void {
    const bar = this.#bar;
    if (bar.scrollWidth <= bar.clientWidth && bar.scrollHeight <= bar.clientHeight) return;
    const [own, outer] = [button.getBoundingClientRect(), bar.getBoundingClientRect()];
    bar.scrollLeft += Math.min(0, own.left - outer.left) + Math.max(0, own.right - outer.right);
    bar.scrollTop += Math.min(0, own.top - outer.top) + Math.max(0, own.bottom - outer.bottom);
  }

  // The user.

  #choose(tab: Tab): void {
    giveFocus(tab.button);
    if (tab === this.#current) return;
    this.#show(tab);
    this.fire("page-switch", tab.child, this.#tabs.indexOf(tab));
  }

  #close(tab: Tab): void {
    const hadFocus = tab.button.contains(document.activeElement);
    this.release(tab.child);
    if (hadFocus) giveFocus(this.focusTarget);
    this.fire("page-close", tab.child);
    tab.child.destroy();
  }

  #key(event: KeyboardEvent): void {
    const tab = this.#tabs.find(({ button }) => button === event.target);
    if (!tab) return;
    const index = this.#tabs.indexOf(tab);
    const [back, on] = this.#isVertical ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
    const last = this.#tabs.length - 1;
    const steps: Readonly<Record<string, number>> = {
      [back]: index > 0 ? index - 1 : last,
      [on]: index < last ? index + 1 : 0,
      Home: 0,
      End: last,
    };
    const target = steps[event.key];
    if (event.key === "Delete" && this.#isClosable) this.#close(tab);
    else if (target === undefined) return;
    else if (event.ctrlKey && event.shiftKey && this.#drag) this.#userMove(tab, target);
    else this.#chooseAt(target);
    event.preventDefault();
  }

  #chooseAt(index: number): void {
    const tab = this.#tabs[index];
    if (tab) this.#choose(tab);
  }

  #userMove(tab: Tab, index: number): void {
    this.#move(tab, index);
    this.fire("page-move", tab.child, index);
  }

  #makeDrag(): TabDrag<Tab> {
    const hooks = {
      tabs: this.#tabs,
      isVertical: () => this.#isVertical,
      put: (tab: Tab, index: number) => this.#move(tab, index),
      moved: (tab: Tab, index: number) => this.fire("page-move", tab.child, index),
      chosen: (tab: Tab) => this.#choose(tab),
    };
    return new TabDrag(this.#bar, hooks, this.signal);
  }

  #move(tab: Tab, index: number): void {
    const from = this.#tabs.indexOf(tab);
    const to = Math.max(0, Math.min(index, this.#tabs.length - 1));
    this.#tabs.splice(from, 1);
    this.#tabs.splice(to, 0, tab);
    this.children.splice(from, 1);
    this.children.splice(to, 0, tab.child);
    const hadFocus = tab.button === document.activeElement;
    this.#bar.insertBefore(tab.button, this.#tabs[to + 1]?.button ?? null);
    if (hadFocus) giveFocus(tab.button);
  }

  /** A wheel turns a bar that is too long, whatever its direction. */
  #wheel(event: WheelEvent): void {
    if (this.#isVertical || event.deltaX) return;
    this.#bar.scrollLeft += event.deltaY;
  }

  #tabOf(child: Widget, method: string): Tab {
    const tab = this.#tabs.find((candidate) => candidate.child === child);
    if (!tab) throw new Error(`${method}: the widget is no page of this TabWidget`);
    return tab;
  }
}

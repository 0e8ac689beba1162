import type { Container } from "./container.ts";
import { type FieldLabels, labelField } from "./field-labels.ts";
import { focusWidget, giveFocus } from "./focus.ts";
import { setGround } from "./ground.ts";
import { tellFailure } from "./picture.ts";
import { contentChanged } from "./room.ts";
import { css, length, setPadding } from "./style.ts";
import { setTooltip } from "./tooltip.ts";
import type { PageWindows } from "./page-windows.ts";

/** What an object may ask of the page it lives in. */
export interface Page {
  /** Windows and Page widgets are mounted here. Detached while the page is rebuilt. */
  readonly root: HTMLElement;
  /** The stacking order, cascade and dock of the windows in `root`. */
  readonly windows: PageWindows;
  /** A user's action: sent if listened to, or if it carries state by the catalogue.
   *  @returns the number of the input, 0 if it is not kept account of */
  fire(source: RemoteObject, action: string, args: readonly unknown[]): number;
  /** The last of the page's inputs that the server had as it sent what is applied now. */
  readonly confirmed: number;
  /** What is applied now the program does because of what this page's user did. */
  readonly answersUser: boolean;
  /** Tells of an edit that the user made in a document.
   *  @param revision the last message about the document that the page had got
   *  @returns the number of the input, 0 if it is not kept account of */
  edit(source: RemoteObject, edit: readonly unknown[], revision: number): number;
  /** Asks for another part of a document that is shown in parts. */
  view(source: RemoteObject, view: unknown): void;
  /** A user's action that brings files. */
  upload(source: RemoteObject, action: string, facts: object, files: readonly File[]): void;
  /** Whether the program listens, for handlers that would be costly to serve in vain. */
  listening(source: RemoteObject, action: string): boolean;
  /** A fact only this page knows (scroll, a duration, …). The last value per key is sent, soon. */
  report(source: RemoteObject, key: string, value: unknown): void;
  /** A picture of an object's can't be shown: the program is told.
   *  @param picture its URL or its size; @param status what its server has answered, if known */
  pictureFailed(source: RemoteObject, picture: string | number, status: number | null): void;
  /** Runs when what the server sent has been applied and `root` is in the document:
   *  the time to focus, open or measure. */
  settled(action: () => void): void;
  /** All living objects that satisfy `test`, such as the radio buttons of one group. */
  find<T extends RemoteObject>(test: (object: RemoteObject) => object is T): T[];
  /** Called by `destroy`. */
  forget(object: RemoteObject): void;
}

export type WidgetClass = new (
  page: Page,
  wid: number,
  args: readonly never[],
  options: never,
) => RemoteObject;

/** What the server creates, calls and destroys by its id; most are widgets. */
export abstract class RemoteObject {
  readonly page: Page;
  /** Chosen by the server. */
  readonly wid: number;
  /** Made when somebody first asks for `signal`. */
  #life: AbortController | null = null;

  constructor(page: Page, wid: number) {
    this.page = page;
    this.wid = wid;
  }

  /** Aborted by `destroy`: pass it to `addEventListener` and `fetch`. */
  get signal(): AbortSignal {
    this.#life ??= new AbortController();
    return this.#life.signal;
  }

  /** The program listens to these of its callbacks from now on. */
  listened(_actions: ReadonlySet<string>): void {
    // Most have nothing to do then.
  }

  /** Tells the server what the user did: only DOM handlers call it, methods never do.
   *  @returns the number of the input, 0 if it is not kept account of */
  protected fire(action: string, ...args: unknown[]): number {
    return this.page.fire(this, action, args);
  }

  destroy(): void {
    this.#life?.abort();
    this.page.forget(this);
  }
}

/** What holds a document: the program and its users edit it, besides setting properties. */
export interface Edited {
  /** The server tells of the document by edits, from the message that made the widget on. */
  begin(revision: number): void;
  /** Edits of the program's, or of another user's. */
  edited(revision: number, edits: never): void;
  /** Other content. */
  replaced(revision: number, content: unknown): void;
  /** What the user edited after the page's inputs up to `confirmed`, or null. */
  draft(confirmed: number): object | null;
  /** Puts on top what the user edited in an earlier replica of the widget. */
  adopt(draft: never): void;
}

export function isEdited(object: object): object is Edited {
  return "edited" in object && "replaced" in object;
}

const NOT_EXPANDING: readonly [boolean, boolean] = [false, false];

export abstract class Widget extends RemoteObject {
  /** What a parent places. */
  readonly element: HTMLElement;
  parent: Container | null = null;
  /** Whether the user may do something with it. */
  #enabled = true;
  /** Whether it takes free space, across and down. */
  #expanding = NOT_EXPANDING;
  /** What shows while the pointer rests on it. */
  #tooltip = "";
  /** The program's own cursors, as CSS writes them. */
  #cursors: Map<string, string> | null = null;
  /** The name of the one that shows. */
  #cursor = "";
  /** What speaks of it in a form. */
  #labels: FieldLabels | null = null;

  constructor(page: Page, wid: number, element: HTMLElement) {
    super(page, wid);
    this.element = element;
    element.id = `pg-${wid}`;
    // One text is made and read faster than a list of classes.
    element.className += " pg-widget";
  }

  /** What takes the keyboard focus; a widget with an inner control answers that one. */
  protected get focusTarget(): HTMLElement {
    return this.element;
  }

  /** A form says what names the widget, and what is wrong with it. */
  setLabels(labels: FieldLabels): void {
    this.#labels = labels;
    this.applyLabels();
  }

  /** For those whose `focusTarget` has changed. */
  protected applyLabels(): void {
    if (this.#labels) labelField(this.#labelTarget, this.element, this.#labels);
  }

  /** The user has pressed its label. */
  pressLabel(): void {
    const target = this.#labelTarget;
    if (target.matches(":disabled")) return;
    if (target.matches("input[type=checkbox], input[type=radio]")) target.click();
    giveFocus(target);
  }

  get #labelTarget(): HTMLElement {
    return this.is_container() ? this.element : this.focusTarget;
  }

  /** What has the widget's padding; a holder with parts answers the one with its content. */
  protected get paddingTarget(): HTMLElement {
    return this.element;
  }

  /** Shows the enabled state. Controls override it to set their native `disabled`. */
  protected applyEnabled(enabled: boolean): void {
    this.element.inert = !enabled;
    css(this.element, "pg-disabled", !enabled);
    if (enabled) this.element.removeAttribute("aria-disabled");
    else this.element.setAttribute("aria-disabled", "true");
  }

  /** The id of the widget's element, for style sheets and tests. */
  get_element(): string {
    return this.element.id;
  }

  is_container(): boolean {
    return false;
  }

  set_border_width(width: number | null): void {
    this.element.style.borderWidth = length(width);
    this.element.style.borderStyle = width ? "solid" : "";
  }

  set_border_color(color: string | null): void {
    this.element.style.borderColor = color ?? "";
  }

  set_bg(color: string | null): void {
    this.element.style.background = color ?? "";
    setGround(this.element, color);
  }

  set_min_size(width: number | null, height: number | null): void {
    this.element.style.minWidth = length(width);
    this.element.style.minHeight = length(height);
  }

  set_max_size(width: number | null, height: number | null): void {
    this.element.style.maxWidth = length(width);
    this.element.style.maxHeight = length(height);
  }

  /** Each container's style sheet says what its children with these classes do. */
  set_expanding(horizontal: boolean | null, vertical: boolean | null): void {
    this.#expanding = [horizontal ?? this.#expanding[0], vertical ?? this.#expanding[1]];
    css(this.element, "pg-expand-h", this.#expanding[0]);
    css(this.element, "pg-expand-v", this.#expanding[1]);
    this.parent?.childChanged();
  }

  get_expanding(): readonly [boolean, boolean] {
    return this.#expanding;
  }

  resize(width: number | null, height: number | null): void {
    this.element.style.width = length(width);
    this.element.style.height = length(height);
    css(this.element, "pg-sized", width != null || height != null);
  }

  get_size(): readonly [number, number] {
    return [this.element.offsetWidth, this.element.offsetHeight];
  }

  get_position(): readonly [number, number] {
    const own = this.element.getBoundingClientRect();
    const outer = (this.parent?.element ?? this.page.root).getBoundingClientRect();
    return [Math.round(own.left - outer.left), Math.round(own.top - outer.top)];
  }

  /** A number, a CSS value, or 1 to 4 numbers in CSS order. */
  set_padding(padding: number | string | readonly number[] | null): void {
    setPadding(this.paddingTarget, padding);
  }

  /** null is the theme's; what is left out stays as it is. */
  set_font(
    font?: string | null,
    size?: number | string | null,
    weight?: string | number | null,
    style?: string | null,
  ): void {
    const target = this.element.style;
    if (font !== undefined) {
      // A family such as "3270 Nerd Font" is no CSS identifier and must be quoted.
      const quoted = font && !CSS.supports("font-family", font);
      target.fontFamily = quoted ? JSON.stringify(font) : (font ?? "");
    }
    if (size !== undefined) target.fontSize = length(size);
    if (weight !== undefined) target.fontWeight = String(weight ?? "");
    if (style !== undefined) target.fontStyle = style ?? "";
  }

  set_enabled(tf: boolean): void {
    if (this.#enabled === tf) return;
    this.#enabled = tf;
    this.applyEnabled(tf);
  }

  get_enabled(): boolean {
    return this.#enabled;
  }

  set_tooltip(msg: string | null): void {
    this.#tooltip = msg ?? "";
    setTooltip(this.element, this.#tooltip);
  }

  get_tooltip(): string {
    return this.#tooltip;
  }

  set_allow_text_selection(tf: boolean): void {
    css(this.element, "pg-selectable", tf);
  }

  show(): void {
    this.element.hidden = false;
    this.#hasComeOrGone();
  }

  hide(): void {
    this.element.hidden = true;
    this.#hasComeOrGone();
  }

  /** What lies beside it has other neighbours now. */
  #hasComeOrGone(): void {
    const around = this.element.parentElement;
    if (around?.classList.contains("pg-box")) contentChanged(this.page, around, this.element);
    this.parent?.childChanged();
  }

  is_visible(): boolean {
    return this.element.isConnected && this.element.checkVisibility();
  }

  set_focus(): void {
    const target = this.focusTarget;
    this.page.settled(() => focusWidget(target));
  }

  /** Makes a picture usable as `set_cursor(name)`. The hotspot is in px of the picture;
   *  `size` is the width, or width and height, that it is shown with. */
  add_cursor(
    name: string,
    url: string,
    hotspot_x: number | null,
    hotspot_y: number | null,
    size?: number | readonly number[] | null,
  ): void {
    const width = typeof size === "number" ? size : size?.[0];
    const image = `url(${JSON.stringify(url)})`;
    const keep = (picture: string, scale: number): void => {
      const [x, y] = [(hotspot_x ?? 0) * scale, (hotspot_y ?? 0) * scale];
      this.#cursors ??= new Map();
      this.#cursors.set(name, `${picture} ${x} ${y}, auto`);
      if (this.#cursor === name) this.set_cursor(name);
    };
    keep(image, 1);
    const probe = new Image();
    probe.onerror = () => tellFailure(this, url, probe.src);
    // CSS has no size for cursors, but a picture of a higher resolution is smaller.
    probe.onload = () => {
      if (width) keep(`image-set(${image} ${probe.width / width}x)`, width / probe.width);
    };
    probe.src = url;
  }

  /** A name given to `add_cursor`, or a CSS cursor keyword. */
  set_cursor(name: string | null): void {
    this.#cursor = name ?? "";
    this.element.style.cursor = this.#cursors?.get(this.#cursor) ?? this.#cursor;
  }

  override destroy(): void {
    this.parent?.release(this);
    this.element.remove();
    super.destroy();
  }
}

import { make, uniqueId } from "../core/style.ts";
import { clamp } from "../core/clamp.ts";
import { HANGS, Popup } from "../core/popup.ts";
import { Press } from "../core/press.ts";

export interface ListPopupHooks {
  /** The control that the list belongs to: it keeps the focus and names the active option. */
  readonly control: HTMLElement;
  /** The user chose an option with the pointer. */
  readonly chosen: (index: number) => void;
}

/** A list of texts that hangs on a control, one of them active; the control handles the keys. */
export class ListPopup {
  readonly element = make("div", "pg-list");
  /** The pop-up that holds the list. */
  readonly #popup: Popup;
  /** Who is told what the user chooses. */
  readonly #hooks: ListPopupHooks;
  /** What the options' ids begin with. */
  readonly #id = uniqueId("list");
  /** The index of the option that the keys are at, or -1. */
  #active = -1;
  /** The press on the control that opened it: it may end on an option. */
  #press: Press | null = null;

  constructor(hooks: ListPopupHooks, signal: AbortSignal) {
    this.#hooks = hooks;
    this.element.id = this.#id;
    this.element.role = "listbox";
    this.element.ariaLabel = "Choices";
    this.#popup = new Popup(this.element, {
      keeps: () => [hooks.control.parentElement ?? hooks.control],
      closed: () => this.#closed(),
    });
    hooks.control.setAttribute("aria-controls", this.#id);
    hooks.control.ariaHasPopup = "listbox";
    hooks.control.ariaExpanded = "false";
    this.#listen(signal);
  }

  #listen(signal: AbortSignal): void {
    const list = this.element;
    // The focus stays in the control, where the keys are handled.
    list.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    list.addEventListener("pointermove", (event) => this.#hover(event), { signal });
    list.addEventListener("click", (event) => this.#choose(event), { signal });
    // A press that began on the control has no click at its end.
    list.addEventListener("pointerup", (event) => this.#release(event), { signal });
    signal.addEventListener("abort", () => this.close(), { once: true });
  }

  get isOpen(): boolean {
    return this.#popup.isOpen;
  }

  /** The index of the active option, or -1. */
  get active(): number {
    return this.#active;
  }

  get activeText(): string | null {
    return this.#option(this.#active)?.textContent ?? null;
  }

  /**
   * @param items the options' texts
   * @param selected index of the option that is chosen now, or -1
   * @param rows how many options show before the list scrolls
   */
  open(anchor: HTMLElement, items: readonly string[], selected: number, rows: number): void {
    // What it shows goes as it closes.
    this.close();
    this.element.ariaBusy = null;
    const options = document.createDocumentFragment();
    for (const [index, text] of items.entries()) {
      const option = make("div", "pg-option", text);
      option.id = `${this.#id}-${index}`;
      option.role = "option";
      option.ariaSelected = String(index === selected);
      options.append(option);
    }
    this.element.replaceChildren(options);
    this.element.style.setProperty("--pg-rows", String(rows));
    this.#popup.open(anchor, HANGS.block, this.#hooks.control);
    this.#hooks.control.ariaExpanded = "true";
    this.activate(selected);
  }

  /** Shows words in the place of options.
   *  @param isBusy options are to come */
  say(anchor: HTMLElement, words: string, isBusy = false): void {
    this.open(anchor, [words], -1, 1);
    this.element.ariaBusy = isBusy ? "true" : null;
    const note = this.#option(0);
    note?.classList.add("pg-option-note");
    if (note) note.ariaDisabled = "true";
    // What is said is told to those who don't see it, too.
    this.#mark(0);
  }

  /** The user presses what opens the list. */
  begin(event: PointerEvent): void {
    this.#press = new Press(event);
    const end = (): void => {
      this.#press = null;
    };
    for (const type of ["pointerup", "pointercancel"]) {
      document.addEventListener(type, end, { once: true });
    }
  }

  close(): void {
    this.#popup.close();
  }

  /** Makes an option the active one and scrolls to it; -1 makes none active. */
  activate(index: number): void {
    this.#mark(index);
    const option = this.#option(index);
    option?.scrollIntoView({ block: "nearest" });
  }

  /** Moves on by some options, from no option to the first or last, and stays at the ends. */
  move(steps: number): void {
    const count = this.element.childElementCount;
    if (count === 0) return;
    const from = this.#active < 0 && steps < 0 ? count : this.#active;
    this.activate(clamp(from + steps, 0, count - 1));
  }

  /** Scrolls an option to the top without making it active. */
  reveal(index: number): void {
    const option = this.#option(index);
    if (option) this.element.scrollTop = option.offsetTop;
  }

  #option(index: number): HTMLElement | null {
    const option = this.element.children[index];
    return option instanceof HTMLElement ? option : null;
  }

  #mark(index: number): void {
    this.#option(this.#active)?.classList.remove("pg-active");
    const option = this.#option(index);
    option?.classList.add("pg-active");
    this.#active = option ? index : -1;
    if (option) this.#hooks.control.setAttribute("aria-activedescendant", option.id);
    else this.#hooks.control.removeAttribute("aria-activedescendant");
  }

  #indexAt(event: Event): number {
    const option = event.target instanceof Element ? event.target.closest(".pg-option") : null;
    return option ? [...this.element.children].indexOf(option) : -1;
  }

  #hover(event: PointerEvent): void {
    const index = this.#indexAt(event);
    if (index >= 0 && index !== this.#active) this.#mark(index);
  }

  #release(event: PointerEvent): void {
    if (this.#press?.isDragged(event)) this.#choose(event);
  }

  #choose(event: MouseEvent): void {
    const index = this.#indexAt(event);
    if (this.isOpen && event.button === 0 && index >= 0) this.#hooks.chosen(index);
  }

  #closed(): void {
    this.#mark(-1);
    this.#hooks.control.ariaExpanded = "false";
    this.element.replaceChildren();
  }
}

import { giveFocus } from "./focus.ts";
import { isByFinger } from "./press.ts";
import { css, make } from "./style.ts";

/** What the bar names. */
export interface Choice {
  /** What comes into view. */
  readonly element: HTMLElement;
  readonly name: string;
  /** It is what shows. */
  readonly isChosen: boolean;
  /** It is minimized. */
  readonly isAway: boolean;
  /** @param isTouch by a finger */
  choose(isTouch: boolean): void;
}

/** What comes before the bar in the order in which one reads, and comes later into the page. */
const LATER = ":scope > .pg-switcher ~ :is(.pg-window, .pg-page)";

/** A bar that names what fills the page in turn, and brings it into view. */
export class WindowSwitcher {
  /** What holds it, and what it names. */
  readonly #root: HTMLElement;
  /** The bar; hidden while it names nothing. */
  readonly #bar = make("div", "pg-switcher");
  /** By what they name. */
  readonly #tabs = new Map<HTMLElement, HTMLButtonElement>();
  /** What it names, in order. */
  #choices: readonly Choice[] = [];
  /** What shows, as the bar has told it last. */
  #chosen: HTMLElement | null = null;

  constructor(root: HTMLElement, signal: AbortSignal) {
    this.#root = root;
    this.#bar.role = "tablist";
    this.#bar.ariaLabel = "Windows";
    this.#bar.hidden = true;
    root.append(this.#bar);
    this.#bar.addEventListener("click", (event) => this.#press(event), { signal });
    this.#bar.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  /** Names these; none takes the bar away. */
  show(choices: readonly Choice[]): void {
    this.#choices = choices;
    const named = new Set(choices.map((choice) => choice.element));
    for (const [element, tab] of this.#tabs) {
      if (named.has(element)) continue;
      this.#tabs.delete(element);
      tab.remove();
    }
    for (const [index, choice] of choices.entries()) this.#place(this.#update(choice), index);
    this.#bar.hidden = choices.length === 0;
    css(this.#root, "pg-switched", choices.length > 0);
    this.#settle();
  }

  #update({ element, name, isChosen, isAway }: Choice): HTMLButtonElement {
    const tab = this.#tabs.get(element) ?? makeTab(element);
    this.#tabs.set(element, tab);
    const text = tab.firstElementChild;
    if (text && text.textContent !== name) text.textContent = name;
    tab.ariaLabel = isAway ? `${name}, minimized` : null;
    tab.ariaSelected = String(isChosen);
    css(tab, "pg-away", isAway);
    return tab;
  }

  #place(tab: HTMLElement, index: number): void {
    const now = this.#bar.children[index] ?? null;
    if (now !== tab) this.#bar.insertBefore(tab, now);
  }

  /** It comes behind what it names, with what shows in view, and the Tab key comes to that. */
  #settle(): void {
    const isMisplaced = this.#root.querySelector(LATER) !== null;
    const isInUse = this.#bar.contains(document.activeElement);
    if (isMisplaced && !isInUse) this.#root.append(this.#bar);
    const chosen = this.#choices.find((choice) => choice.isChosen)?.element ?? null;
    const stop = chosen ?? this.#choices[0]?.element ?? null;
    for (const [element, tab] of this.#tabs) tab.tabIndex = element === stop ? 0 : -1;
    // Out of the document there is nothing to scroll yet.
    if ((chosen === this.#chosen && !isMisplaced) || !this.#bar.isConnected) return;
    this.#chosen = chosen;
    if (chosen) this.#tabs.get(chosen)?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  #press(event: MouseEvent): void {
    this.#choices[this.#indexOf(event.target)]?.choose(isByFinger(event));
  }

  #key(event: KeyboardEvent): void {
    const last = this.#choices.length - 1;
    const now = this.#indexOf(event.target);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: now === last ? 0 : now + 1,
      ArrowLeft: now <= 0 ? last : now - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    const choice = target === undefined ? undefined : this.#choices[target];
    const tab = choice && this.#tabs.get(choice.element);
    if (!tab) return;
    event.preventDefault();
    giveFocus(tab);
  }

  #indexOf(target: EventTarget | null): number {
    const tab = target instanceof Element ? target.closest(".pg-switcher-tab") : null;
    return tab ? [...this.#bar.children].indexOf(tab) : -1;
  }
}

function makeTab(element: HTMLElement): HTMLButtonElement {
  const tab = make("button", "pg-switcher-tab");
  tab.type = "button";
  tab.role = "tab";
  tab.setAttribute("aria-controls", element.id);
  tab.append(make("span", "pg-switcher-name"));
  return tab;
}

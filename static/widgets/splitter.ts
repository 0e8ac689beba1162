import { orientationOf, type Orientation } from "../core/box-layout.ts";
import { Container } from "../core/container.ts";
import { onDrag, type Drag } from "../core/drag.ts";
import { make } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { SplitterMethods } from "../generated/catalog.ts";

export interface SplitterOptions {
  readonly orientation?: Orientation;
}

interface Pane {
  readonly child: Widget;
  readonly element: HTMLElement;
  /** Before the pane; the first one's is not shown. */
  readonly sash: HTMLElement;
  /** The share of the space, in the px of when it was set; null: as large as the average. */
  share: number | null;
  least: number;
}

/** What the user has hold of: two panes, and their sizes in px as it began. */
interface Grip {
  readonly before: Pane;
  readonly after: Pane;
  readonly first: number;
  readonly second: number;
}

const KEY_STEP_PX = 16;
const DEFAULT_LEAST_PX = 24;

/** Panes beside or above each other, with sashes between them that the user drags. */
export class Splitter extends Container implements SplitterMethods {
  /** Whether the panes are side by side. */
  readonly #isRow: boolean;
  /** In their order. */
  readonly #panes: Pane[] = [];
  /** Sizes for panes that are still to come. */
  #wanted: readonly number[] = [];
  /** Tells when it, or a pane, changes its size. */
  readonly #observer = new ResizeObserver(() => this.#laidOut());

  constructor(page: Page, wid: number, _args: readonly unknown[], options: SplitterOptions) {
    super(page, wid, make("div", "pg-splitter pg-fill"));
    const orientation = orientationOf(options.orientation, "horizontal");
    this.#isRow = orientation === "horizontal";
    this.element.dataset["orientation"] = orientation;
  }

  add_widget(child: Widget): void {
    const at = this.insert(child);
    const pane: Pane = {
      child,
      element: make("div", "pg-splitter-pane pg-scrolls pg-room"),
      sash: this.#makeSash(),
      share: this.#wanted[at] ?? null,
      least: DEFAULT_LEAST_PX,
    };
    pane.element.append(child.element);
    this.#panes.push(pane);
    this.element.append(pane.sash, pane.element);
    this.#observer.observe(pane.element);
    this.#apply();
  }

  /** Sizes in px, kept as proportions when there is more or less room. */
  set_sizes(sizes: readonly number[]): void {
    this.#share(sizes);
    // The program takes them for what shows, and may be wrong: it is told once more.
    this.#lookAgain();
  }

  get_sizes(): readonly number[] {
    // The edges are rounded rather than the sizes, so that together they are as large as the room.
    let end = 0;
    return this.#panes.map(({ element }) => {
      const start = Math.round(end);
      end += this.#length(element);
      return Math.round(end) - start;
    });
  }

  set_minimum_size(child: Widget, min_px: number): void {
    const pane = this.#panes.find((candidate) => candidate.child === child);
    if (!pane) throw new Error("set_minimum_size: the widget is no child of this splitter");
    pane.least = Math.max(0, min_px);
    this.#apply();
    // How far the sashes go has changed, whether a pane's size has or not.
    this.#lookAgain();
  }

  override destroy(): void {
    this.#observer.disconnect();
    super.destroy();
  }

  protected override unplace(child: Widget): void {
    super.unplace(child);
    const index = this.#panes.findIndex((pane) => pane.child === child);
    const [gone] = this.#panes.splice(index, 1);
    if (gone) this.#observer.unobserve(gone.element);
    gone?.element.remove();
    gone?.sash.remove();
    this.#apply();
  }

  #share(sizes: readonly number[]): void {
    this.#wanted = sizes;
    // One that is given none is of the average size, whatever it was before.
    for (const [i, pane] of this.#panes.entries()) pane.share = sizes[i] ?? null;
    this.#apply();
  }

  #apply(): void {
    const known = this.#panes.map((pane) => pane.share).filter((share) => share !== null);
    const average = known.length ? known.reduce((sum, share) => sum + share, 0) / known.length : 1;
    this.#panes.forEach(({ element, sash, share, least }, i) => {
      // Shares below 1 in total would leave space; a pane of size 0 still needs a positive share.
      const grow = Math.max(share ?? (average || 1), 0.001) * (known.length ? 1 : 1000);
      element.style.flex = `${grow} 1 0px`;
      element.style[this.#isRow ? "minWidth" : "minHeight"] = `${least}px`;
      sash.hidden = i === 0;
    });
    const sashes = Math.max(0, this.#panes.length - 1);
    const all = this.#panes.reduce((sum, pane) => sum + pane.least, sashes);
    this.element.style.setProperty("--pg-panes-least", `${all}px`);
  }

  /** Has it looked at, once it is laid out. */
  #lookAgain(): void {
    const first = this.#panes[0]?.element;
    if (!first) return;
    this.#observer.unobserve(first);
    this.#observer.observe(first);
  }

  #laidOut(): void {
    const sizes = this.get_sizes();
    this.page.report(this, "sizes", sizes);
    for (const [i, pane] of this.#panes.entries()) this.#describe(pane, i, sizes);
  }

  /** The sash's value is the size of the pane before it. */
  #describe({ sash }: Pane, index: number, sizes: readonly number[]): void {
    const before = this.#panes[index - 1];
    const pane = this.#panes[index];
    if (!before || !pane) return;
    const both = (sizes[index - 1] ?? 0) + (sizes[index] ?? 0);
    sash.setAttribute("aria-valuenow", String(sizes[index - 1] ?? 0));
    sash.setAttribute("aria-valuemin", String(before.least));
    sash.setAttribute("aria-valuemax", String(Math.max(before.least, both - pane.least)));
  }

  #makeSash(): HTMLElement {
    const sash = make("div", "pg-splitter-sash");
    sash.role = "separator";
    sash.tabIndex = 0;
    sash.setAttribute("aria-orientation", this.#isRow ? "vertical" : "horizontal");
    sash.setAttribute("aria-label", "Resize panes");
    onDrag(sash, this.signal, () => this.#beginDrag(sash));
    sash.addEventListener("keydown", (event) => this.#key(event, sash), { signal: this.signal });
    return sash;
  }

  #beginDrag(sash: HTMLElement): Drag | null {
    const grip = this.#gripOf(sash);
    if (!grip) return null;
    this.element.classList.add("pg-sizing");
    return {
      move: (dx, dy) => this.#shift(grip, this.#isRow ? dx : dy),
      cancel: () => this.#shift(grip, 0),
      end: () => this.element.classList.remove("pg-sizing"),
    };
  }

  #key(event: KeyboardEvent, sash: HTMLElement): void {
    const grip = this.#gripOf(sash);
    const steps: Readonly<Record<string, number>> = {
      [this.#isRow ? "ArrowLeft" : "ArrowUp"]: -KEY_STEP_PX,
      [this.#isRow ? "ArrowRight" : "ArrowDown"]: KEY_STEP_PX,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const step = steps[event.key];
    if (step === undefined || !grip) return;
    event.preventDefault();
    this.#shift(grip, step);
  }

  #gripOf(sash: HTMLElement): Grip | null {
    const index = this.#panes.findIndex((pane) => pane.sash === sash);
    const [before, after] = [this.#panes[index - 1], this.#panes[index]];
    if (!before || !after) return null;
    const [first = 0, second = 0] = this.get_sizes().slice(index - 1);
    return { before, after, first, second };
  }

  /** Moves a sash by some px from where the user took it, as far as it goes; the other panes may
   *  have changed since then, but not the two beside it. */
  #shift({ before, after, first, second }: Grip, distance: number): void {
    const index = this.#panes.indexOf(after);
    if (index < 1 || this.#panes[index - 1] !== before) return;
    const least = Math.min(0, before.least - first);
    const most = Math.max(0, second - after.least);
    const moved = Math.round(Math.max(least, Math.min(distance, most)));
    const sizes = [...this.get_sizes()];
    sizes[index - 1] = first + moved;
    sizes[index] = second - moved;
    this.#share(sizes);
    this.#laidOut();
    this.fire("sizing", sizes);
  }

  #length(element: HTMLElement): number {
    const { width, height } = element.getBoundingClientRect();
    return this.#isRow ? width : height;
  }
}

import { watchSizes } from "../../core/size-watch.ts";
import { length, make } from "../../core/style.ts";
import type { Column } from "./column.ts";

/** A column without a width of its own is at least so wide, and asks for no more, in px. */
const LEAST_PX = 48;
const MOST_PX = 320;
/** However long a text is, no column is made wider for it. */
const CONTENT_PX = 600;

/**
 * How wide the columns are.
 *
 * The browser lays out a ruler, a grid with the columns' own tracks, whatever CSS they are given in;
 * what comes out is what all rows are made of.
 */
export class Tracks {
  /** Lies over the view, unseen. */
  readonly ruler = make("div", "pg-grid-ruler");
  /** Called when the columns have come to other widths. */
  readonly #changed: () => void;
  /** Ends being told what the tracks have come to. */
  #forget = (): void => undefined;
  #columns: readonly Column[] = [];
  /** What the content of the columns needs. */
  #natural: readonly number[] = [];
  /** While the user resizes: all of them, in px. */
  #fixed: number[] | null = null;
  /** Whether nobody has been told of them since they were shown: what is beside them may have changed. */
  #isNew = false;
  /** Where the columns begin, and where the last one ends, in px. */
  #edges: readonly number[] = [0];

  constructor(changed: () => void, signal: AbortSignal) {
    this.#changed = changed;
    signal.addEventListener("abort", () => this.#forget(), { once: true });
  }

  get total(): number {
    return this.#edges.at(-1) ?? 0;
  }

  get count(): number {
    return this.#columns.length;
  }

  left(column: number): number {
    return this.#edges[column] ?? 0;
  }

  /** How wide some columns are together. */
  width(column: number, span = 1): number {
    return this.left(column + span) - this.left(column);
  }

  get widths(): readonly number[] {
    return this.#columns.map((_, index) => this.width(index));
  }

  /** @param natural what the content of each column needs, in px */
  show(columns: readonly Column[], natural: readonly number[]): void {
    this.#columns = columns;
    this.#natural = natural;
    this.#fixed = null;
    this.#isNew = true;
    this.#forget();
    const cells = columns.map((column, index) => {
      const cell = make("span");
      const content = make("span");
      // What is so many px wide asks for no more.
      const needed = typeof column.facts.colwidth === "number" ? 0 : (natural[index] ?? 0);
      content.style.width = length(Math.min(CONTENT_PX, Math.ceil(needed)));
      cell.append(content);
      return cell;
    });
    this.ruler.replaceChildren(...cells);
    this.#forget = watchSizes(cells, () => this.#look());
    this.#apply();
    // Without a layout nobody is told of them.
    if (!columns.length) this.measure();
  }

  /** A column gets another width; the others keep theirs. */
  resize(column: number, width: number): void {
    this.#fixed ??= [...this.widths];
    this.#fixed[column] = Math.max(LEAST_PX / 2, Math.round(width));
    this.#apply();
    this.#setWidths(this.#fixed);
  }

  /** Takes back what `resize` did. */
  restore(): void {
    this.#fixed = null;
    this.#apply();
  }

  #naturalWidth(index: number): number {
    return Math.min(MOST_PX, Math.max(LEAST_PX, Math.ceil(this.#natural[index] ?? 0)));
  }

  #apply(): void {
    const tracks = this.#columns.map((column, index) => this.#track(column, index));
    this.ruler.style.gridTemplateColumns = tracks.join(" ");
  }

  #track(column: Column, index: number): string {
    const fixed = this.#fixed?.[index];
    if (fixed !== undefined) return length(fixed);
    const { colwidth } = column.facts;
    if (typeof colwidth === "number") return length(colwidth);
    if (colwidth && CSS.supports("grid-template-columns", colwidth)) return colwidth;
    const natural = this.#naturalWidth(index);
    return `minmax(${natural}px, ${natural}fr)`;
  }

  /** Takes over what the tracks have come to. */
  measure(): void {
    this.#look()();
  }

  /** Looks what they have come to. @returns what takes it over */
  #look(): () => void {
    const widths = [...this.ruler.children].map((cell) => cell.getBoundingClientRect().width);
    return () => {
      // Out of sight nothing is laid out.
      if (this.#columns.length && !widths.some(Boolean)) return;
      this.#setWidths(widths);
    };
  }

  #setWidths(widths: readonly number[]): void {
    const edges = [0];
    let edge = 0;
    for (const width of widths) {
      edge += width;
      edges.push(Math.round(edge));
    }
    const isSame = edges.length === this.#edges.length && edges.every((it, at) => it === this.#edges[at]);
    if (isSame && !this.#isNew) return;
    [this.#edges, this.#isNew] = [edges, false];
    this.#changed();
  }
}

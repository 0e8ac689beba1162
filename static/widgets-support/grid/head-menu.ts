import { download } from "../../core/download.ts";
import { type MenuItem, showPopupMenu } from "../../core/popup-menu.ts";
import { CellNote } from "./cell-note.ts";
import type { Column } from "./column.ts";
import type { Grid } from "./grid.ts";
import { HEAD } from "./grid-keys.ts";

/** What a spreadsheet tells by that a text is in UTF-8. */
const MARK = "\ufeff";

/** The menu of a head: what users do with columns, and with the table as a whole. */
export class HeadMenu {
  readonly #grid: Grid;
  /** Ends with the grid. */
  readonly #signal: AbortSignal;
  /** What can't be done, in words; made when there is something to say. */
  #note: CellNote | null = null;

  constructor(grid: Grid, signal: AbortSignal) {
    this.#grid = grid;
    this.#signal = signal;
    const { element } = grid;
    element.addEventListener("contextmenu", (event) => this.#contextMenu(event), { signal });
  }

  /** The program hands over the file that was asked for, or says why there is none. */
  exported(text: string | null, reason: string): void {
    if (text !== null) {
      download(MARK + text, `${this.#grid.element.ariaLabel || "Table"}.csv`, "text/csv;charset=utf-8");
      return;
    }
    const { element, sizes } = this.#grid.scroll;
    const { scrollLeft: left, scrollTop: top } = element;
    if (!this.#note) {
      this.#note = new CellNote(() => this.#grid.say(""), this.#signal);
      this.#grid.layer.append(this.#note.element, this.#note.words);
    }
    this.#note.open(reason, { left, top, width: sizes.width, height: sizes.head });
  }

  /** Opens at a head, as a key asks. */
  openAt(column: number): void {
    const box = this.#grid.head.cell(column)?.getBoundingClientRect();
    if (box) this.open(column, box.left, box.bottom);
  }

  /** @param column which head, or −1 for none; @param x, y where in the window */
  open(column: number, x: number, y: number): void {
    const { model, widths } = this.#grid;
    const shown = model.columns[column];
    const items: MenuItem[] = [];
    if (shown && model.isMovable) items.push(...this.#moves(shown));
    if (shown) items.push({ label: "Fit the width", run: () => widths.makeOptimal(column) });
    if (model.isMovable) items.push({ label: "Columns…", run: () => this.#choose(x, y) });
    items.push({ label: "Download as CSV", run: () => this.#grid.fire("export_csv") });
    this.#show(items, x, y);
  }

  #show(items: readonly MenuItem[], x: number, y: number): void {
    // What scrolls would be what a fixed place is counted from.
    const holder = this.#grid.scroll.element.parentElement;
    if (holder) showPopupMenu(holder, items, x, y);
  }

  #moves({ key, label }: Column): MenuItem[] {
    const { order, model } = this.#grid;
    const at = order.placeOf(key);
    const items: MenuItem[] = [];
    // The first of a tree has what is in what.
    const first = model.isTree ? 1 : 0;
    if (at < first) return items;
    if (at > first) items.push({ label: "Move left", run: () => order.step(key, -1) });
    if (at < model.columns.length - 1) {
      items.push({ label: "Move right", run: () => order.step(key, 1) });
    }
    if (model.columns.length > 1) {
      items.push({ label: `Hide “${label || key}”`, run: () => this.#grid.fire("hide_column", key, true) });
    }
    return items;
  }

  /** Lets the user say of each column whether it shows; one always does. */
  #choose(x: number, y: number): void {
    const { columns, hidden } = this.#grid.model;
    const shown = new Set(columns.map(({ key }) => key));
    const items = [...columns.slice(this.#grid.model.isTree ? 1 : 0), ...hidden].map(({ key, label }) => ({
      label: label || key,
      isChecked: () => shown.has(key),
      run: () => {
        const hides = shown.has(key);
        if (hides && shown.size === 1) return;
        if (hides) shown.delete(key);
        else shown.add(key);
        this.#grid.fire("hide_column", key, hides);
      },
    }));
    this.#show(items, x, y);
  }

  #contextMenu(event: MouseEvent): void {
    const { target } = event;
    const { cursor, head } = this.#grid;
    const isByKey = event.button !== 2 && !(event instanceof PointerEvent && event.pointerType === "touch");
    const inHead = target instanceof Element && head.element.contains(target);
    if (inHead) {
      event.preventDefault();
      // A finger that rests opens the menu as it is lifted, for it may move the head instead.
      if (event.button === 2 && !isTouch(event)) {
        this.open(head.columnOf(target as Element), event.clientX, event.clientY);
      }
    } else if (isByKey && cursor.place.rank === HEAD) {
      event.preventDefault();
      this.openAt(cursor.place.column);
    }
  }
}

function isTouch(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === "touch";
}

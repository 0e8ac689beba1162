import { clamp } from "../core/clamp.ts";
import { giveFocus } from "../core/focus.ts";
import { make } from "../core/style.ts";
import { isCharacter, Typeahead } from "../core/typeahead.ts";
import { Widget, type Page } from "../core/widget.ts";
import type { FileTableMethods } from "../generated/catalog.ts";

type Row = Parameters<FileTableMethods["set_rows"]>[0][number];

export interface FileTableOptions {
  readonly multiple?: boolean | null;
}

const HEADINGS: readonly string[] = ["Name", "Size", "Modified"];

/** Files and folders in rows, to select and to open. */
export class FileTable extends Widget implements FileTableMethods {
  /** What holds the rows. */
  readonly #body = make("div", "pg-file-rows");
  /** Finds rows by their first letters. */
  readonly #typeahead = new Typeahead();
  /** In their order. */
  #rows: readonly Row[] = [];
  /** What shows them, by their ids. */
  readonly #elements = new Map<number, HTMLElement>();
  /** The ids of those that are selected. */
  #selected: ReadonlySet<number> = new Set();
  /** Whether several files can be. */
  #isMultiple = false;
  /** The index of the row that the Tab key comes to, -1 without any. */
  #current = -1;
  /** The id of the row where a range begins: the last that was ticked. */
  #anchor: number | null = null;

  constructor(page: Page, wid: number, _args: readonly unknown[], options: FileTableOptions) {
    super(page, wid, make("div", "pg-file-table pg-control"));
    this.element.role = "grid";
    this.element.ariaLabel = "Files";
    const head = make("div", "pg-file-head");
    head.role = "rowgroup";
    this.#body.role = "rowgroup";
    head.append(makeRow("columnheader", HEADINGS));
    this.element.append(head, this.#body);
    this.set_multiple(options.multiple ?? false);
    this.#rove(-1);
    this.#listen();
  }

  protected override get focusTarget(): HTMLElement {
    return this.#elementAt(this.#current) ?? this.element;
  }

  set_rows(rows: readonly Row[]): void {
    const current = this.#rows[this.#current]?.[0];
    const isSeen = this.#isInView(this.#elementAt(this.#current));
    const ids = new Set(rows.map(([id]) => id));
    const hasStayed = this.#rows.some(([id]) => ids.has(id));
    for (const [id, element] of this.#elements) {
      if (ids.has(id)) continue;
      element.remove();
      this.#elements.delete(id);
    }
    this.#rows = rows;
    for (const [index, row] of rows.entries()) this.#place(this.#fill(row), index);
    this.#show(this.#selected);
    const index = rows.findIndex(([id]) => id === current);
    this.#rove(index);
    if (!hasStayed) this.element.scrollTop = 0;
    else if (index >= 0 && isSeen) this.#elementAt(index)?.scrollIntoView({ block: "nearest" });
  }

  set_multiple(tf: boolean): void {
    this.#isMultiple = tf;
    this.element.setAttribute("aria-multiselectable", String(tf));
  }

  set_selected(rows: readonly number[]): void {
    // They may come before the rows that they name.
    this.#show(new Set(rows));
    // Where the user is in it stays the user's.
    if (!this.#body.contains(document.activeElement)) this.#rove(-1);
  }

  get_selected(): readonly number[] {
    return [...this.#selected];
  }

  scroll_to_row(row: number): void {
    this.page.settled(() => {
      const element = this.#elements.get(row);
      if (!element) return;
      const spare = this.element.clientHeight - element.offsetHeight;
      this.element.scrollTop = element.offsetTop - spare / 2;
    });
  }

  #listen(): void {
    const { element, signal } = this;
    element.addEventListener("click", (event) => this.#press(event), { signal });
    element.addEventListener("dblclick", (event) => this.#open(this.#indexAt(event)), { signal });
    element.addEventListener("keydown", (event) => this.#key(event), { signal });
    element.addEventListener("focusin", (event) => this.#came(event), { signal });
  }

  // What shows.

  #fill([id, kind, ...texts]: Row): HTMLElement {
    const element = this.#elements.get(id) ?? makeRow("gridcell", texts);
    this.#elements.set(id, element);
    element.dataset["kind"] = kind;
    for (const [index, text] of texts.entries()) {
      const cell = element.children[index];
      if (cell && cell.textContent !== text) cell.textContent = text;
    }
    return element;
  }

  #place(element: HTMLElement, index: number): void {
    const now = this.#body.children[index] ?? null;
    if (now !== element) this.#body.insertBefore(element, now);
  }

  #show(selected: ReadonlySet<number>): void {
    this.#selected = selected;
    for (const [id, element] of this.#elements) element.ariaSelected = String(selected.has(id));
  }

  /** The Tab key comes to one row only; without any, to the whole.
   *  @param wanted the row's index; -1 means the first that is selected, or else the first */
  #rove(wanted: number): void {
    const selected = this.#rows.findIndex(([id]) => this.#selected.has(id));
    const index = wanted < 0 ? Math.max(selected, 0) : wanted;
    this.#current = Math.min(index, this.#rows.length - 1);
    this.element.tabIndex = this.#current < 0 ? 0 : -1;
    for (const [at, row] of this.#rows.entries()) {
      const element = this.#elements.get(row[0]);
      if (element) element.tabIndex = at === this.#current ? 0 : -1;
    }
  }

  #isInView(row: HTMLElement | null): boolean {
    if (!row) return false;
    const [inner, outer] = [row.getBoundingClientRect(), this.element.getBoundingClientRect()];
    return inner.top >= outer.top && inner.bottom <= outer.bottom;
  }

  #elementAt(index: number): HTMLElement | null {
    const row = this.#rows[index];
    return (row && this.#elements.get(row[0])) ?? null;
  }

  #indexAt(event: Event): number {
    const element = event.target instanceof Element ? event.target.closest("[data-kind]") : null;
    return element ? [...this.#body.children].indexOf(element) : -1;
  }

  // The user.

  #came(event: Event): void {
    const index = this.#indexAt(event);
    if (index >= 0 && index !== this.#current) this.#rove(index);
  }

  #press(event: MouseEvent): void {
    const index = this.#indexAt(event);
    if (index < 0) return;
    giveFocus(this.focusTarget, { preventScroll: true });
    this.#pick(index, event.shiftKey);
  }

  /** Selects a row, or where several can be, adds a file or takes it away. */
  #pick(index: number, isRange: boolean): void {
    const row = this.#rows[index];
    if (!row) return;
    const [id, kind] = row;
    const from = isRange ? this.#rows.findIndex((it) => it[0] === this.#anchor) : -1;
    if (!this.#isMultiple || (kind === "folder" && from < 0)) {
      this.#select([id]);
      return;
    }
    const files = this.#rows.filter((it) => it[1] === "file" && this.#selected.has(it[0]));
    const ids = new Set(files.map((it) => it[0]));
    if (from >= 0) {
      const between = this.#rows.slice(Math.min(from, index), Math.max(from, index) + 1);
      for (const it of between) if (it[1] === "file") ids.add(it[0]);
    } else if (!ids.delete(id)) ids.add(id);
    this.#anchor = id;
    this.#select(ids);
  }

  #select(ids: Iterable<number>): void {
    const wanted = new Set(ids);
    const selected = this.#rows.map(([id]) => id).filter((id) => wanted.has(id));
    this.#show(new Set(selected));
    this.fire("selected", selected);
  }

  #open(index: number): void {
    const row = this.#rows[index];
    if (row) this.fire("activated", row[0]);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (!this.#keyMoves(event) && !this.#keyActs(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #keyMoves(event: KeyboardEvent): boolean {
    const to = this.#destination(event);
    if (to === null) return false;
    const element = this.#elementAt(to);
    if (!element) return true;
    this.#rove(to);
    giveFocus(element, { preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
    // Several are selected one by one, and else what has the focus is what is selected.
    if (!this.#isMultiple || (event.shiftKey && !isCharacter(event))) this.#pick(to, event.shiftKey);
    return true;
  }

  /** The index that a key leads to, -1 for none; null: it has another meaning. */
  #destination(event: KeyboardEvent): number | null {
    const [now, last] = [this.#current, this.#rows.length - 1];
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.#pitch) - 2);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      PageDown: now + page,
      PageUp: now - page,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) return last < 0 ? -1 : clamp(target, 0, last);
    if (!isCharacter(event) || (event.key === " " && !this.#typeahead.isTyping)) return null;
    return this.#typeahead.find(event.key, this.#rows.map((row) => row[2]), now);
  }

  /** How high a row is, in px. */
  get #pitch(): number {
    return Math.max(1, this.#elementAt(0)?.offsetHeight ?? 1);
  }

  #keyActs({ key, repeat, shiftKey }: KeyboardEvent): boolean {
    if (key !== " " && key !== "Enter" && key !== "Backspace") return false;
    // A key that is held down acts once: the list may be another one by then.
    if (repeat) return true;
    if (key === " ") this.#pick(this.#current, shiftKey);
    else if (key === "Enter") this.#open(this.#current);
    else this.fire("back");
    return true;
  }
}

function makeRow(role: string, texts: readonly string[]): HTMLElement {
  const row = make("div", "pg-file-row");
  row.role = "row";
  for (const text of texts) {
    const cell = make("div", "pg-file-cell", text);
    cell.role = role;
    row.append(cell);
  }
  return row;
}

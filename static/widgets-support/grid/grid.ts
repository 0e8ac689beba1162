import type { TableEdit, TableWindow } from "../../documents/table-part.ts";
import { clamp } from "../../core/clamp.ts";
import { watchSizes } from "../../core/size-watch.ts";
import { css, length, make, uniqueId } from "../../core/style.ts";
import { FrameLatest } from "../frame-latest.ts";
import { CellDeeds } from "./cell-deeds.ts";
import { CellFilling } from "./cell-filling.ts";
import { Chooser, type Fire, type Manner } from "./chooser.ts";
import { Column, type ColumnFacts } from "./column.ts";
import { ColumnDrag } from "./column-drag.ts";
import { ColumnOrder } from "./column-order.ts";
import { CursorMark } from "./cursor-mark.ts";
import { GridBody } from "./grid-body.ts";
import { GridClipboard } from "./grid-clipboard.ts";
import { GridCursor } from "./grid-cursor.ts";
import { GridEditing } from "./grid-editing.ts";
import { showFacts } from "./grid-facts.ts";
import { GridFilters } from "./grid-filters.ts";
import { GridFolding } from "./grid-folding.ts";
import { GridEmpty } from "./grid-empty.ts";
import { type Footer, GridFoot } from "./grid-foot.ts";
import { GridHandles } from "./grid-handles.ts";
import { GridHead } from "./grid-head.ts";
import { GridKeyboard } from "./grid-keyboard.ts";
import { type Extent, HEAD, nextCell, type Place } from "./grid-keys.ts";
import { GridModel } from "./grid-model.ts";
import { GridPlaces } from "./grid-places.ts";
import { GridPointer } from "./grid-pointer.ts";
import { GridScroll, sizesOf } from "./grid-scroll.ts";
import type { GridSurface } from "./grid-surface.ts";
import { GridWidths } from "./grid-widths.ts";
import { HeadMenu } from "./head-menu.ts";
import { PartQuery } from "./part-query.ts";
import { takeReply } from "./replies.ts";
import { ReadingAnchor } from "./reading-anchor.ts";
import { RowDeeds } from "./row-deeds.ts";
import { headRows } from "./row-view.ts";
import type { Ending } from "./text-editor.ts";
import { Whereabouts } from "./whereabouts.ts";

/** Rows beside those in view, so that there is something as soon as one scrolls. */
const BESIDE = 4;

/** What a grid asks of the widget that it is for. */
export interface GridHooks {
  /** The user did something. @returns the number of the input */
  readonly fire: Fire;
  /** The last of these numbers that what the program tells now stands for. */
  readonly confirmed: () => number;
  /** Asks for rows. */
  readonly ask: (first: number, count: number) => void;
  /** The content changes: what scrolls now is not the user's doing. */
  readonly contentChanges: () => void;
  /** There are more or fewer rows to scroll through. */
  readonly lengthChanged: () => void;
  /** The columns have come to other widths. */
  readonly resized: (widths: readonly number[]) => void;
}

/** Rows and columns of cells of which the page has those that it shows. */
export class Grid implements GridSurface {
  readonly model: GridModel;
  /** Has the focus, and all rows. */
  readonly element = make("div", "pg-grid");
  readonly layer = make("div", "pg-grid-layer");
  readonly head: GridHead;
  readonly body: GridBody;
  readonly foot: GridFoot;
  readonly scroll: GridScroll;
  readonly widths: GridWidths;
  readonly cursor: GridCursor;
  readonly chooser: Chooser;
  readonly editing: GridEditing;
  readonly deeds: CellDeeds;
  readonly filling: CellFilling;
  readonly whereabouts = new Whereabouts((action, ...args) => this.fire(action, ...args));
  readonly rows = new RowDeeds(this);
  readonly filters = new GridFilters(this);
  readonly folding = new GridFolding(this);
  readonly clipboard = new GridClipboard(this);
  readonly order: ColumnOrder;
  readonly places: GridPlaces;
  readonly columnDrag: ColumnDrag;
  readonly menu: HeadMenu;
  readonly fire: Fire;
  /** Whom it is for. */
  readonly #hooks: GridHooks;
  /** Asks for the rows in view. */
  readonly #query: PartQuery;
  /** As high as a row is by the theme. */
  readonly #probe = make("div", "pg-grid-probe");
  readonly #empty: GridEmpty;
  /** Speaks to those who don't see it. */
  readonly #status = make("div", "pg-grid-status");
  /** Draws once a frame, however much has changed. */
  readonly #frames: FrameLatest<null>;
  /** What rows have beside their cells. */
  #frame = { hasNumbers: false, hasHead: true, hasFilters: false };
  /** How many rows there were to scroll through when it was drawn last. */
  #drawn = 0;
  /** How many px rows are higher than by the theme. */
  #spacing = 0;
  readonly #handles: GridHandles;
  /** Shows where the keys are. */
  readonly #mark = new CursorMark(this);
  /** Whether the keys are at a cell, rather than at a row as a whole. */
  #isByCell = false;

  /** @param isTree whether rows are in other rows */
  constructor(hooks: GridHooks, isTree: boolean, signal: AbortSignal) {
    this.#hooks = hooks;
    this.model = new GridModel(isTree);
    this.body = new GridBody(this.model);
    this.foot = new GridFoot(this.model, uniqueId("foot"));
    this.cursor = new GridCursor(this.model);
    this.fire = hooks.fire;
    this.element.role = isTree ? "treegrid" : "grid";
    this.element.tabIndex = 0;
    this.#status.role = "status";
    this.#empty = new GridEmpty(() => this.rows.insertFirst(), signal);
    this.head = new GridHead(this.model, uniqueId("head"));
    this.head.element.append(this.filters.row);
    this.#frames = new FrameLatest(() => this.#draw(), signal);
    this.scroll = new GridScroll(() => this.#draw(), signal);
    this.chooser = new Chooser(this.model, this.fire);
    this.model.wholes.fetch = (id, key) => void this.fire("read_text", id, key);
    this.editing = new GridEditing(this.model, this, this.fire, signal);
    this.filling = new CellFilling(this.model, this.editing, this.chooser, this.fire);
    this.deeds = new CellDeeds(this.model, this.editing, this.fire);
    this.widths = new GridWidths(this, this.fire, signal);
    this.places = new GridPlaces(this);
    this.order = new ColumnOrder(this.model, this.fire, (text) => this.say(text));
    this.columnDrag = new ColumnDrag(this, signal);
    this.menu = new HeadMenu(this, signal);
    this.#query = new PartQuery(hooks.ask, signal);
    this.element.append(this.head.element, this.body.element, this.foot.element);
    this.#handles = new GridHandles(this, signal);
    this.scroll.element.append(this.element, this.layer, this.#handles.element);
    this.#listen(signal);
  }

  #listen(signal: AbortSignal): void {
    this.#mark.listen(signal);
    this.element.addEventListener("focusout", () => this.say(""), { signal });
    const sized = [this.scroll.element, this.head.element, this.foot.element, this.#probe];
    signal.addEventListener("abort", watchSizes(sized, () => this.#look()), { once: true });
    new GridPointer(this, signal).listen(signal);
    new GridKeyboard(this).listen(signal);
    this.rows.listen(signal);
    this.clipboard.listen(signal);
  }

  /** What the widget's element holds. */
  get parts(): readonly HTMLElement[] {
    return [this.widths.ruler, this.#probe, ...this.filters.around(this.scroll.element, this.#empty.element), this.#status];
  }

  get extent(): Extent {
    const { isSheet, columns, part } = this.model;
    const top = this.#frame.hasHead ? HEAD : 0;
    return { rows: part.count, columns: columns.length, page: this.scroll.page, top, hasFoot: this.foot.isShown, isSheet };
  }

  // What the program says.

  setLabel(label: string): void {
    this.element.ariaLabel = label;
  }

  setColumns(columns: readonly ColumnFacts[]): void {
    this.model.columns = columns.map((facts) => new Column(facts));
    this.#probe.style.setProperty("--pg-lines", String(this.model.lines));
    this.widths.forget();
    this.order.confirm(this.#hooks.confirmed());
    this.columnDrag.columnsCame();
    this.changed();
  }

  setFooter(footer: Footer): void {
    // A sum may be wider than all that it is the sum of: once, room is made for it.
    if (this.model.setFooter(footer)) this.widths.refresh();
    this.changed();
  }

  /** What users may do, and how. */
  set(facts: Partial<Pick<GridModel, "mode" | "isSortable" | "areRowsEditable" | "hasCursor">>): void {
    Object.assign(this.model, facts);
    this.changed();
  }

  setNumbers(tf: boolean): void {
    this.#frame = { ...this.#frame, hasNumbers: tf };
    css(this.element, "pg-counted", tf);
    this.changed();
  }

  setHead(tf = this.#frame.hasHead): void {
    this.#frame = { ...this.#frame, hasHead: tf, hasFilters: tf && this.filters.hasFields };
    css(this.element, "pg-headless", !tf);
    this.changed();
  }

  setColumnSpacing(px: number): void {
    this.scroll.element.style.setProperty("--pg-column-spacing", length(px));
    this.widths.refresh(px);
    this.changed();
  }

  /** Its texts have another font. */
  fontChanged(): void {
    this.widths.refresh();
    this.changed();
  }

  setRowSpacing(px: number): void {
    this.#spacing = px;
    this.#measure();
  }

  /** The rows that this page has, anew. */
  replace(window: TableWindow): void {
    this.model.typed.settleAll();
    this.apply([["rows", window]]);
  }

  apply(edits: readonly TableEdit[]): void {
    const anchor = new ReadingAnchor(this.model.part, this.scroll);
    this.#hooks.contentChanges();
    for (const edit of edits) this.#make(edit);
    this.#confirm();
    this.scroll.setCount(this.model.part.count);
    if (anchor.moved) this.scroll.goAlong(anchor.moved);
    this.cursor.follow();
    this.chooser.known();
    this.changed();
    if (!anchor.isFilled) return;
    // What was waited for is laid out before the frame comes that paints it.
    this.#frames.flush();
    this.body.layOut();
  }

  #make(edit: TableEdit): void {
    const { part, keys } = this.model;
    const before = { count: part.count, order: part.arrangement };
    part.apply(edit, keys);
    takeReply(this, edit, this.#hooks.confirmed());
    if (edit[0] === "shift") this.editing.shift(edit[1]);
    else if (edit[0] === "rows") {
      this.#query.came(part.first);
      this.editing.shift(edit[2] ?? 0);
      this.editing.replaced(part.arrangement === before.order && part.count < before.count);
    }
  }

  #confirm(seq = this.#hooks.confirmed()): void {
    const { typed, chosen, folds } = this.model;
    for (const it of [typed, chosen, folds, this.filters]) it.confirm(seq);
  }

  // Where things are.

  reveal({ rank, column }: Place): void {
    if (rank >= 0) this.scroll.reveal(rank);
    this.places.revealAcross(column);
  }

  /** Scrolls a row to where it is seen. */
  scrollToRank(rank: number): void {
    if (!this.scroll.isShown) this.#measure();
    this.scroll.reveal(clamp(rank, 0, Math.max(0, this.model.part.count - 1)));
  }

  /** How far it is scrolled, across and down, 0 to 1. */
  fractions(): readonly [h: number, v: number] {
    return this.places.fractions();
  }

  moveTo(h: number | null, v: number | null): void {
    if (!this.scroll.isShown) this.#measure();
    if (v !== null) this.scroll.scrollToFraction(v);
    if (h === null) return;
    this.widths.measure();
    this.scroll.moveAcrossTo(h);
  }

  // The keys.

  /** Takes the keys to a place.
   *  @param manner how it is selected, null: not at all */
  goTo(place: Place, manner: Manner | null): void {
    this.whereabouts.goes();
    this.lead(place, manner);
  }

  /** Takes the keys to a place to which the user did not go. */
  lead(place: Place, manner: Manner | null): void {
    if (place.column !== this.cursor.place.column) this.#isByCell = true;
    this.cursor.set(place);
    this.reveal(place);
    if (manner) this.chooser.choose(place, manner);
    this.#mark.moved();
    this.changed();
  }

  /** Whether the keys are at a cell, rather than at a row as a whole. */
  get isAtCell(): boolean {
    return this.model.isSheet || this.#isByCell;
  }

  /** In a tree the keys are at the rows until they go into one. */
  leaveCells(): void {
    if (!this.model.isTree) return;
    this.#isByCell = false;
    this.changed();
  }

  goOn(from: Place, ending: Ending | null): void {
    const { isSheet } = this.model;
    this.cursor.set(from);
    // Only in a spreadsheet does Enter lead on.
    const goes = ending !== null && (isSheet || ending.key === "Tab");
    if (goes) this.goTo(nextCell(ending, from, this.extent), isSheet ? "set" : null);
    this.changed();
  }

  fill(place: Place, text: string): void {
    this.filling.fill(place, text, "fill");
  }

  say(text: string): void {
    this.#status.textContent = text;
  }

  // What is seen.

  resized(): void {
    this.model.widths = this.widths.all;
    this.#hooks.resized(this.model.widths);
    this.changed();
  }

  changed(): void {
    this.model.version += 1;
    this.#frames.push(null);
  }

  #measure(): void {
    this.#look()();
  }

  /** Looks how large all is. @returns what draws it so */
  #look(): () => void {
    const sizes = sizesOf(this, this.#probe.offsetHeight + this.#spacing);
    if (this.model.isTree) this.model.indentation.measure(this.#probe);
    return () => {
      this.scroll.fit(sizes);
      this.#draw();
    };
  }

  /** Draws what is in view now. */
  #draw(): void {
    this.#frames.cancel();
    const { part, columns, version } = this.model;
    const { scroll } = this;
    this.#showFacts();
    this.widths.fit(scroll.sizes.width, this.#frame.hasNumbers ? part.count : 0);
    this.model.freeze(this.widths.frozen);
    if (this.model.version !== version) this.#showFacts();
    scroll.prepare();
    this.body.setHeight(scroll.height);
    scroll.finish();
    if (part.count !== this.#drawn) this.#hooks.lengthChanged();
    this.#drawn = part.count;
    if (!scroll.isShown) return;
    const { first, end } = scroll.inView;
    const drawn = { first: Math.max(0, first - BESIDE), end: Math.min(part.count, end + BESIDE) };
    // What is asked for is on its way while what there is, is drawn.
    const known = { first: part.first, end: part.end };
    this.#query.look({ first, end }, known, part.count, columns.length);
    this.body.show(drawn, scroll.top(drawn.first), scroll.sizes.row, this.#frame);
    this.#mark.drawn();
    this.#handles.drawn();
    this.editing.follow();
    this.layer.style.clipPath = this.places.clip(this.editing.column);
  }

  #showFacts(): void {
    const { part, columns, areRowsEditable } = this.model;
    const { hasNumbers } = this.#frame;
    this.head.show(hasNumbers);
    this.filters.show(columns, hasNumbers);
    const rows = part.count + headRows(this.#frame);
    this.foot.show(hasNumbers, rows + 1);
    if (!this.foot.isShown) this.cursor.leaveFoot();
    const extent = { rows: rows + (this.foot.isShown ? 1 : 0), columns: columns.length + (hasNumbers ? 1 : 0) };
    showFacts(this.element, this.model, extent);
    this.#empty.show(part.of ?? part.count, areRowsEditable);
    this.scroll.element.style.setProperty("--pg-grid-rows", String(clamp(part.count, 3, 10)));
  }
}

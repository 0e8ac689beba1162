import type { Cell } from "../../documents/table-part.ts";
import { MISSING, draw } from "../../core/picture.ts";
import { setGround } from "../../core/ground.ts";
import { css, length, make } from "../../core/style.ts";
import { setTooltip, setWhole } from "../../core/tooltip.ts";
import { fillText } from "./cell-text.ts";
import { type Column, editOf, isCut, isRich, isTrue, textOf } from "./column.ts";
import { freeze } from "./frozen.ts";
import type { GridModel, ShownRow } from "./grid-model.ts";
import type { RowFrame } from "./row-view.ts";

/** A name that is no longer than this is said where its icon is missing. */
const LONGEST_NAME = 60;

/** What a cell shows besides its value. */
interface CellFacts {
  readonly isSpanned: boolean;
  readonly isVisible: boolean;
  readonly isEnabled: boolean;
  readonly canEdit: boolean;
  readonly isLocked: boolean;
  readonly isPending: boolean;
  readonly isSelected: boolean;
  /** Whether cells are selected in this grid. */
  readonly selects: boolean;
  /** The line of the layout that it begins at, which is its column for those who don't see it. */
  readonly place: number;
  readonly span: number;
  /** How much of its width is that of columns that it spans over, in px. */
  readonly beyond: number;
}

/** What the content of a cell depends on besides its value. */
interface Filling extends CellFacts {
  /** What its number lacks for its point to be below the others'. */
  readonly lacking: string;
}

/** One cell of a row in view. What it shows is only touched where it differs. */
export class CellView {
  readonly element = make("div", "pg-cell");
  #column: Column | null = null;
  /** The value that it shows, if any, … */
  #cell: Cell | undefined;
  /** … and what its number lacks for its point to be below the others'. */
  #lacking = "";
  /** All else that it shows, to compare. */
  #state = "";
  /** The colours that it shows, to compare. */
  #look = "";

  constructor(id: string) {
    this.element.id = id;
    this.element.role = "gridcell";
  }

  show(model: GridModel, shown: ShownRow, index: number, frame: RowFrame): void {
    const column = model.columns[index] as Column;
    const { row } = shown;
    freeze(this.element, index, model.frozen);
    const cell = model.cell(row, index);
    const isSpanned = cell === null && index > 0;
    const span = isSpanned ? 1 : model.span(row, index);
    const facts = {
      isSpanned,
      span,
      beyond: column.isSpread ? 0 : model.beyond(index, span),
      isVisible: model.isVisible(row, index),
      isEnabled: model.isEnabled(row, index),
      canEdit: model.canEdit(row, index),
      isLocked: model.isLocked(row, index),
      isPending: model.typed.has(row.id, column.key),
      isSelected: model.isSelected(shown, index),
      selects: model.selectsCells,
      place: index + (frame.hasNumbers ? 2 : 1),
    };
    const lacking = model.lacking(column, cell);
    const state = Object.values(facts).join();
    const isNew = column !== this.#column;
    // Most rows that come into view differ in their texts alone.
    const isOther = isNew || state !== this.#state;
    if (isOther || cell !== this.#cell || lacking !== this.#lacking) {
      [this.#column, this.#cell, this.#lacking, this.#state] = [column, cell, lacking, state];
      if (isOther) this.#showFacts(column, isNew, facts);
      css(this.element, "pg-missing", isRich(cell) && cell.missing === true);
      if (facts.isSpanned || !facts.isVisible) {
        this.element.replaceChildren();
        this.element.ariaLabel = null;
      } else fill(this.element, column, cell, { ...facts, lacking });
      const { wholes } = model;
      setWhole(this.element, isCut(cell) ? (take) => wholes.ask(row.id, column.key, take) : null);
    }
    this.#paint(model, shown, index);
  }

  #showFacts(column: Column, isNew: boolean, facts: CellFacts): void {
    const { element } = this;
    element.hidden = facts.isSpanned;
    element.style.gridColumn = `${facts.place} / span ${facts.span}`;
    element.ariaColIndex = String(facts.place);
    css(element, "pg-spanning", facts.beyond > 0);
    element.style.setProperty("--pg-beyond", facts.beyond > 0 ? length(facts.beyond) : "");
    element.ariaColSpan = facts.span > 1 ? String(facts.span) : null;
    element.ariaSelected = facts.selects ? String(facts.isSelected) : null;
    element.ariaReadOnly = String(!facts.canEdit);
    element.ariaBusy = facts.isPending ? "true" : null;
    if (isNew) {
      element.dataset["column"] = column.key;
      element.dataset["kind"] = column.kind;
      element.dataset["align"] = column.align;
      element.dataset["bar"] = column.bar ?? "";
      css(element, "pg-wrapped", column.lines > 1);
    }
    css(element, "pg-locked", facts.isLocked);
    // Only what is written now may have it.
    css(element, "pg-rested", false);
  }

  /** The program's own colours. What lies on them is to be read, in whatever theme. */
  #paint(model: GridModel, { row }: ShownRow, index: number): void {
    const look = model.look(row, index);
    const text = look.join("|");
    if (text === this.#look) return;
    this.#look = text;
    const { element } = this;
    const [fg, bg, bold] = look;
    element.style.setProperty("--pg-cell-bg", bg ?? "");
    css(element, "pg-colored-cell", bg !== null);
    setGround(element, bg);
    element.style.color = fg ?? "";
    const weights = { true: "var(--pg-weight-strong)", false: "normal", null: "" };
    element.style.fontWeight = weights[String(bold) as keyof typeof weights];
  }
}

function fill(element: HTMLElement, column: Column, cell: Cell | undefined, facts: Filling): void {
  element.ariaLabel = null;
  switch (column.kind) {
    case "check":
      fillCheck(element, column, cell, facts);
      break;
    case "button":
      fillButton(element, column, cell, facts);
      break;
    case "progress":
      fillProgress(element, column, cell);
      break;
    case "icon":
      fillIcon(element, column, cell);
      break;
    case "choice":
      element.replaceChildren(textOf(cell), ...(facts.canEdit ? [make("span", "pg-combo-arrow")] : []));
      break;
    default:
      fillText(element, column, cell, facts);
  }
}

function fillCheck(element: HTMLElement, column: Column, cell: Cell | undefined, { canEdit }: CellFacts): void {
  if (isRich(cell) && cell.missing) {
    element.textContent = textOf(cell);
    return;
  }
  // The keys are at the cell, so it is the cell that says whether.
  element.ariaLabel = isTrue(cell) ? "Checked" : "Not checked";
  let input = element.querySelector("input");
  if (!input) {
    input = make("input");
    input.type = "checkbox";
    // The grid is one stop of the Tab key.
    input.tabIndex = -1;
    const box = make("span", "pg-check-box");
    box.append(input);
    element.replaceChildren(box);
  }
  input.checked = isTrue(cell);
  input.disabled = !canEdit;
  input.ariaLabel = column.label || "Choice";
}

function fillButton(element: HTMLElement, column: Column, cell: Cell | undefined, { isEnabled }: CellFacts): void {
  let button = element.querySelector("button");
  if (!button) {
    button = make("button", "pg-button");
    button.type = "button";
    button.tabIndex = -1;
    element.replaceChildren(button);
  }
  button.textContent = column.buttonText(cell);
  button.ariaLabel = button.textContent ? null : column.label || "Button";
  button.disabled = !isEnabled;
}

function fillProgress(element: HTMLElement, column: Column, cell: Cell | undefined): void {
  const share = column.share(cell);
  const percent = Math.round(share * 100);
  const { format, min, max } = column.facts;
  // A mere share is told as such; numbers within other bounds say more by themselves.
  const isShare = !format && (min ?? 0) === 0 && (max ?? 1) === 1;
  const text = isShare ? `${percent}%` : textOf(cell);
  const bar = make("div", "pg-progress-bar");
  const fillment = make("div", "pg-progress-fill");
  const [under, over] = [make("span", "pg-progress-text", text), make("span", "pg-progress-text", text)];
  under.ariaHidden = "true";
  over.ariaHidden = "true";
  fillment.append(over);
  bar.append(under, fillment);
  bar.style.setProperty("--pg-share", String(share));
  bar.role = "progressbar";
  bar.ariaLabel = column.label || "Progress";
  bar.ariaValueMin = "0";
  bar.ariaValueMax = "100";
  bar.ariaValueNow = String(percent);
  bar.ariaValueText = text;
  element.replaceChildren(bar);
}

function fillIcon(element: HTMLElement, column: Column, cell: Cell | undefined): void {
  const url = textOf(cell);
  if (!url) {
    element.replaceChildren();
    return;
  }
  const picture = make("img", "pg-cell-icon");
  const name = editOf(cell);
  picture.alt = name === url ? "" : name.slice(name.indexOf(":") + 1);
  const size = length(column.facts.icon_size ?? 16);
  picture.style.width = size;
  picture.style.height = size;
  picture.addEventListener("error", () => picture.replaceWith(missing(picture, name)));
  element.replaceChildren(picture);
  // A name that has stayed one is that of no icon.
  if (url.startsWith("pg:")) picture.replaceWith(missing(picture, name));
  else draw(picture, url);
}

/** What stands in the place of an icon that can't be shown. */
function missing({ style }: HTMLElement, name: string): HTMLElement {
  const sign = make("span", "pg-cell-icon pg-picture-missing");
  sign.role = "img";
  sign.ariaLabel = name.length > LONGEST_NAME ? MISSING : `${MISSING}: ${name}`;
  setTooltip(sign, sign.ariaLabel);
  sign.style.cssText = style.cssText;
  return sign;
}

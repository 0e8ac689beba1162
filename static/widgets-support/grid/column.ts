import type { Cell, RichCell } from "../../documents/table-part.ts";

export type Align = "left" | "center" | "right";

/** What a page has to know of how the numbers of a column are written. */
export interface NumberFormat {
  readonly bar?: "behind" | "beside";
  readonly range?: readonly [number, number];
  readonly point?: string;
}

/** A column as it travels. */
export interface ColumnFacts {
  readonly key: string;
  readonly label?: string | null;
  readonly type?: string | null;
  readonly halign?: Align | null;
  readonly editable?: boolean | null;
  readonly icon_size?: number | null;
  readonly colwidth?: number | string | null;
  readonly widget?: "checkbox" | "combobox" | "progress" | "button" | null;
  readonly choices?: readonly string[] | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly text?: string | null;
  readonly format?: NumberFormat | null;
  readonly wrap?: number | null;
}

/** From where to where a bar goes, 0 to 1. */
export interface Stretched {
  readonly from: number;
  readonly to: number;
}

/** What a cell is made of. */
export type CellKind = "text" | "check" | "choice" | "progress" | "button" | "icon";

const NUMBERS: ReadonlySet<string> = new Set(["integer", "float", "int", "number"]);

const WIDGETS: Readonly<Record<string, CellKind>> = {
  checkbox: "check",
  combobox: "choice",
  progress: "progress",
  button: "button",
};

const TYPES: Readonly<Record<string, CellKind>> = { boolean: "check", bool: "check", icon: "icon" };

/** A column as the grid shows it. */
export class Column {
  readonly key: string;
  readonly label: string;
  readonly kind: CellKind;
  readonly isNumber: boolean;
  readonly align: Align;
  /** Where a number is shown as a bar, too. */
  readonly bar: "behind" | "beside" | null;
  /** In how many lines its texts go on. */
  readonly lines: number;
  /** Whether the points of its numbers are below each other. */
  readonly hasPoints: boolean;
  readonly facts: ColumnFacts;

  constructor(facts: ColumnFacts) {
    this.facts = facts;
    this.key = facts.key;
    this.label = facts.label ?? facts.key;
    this.kind = WIDGETS[facts.widget ?? ""] ?? TYPES[facts.type ?? ""] ?? "text";
    this.isNumber = NUMBERS.has(facts.type ?? "") && this.kind === "text";
    this.align = facts.halign ?? this.#usualAlign;
    this.bar = (this.kind === "text" && facts.format?.bar) || null;
    this.lines = this.kind === "text" && !this.bar ? (facts.wrap ?? 1) : 1;
    const point = facts.format?.point ?? ".";
    this.hasPoints = this.isNumber && this.isLine && this.align === "right" && point === ".";
  }

  /** Whether a cell has one line of text, and nothing beside it. */
  get isLine(): boolean {
    return this.kind === "text" && this.lines === 1 && this.bar !== "beside";
  }

  /** Whether a text that has no room goes on over the cells behind it that have no value, from its
   *  beginning; what is not at the beginning of its cell is seen in its own column. */
  get isSpread(): boolean {
    return this.kind === "text" && !this.bar && this.align === "left";
  }

  get #usualAlign(): Align {
    if (this.isNumber) return "right";
    return this.kind === "check" || this.kind === "icon" ? "center" : "left";
  }

  /** Whether its texts may be as long as those of another one, as far as that is up to it. */
  isLike(other: Column | undefined): boolean {
    return other?.kind === this.kind && JSON.stringify(other.facts.format) === JSON.stringify(this.facts.format);
  }

  get isEditable(): boolean {
    return this.facts.editable === true;
  }

  /** What may be chosen in any of its cells; null: the program is asked about each. */
  get choices(): readonly string[] | null {
    return this.facts.choices === undefined ? [] : this.facts.choices;
  }

  /** What is written on a button. */
  buttonText(cell: Cell | undefined): string {
    return this.facts.text ?? textOf(cell);
  }

  /** Where the bar of a number lies: from zero, or where there is none in the range, from its beginning. */
  stretch(cell: Cell | undefined): Stretched | null {
    const [least, most] = this.facts.format?.range ?? [this.facts.min ?? 0, this.facts.max ?? 1];
    const value = isRich(cell) ? cell.value : undefined;
    if (value === undefined || most <= least) return null;
    const share = (at: number): number => Math.min(1, Math.max(0, (at - least) / (most - least)));
    const [zero, end] = [share(0), share(value)];
    return { from: Math.min(zero, end), to: Math.max(zero, end) };
  }

  /** How far a bar goes, 0 to 1. */
  share(cell: Cell | undefined): number {
    const value = isRich(cell) && cell.value !== undefined ? cell.value : Number(textOf(cell));
    const [least, most] = [this.facts.min ?? 0, this.facts.max ?? 1];
    if (!Number.isFinite(value) || most <= least) return 0;
    return Math.min(1, Math.max(0, (value - least) / (most - least)));
  }
}

/** Whether a cell has only the beginning of its text. */
export function isCut(cell: Cell | undefined): cell is RichCell {
  return isRich(cell) && cell.length !== undefined;
}

export function isRich(cell: Cell | undefined): cell is RichCell {
  return typeof cell === "object" && cell !== null;
}

/** What a cell shows, as far as this page has it. */
export function shownOf(cell: Cell | undefined): string {
  return isCut(cell) ? `${textOf(cell)}…` : textOf(cell);
}

/** What a cell shows, in words. */
export function textOf(cell: Cell | undefined): string {
  if (isRich(cell)) return cell.text ?? "";
  if (typeof cell === "boolean") return cell ? "true" : "false";
  return cell ?? "";
}

/** What is edited in a cell, and copied. */
export function editOf(cell: Cell | undefined): string {
  if (!isRich(cell)) return textOf(cell);
  return cell.edit ?? (cell.missing ? "" : (cell.text ?? ""));
}

/** Whether a cell says yes. */
export function isTrue(cell: Cell | undefined): boolean {
  if (typeof cell === "boolean") return cell;
  const text = editOf(cell).toLowerCase();
  return text !== "" && text !== "0" && text !== "false";
}

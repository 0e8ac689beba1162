import { setSpacing } from "../core/box-layout.ts";
import { Container } from "../core/container.ts";
import { css, make, uniqueId } from "../core/style.ts";
import type { Page, Widget } from "../core/widget.ts";
import type { FormMethods } from "../generated/catalog.ts";

type Position = Parameters<FormMethods["set_label_position"]>[0];

export interface FormOptions {
  readonly label_position?: Position | null;
}

/** A field beside its label has at least this much room, in px. */
const LEAST_FIELD = 160;

interface Row {
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  /** Holds the widget, and what is wrong with it. */
  readonly field: HTMLElement;
  readonly error: HTMLElement;
}

/** Fields in a column, each with its label. */
export class Form extends Container implements FormMethods {
  /** By the widget of the field. */
  readonly #rows = new Map<Widget, Row>();
  /** Whether the labels are above their fields at any width. */
  #isStacked = false;
  /** Tells how much room there is, and how much the labels take. */
  readonly #observer = new ResizeObserver(() => this.#fit());

  constructor(page: Page, wid: number, _args: readonly unknown[], options: FormOptions) {
    super(page, wid, make("div", "pg-form"));
    this.set_label_position(options.label_position ?? "left");
    this.#observer.observe(this.element);
    this.signal.addEventListener("abort", () => this.#observer.disconnect());
  }

  add_field(label: string | null, child: Widget): void {
    this.insert_field(this.children.length, label, child);
  }

  insert_field(index: number, label: string | null, child: Widget): void {
    const at = this.insert(child, index);
    const row = this.#makeRow(child);
    this.#rows.set(child, row);
    const next = this.children[at + 1];
    const before = next && this.#rows.get(next)?.element;
    this.element.insertBefore(row.element, before ?? null);
    this.set_label(child, label);
  }

  set_label(child: Widget, label: string | null): void {
    const row = this.#rowOf(child, "set_label");
    row.label.textContent = label ?? "";
    row.label.hidden = label === null;
    this.#tie(child, row);
  }

  get_label(child: Widget): string | null {
    const { label } = this.#rowOf(child, "get_label");
    return label.hidden ? null : label.textContent;
  }

  set_error(child: Widget, error?: string | null): void {
    const row = this.#rowOf(child, "set_error");
    row.error.textContent = error ?? "";
    row.error.hidden = !error;
    css(row.field, "pg-invalid", Boolean(error));
    this.#tie(child, row);
  }

  get_error(child: Widget): string | null {
    return this.#rowOf(child, "get_error").error.textContent || null;
  }

  set_label_position(position: Position): void {
    this.#isStacked = position === "top";
    css(this.element, "pg-form-stacked", this.#isStacked);
    if (!this.#isStacked) this.#fit();
  }

  set_spacing(gap: number | null): void {
    setSpacing(this.element, gap);
  }

  protected override unplace(child: Widget): void {
    super.unplace(child);
    const row = this.#rows.get(child);
    this.#rows.delete(child);
    if (!row) return;
    this.#observer.unobserve(row.label);
    row.element.remove();
    child.setLabels({ label: null, error: null });
  }

  #makeRow(child: Widget): Row {
    const row = {
      element: make("div", "pg-form-row"),
      label: make("span", "pg-form-label"),
      field: make("div", "pg-form-field pg-inset"),
      error: make("div", "pg-form-error"),
    };
    row.label.id = uniqueId("label");
    row.error.id = uniqueId("error");
    row.error.ariaLive = "polite";
    row.error.hidden = true;
    row.label.addEventListener("click", () => child.pressLabel(), { signal: this.signal });
    row.field.append(child.element, row.error);
    row.element.append(row.label, row.field);
    this.#observer.observe(row.label);
    return row;
  }

  #rowOf(child: Widget, method: string): Row {
    const row = this.#rows.get(child);
    if (!row) throw new Error(`${method}: the widget is no field of this form`);
    return row;
  }

  #tie(child: Widget, { label, error }: Row): void {
    child.setLabels({
      label: label.hidden ? null : label.id,
      error: error.hidden ? null : error.id,
    });
  }

  /** The labels go above their fields where these would have too little room. */
  #fit(): void {
    if (this.#isStacked || !this.element.clientWidth) return;
    const widths = [...this.#rows.values()].map(({ label }) => label.offsetWidth);
    const gap = Number.parseFloat(getComputedStyle(this.element).columnGap) || 0;
    const needed = Math.max(0, ...widths) + gap + LEAST_FIELD;
    css(this.element, "pg-form-stacked", this.element.clientWidth < needed);
  }
}

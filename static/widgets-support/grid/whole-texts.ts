import type { Cell, RichCell } from "../../documents/table-part.ts";
import { isCut } from "./column.ts";
import type { GridModel } from "./grid-model.ts";

type Take = (text: string) => void;

/** Gets the whole texts of cells of which this page has the beginning. */
export class WholeTexts {
  /** Asks the program. */
  fetch: (id: number, key: string) => void = () => undefined;
  /** What has the cells. */
  readonly #model: GridModel;
  /** Those that have come, until their cells change. */
  readonly #known = new WeakMap<RichCell, string>();
  /** Who waits for one, by row and column. */
  readonly #waiting = new Map<string, Take[]>();

  constructor(model: GridModel) {
    this.#model = model;
  }

  /** The whole text of a cell, if this page has it. */
  of(cell: Cell | undefined): string | undefined {
    return isCut(cell) ? this.#known.get(cell) : undefined;
  }

  /** Asks for the text of a cell. @param take gets it, at once if it is here */
  ask(id: number, key: string, take: Take): void {
    const known = this.of(this.#cell(id, key));
    if (known !== undefined) {
      take(known);
      return;
    }
    const name = `${id} ${key}`;
    const waiting = this.#waiting.get(name);
    if (waiting) waiting.push(take);
    else {
      this.#waiting.set(name, [take]);
      this.fetch(id, key);
    }
  }

  /** The program tells of one. */
  came(id: number, key: string, text: string): void {
    const cell = this.#cell(id, key);
    if (isCut(cell)) this.#known.set(cell, text);
    const name = `${id} ${key}`;
    const waiting = this.#waiting.get(name) ?? [];
    this.#waiting.delete(name);
    for (const take of waiting) take(text);
  }

  #cell(id: number, key: string): Cell | undefined {
    const model = this.#model;
    const row = model.part.row(id);
    return row ? model.cell(row, model.keys.indexOf(key)) : undefined;
  }
}

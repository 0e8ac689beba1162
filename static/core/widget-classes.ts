import type { WidgetClass } from "./widget.ts";

type Importer = () => Promise<Readonly<Record<string, unknown>>>;

/** What says that a frame is a part of a long message, which may be cut within a name. */
const PIECE = '"piece"';

/** The classes of widgets; some are imported when a program makes the first one. */
export class WidgetClasses {
  /** Those that are here, by their names. */
  readonly known: Record<string, WidgetClass>;
  /** What imports the others. */
  readonly #importers: Map<string, Importer>;

  constructor(
    known: readonly (readonly [string, WidgetClass])[],
    importers: Readonly<Record<string, Importer>>,
  ) {
    this.known = Object.fromEntries(known);
    this.#importers = new Map(Object.entries(importers));
  }

  /** Imports the classes of which a frame may make widgets. @returns null if all are here
   *  @throws what the import does */
  need(frame: string): Promise<unknown> | null {
    // All that there may ever be are here: nothing is looked for.
    if (!this.#importers.size) return null;
    const isPiece = frame.includes(PIECE);
    const missing = [...this.#importers].filter(([name]) => isPiece || frame.includes(name));
    return missing.length ? Promise.all(missing.map((one) => this.#import(...one))) : null;
  }

  async #import(name: string, importer: Importer): Promise<void> {
    const module = await importer();
    this.known[name] = module[name] as WidgetClass;
    this.#importers.delete(name);
  }
}

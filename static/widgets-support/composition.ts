/** What an input method composes in a field: until it ends, nothing else may change the field.
 *
 *  Its user's text is told once, when the composition has ended: it is newer than what waited. What
 *  waited shows after all if nothing was composed in the end. */
export class Composition {
  /** The field that it is in. */
  readonly #field: HTMLInputElement;
  /** What the field had before; null while nothing is composed. */
  #before: string | null = null;
  /** The last text that was to be shown meanwhile. */
  #waiting: (() => void) | null = null;

  /** @param ended the user has composed something */
  constructor(field: HTMLInputElement, ended: () => void, signal: AbortSignal) {
    this.#field = field;
    field.addEventListener("compositionstart", () => this.#start(), { signal });
    field.addEventListener("compositionend", () => this.#end(ended), { signal });
  }

  get isUnderWay(): boolean {
    return this.#before !== null;
  }

  /** Shows a text now, or once the composition has ended; the last one counts. */
  show(text: () => void): void {
    if (this.isUnderWay) this.#waiting = text;
    else text();
  }

  #start(): void {
    this.#before = this.#field.value;
  }

  #end(ended: () => void): void {
    const [before, waiting] = [this.#before, this.#waiting];
    [this.#before, this.#waiting] = [null, null];
    if (this.#field.value !== before) ended();
    else waiting?.();
  }
}

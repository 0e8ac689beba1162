/** A field whose text the program has at once: while the user types, what comes from there waits. */
export class TypedField {
  readonly #input: HTMLInputElement;
  readonly #tell: (text: string) => number;
  /** The number of the last input that told what was typed. */
  #seq = 0;

  /** @param tell tells what is in the field; returns the number of the input */
  constructor(input: HTMLInputElement, tell: (text: string) => number) {
    this.#input = input;
    this.#tell = tell;
    input.addEventListener("input", () => this.tell());
  }

  get text(): string {
    return this.#input.value;
  }

  /** Tells what is in it. */
  tell(): void {
    // What is drawn meanwhile is from before.
    this.#seq = Number.POSITIVE_INFINITY;
    this.#seq = this.#tell(this.text);
  }

  /** Puts a text into it, as if it were typed. */
  put(text: string): void {
    this.#input.value = text;
    this.tell();
  }

  /** The program tells what is in it.
   *  @param seq the last input that it knew of
   *  @returns whether that is so: it may not have seen what was typed last */
  told(text: string, seq: number): boolean {
    if (this.#seq > seq) return false;
    if (this.text !== text) this.#input.value = text;
    return true;
  }
}

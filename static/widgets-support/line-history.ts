/** The lines that a user entered before, for the up and down keys of an entry. */
export class LineHistory {
  /** How many lines are kept. */
  readonly #limit: number;
  /** Oldest first. */
  #lines: string[] = [];
  /** The index of the line that shows; behind the last one is the draft. */
  #position = 0;
  /** The unfinished line. */
  #draft = "";

  /** @param limit how many lines are kept; 0 keeps none. */
  constructor(limit: number) {
    this.#limit = Math.max(0, Math.floor(limit));
  }

  /** Keeps an entered line as the newest; repeating the newest does not add it again. */
  add(line: string): void {
    if (this.#limit === 0) return;
    if (line !== "" && line !== this.#lines.at(-1)) {
      this.#lines.push(line);
      if (this.#lines.length > this.#limit) this.#lines.shift();
    }
    this.#position = this.#lines.length;
    this.#draft = "";
  }

  /** Replaces all lines, oldest first. */
  replace(lines: readonly string[]): void {
    if (this.#limit === 0) return;
    this.#lines = lines.slice(-this.#limit);
    this.#position = this.#lines.length;
    this.#draft = "";
  }

  /** The next older line, or null at the oldest. `current` is kept for the way back. */
  older(current: string): string | null {
    if (this.#position === 0) return null;
    if (this.#position === this.#lines.length) this.#draft = current;
    this.#position -= 1;
    return this.#lines[this.#position] ?? null;
  }

  /** The next newer line, the unfinished one after the newest, or null if that is shown. */
  newer(): string | null {
    if (this.#position >= this.#lines.length) return null;
    this.#position += 1;
    return this.#lines[this.#position] ?? this.#draft;
  }
}

const PAUSE_MS = 600;

/** Finds the item that a user means by typing its first letters. */
export class Typeahead {
  /** The letters of the search under way. */
  #typed = "";
  /** When the last of them was typed, in ms. */
  #last = 0;

  /**
   * The index of the item that the letters typed so far lead to, or -1.
   * Typing one letter again and again walks through the items that begin with it.
   *
   * @param key the character just typed
   * @param items the items' texts
   * @param current the index that the search starts from
   */
  find(key: string, items: readonly string[], current: number): number {
    const now = performance.now();
    this.#typed = now - this.#last > PAUSE_MS ? key : this.#typed + key;
    this.#last = now;
    const typed = this.#typed.toLocaleLowerCase();
    const repeated = [...typed].every((letter) => letter === typed[0]);
    const prefix = repeated ? (typed[0] ?? "") : typed;
    const start = repeated ? current + 1 : Math.max(current, 0);
    for (let step = 0; step < items.length; step += 1) {
      const index = (start + step) % items.length;
      if (items[index]?.trimStart().toLocaleLowerCase().startsWith(prefix) === true) return index;
    }
    return -1;
  }

  /** Whether the key belongs to a search under way, so that a space does not mean "choose". */
  get isTyping(): boolean {
    return this.#typed !== "" && performance.now() - this.#last <= PAUSE_MS;
  }
}

/** Whether a key press types a character (and is no command). */
export function isCharacter(event: KeyboardEvent): boolean {
  return [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}

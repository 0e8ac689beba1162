import { isCharacter, Typeahead } from "./typeahead.ts";

/** Where the keys lead in any list of menu items: the arrows go round, letters find. */
export class MenuKeys {
  /** Finds items by their first letters. */
  readonly #typeahead = new Typeahead();

  /**
   * The index of the item that a key leads to, -1 for none; null: the key has another meaning.
   *
   * @param texts the items' words
   * @param at the index of the item that has the focus, or -1
   */
  destination(event: KeyboardEvent, texts: readonly string[], at: number): number | null {
    const last = texts.length - 1;
    switch (event.key) {
      case "ArrowDown":
        return at === last ? 0 : at + 1;
      case "ArrowUp":
        return at <= 0 ? last : at - 1;
      case "Home":
      case "PageUp":
        return 0;
      case "End":
      case "PageDown":
        return last;
      default:
        return this.#isSearch(event) ? this.#typeahead.find(event.key, texts, at) : null;
    }
  }

  /** A space chooses, unless it belongs to what is being typed. */
  #isSearch(event: KeyboardEvent): boolean {
    return isCharacter(event) && (event.key !== " " || this.#typeahead.isTyping);
  }
}

/** How far the rows of a tree are indented, by the theme. */
export class Indentation {
  /** What a level adds, in px. */
  #step = 0;
  /** How wide the expander is, in px. */
  #expander = 0;

  /** @param probe an element that is as wide as an expander, beside a padding that is a step */
  measure(probe: HTMLElement): void {
    const { width, paddingInlineStart } = getComputedStyle(probe);
    [this.#expander, this.#step] = [Number.parseFloat(width) || 0, Number.parseFloat(paddingInlineStart) || 0];
  }

  /** Where the text of a row begins in its first cell, in px. */
  at(level: number): number {
    return this.#expander + (level - 1) * this.#step;
  }
}

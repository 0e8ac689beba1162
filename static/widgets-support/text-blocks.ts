import { make } from "../core/style.ts";

/** So many characters has a block at most, unless a line has more. */
const MOST_CHARACTERS = 8192;

interface Block {
  readonly element: HTMLElement;
  readonly node: Text;
}

/** A text in blocks of whole lines, each an element of its own. */
export class TextBlocks {
  /** What holds the blocks. */
  readonly #host: HTMLElement;
  /** In their order. */
  #blocks: Block[] = [];

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  get text(): string {
    return this.#blocks.map(({ node }) => node.data).join("");
  }

  replace(text: string): void {
    this.#blocks = blocksOf(text);
    this.#host.replaceChildren(...this.#blocks.map(({ element }) => element));
  }

  /** Puts a text in the place of the units from `start` to `end`. */
  splice(start: number, end: number, text: string): void {
    const [first, from] = this.#locate(start);
    if (first === this.#blocks.length) this.#append(text);
    else this.#spliceInside(first, from, end - start, text);
  }

  /** The text node that has a unit, and its place there; null in an empty text. */
  find(unit: number): { node: Text; offset: number } | null {
    const [index, offset] = this.#locate(unit);
    const block = this.#blocks[index];
    if (block) return { node: block.node, offset };
    const last = this.#blocks.at(-1);
    return last ? { node: last.node, offset: last.node.length } : null;
  }

  #append(text: string): void {
    const last = this.#blocks.at(-1);
    if (last && (last.node.length + text.length <= MOST_CHARACTERS || !last.node.data.endsWith("\n"))) {
      // A selection in the text stays as it is.
      last.node.appendData(text);
      this.#split(this.#blocks.length - 1);
    } else this.#insert(this.#blocks.length, blocksOf(text));
  }

  #spliceInside(first: number, from: number, removed: number, text: string): void {
    let left = removed;
    let index = first;
    let offset = from;
    while (left > 0) {
      const block = this.#blocks[index];
      if (!block) break;
      const taken = Math.min(left, block.node.length - offset);
      left -= taken;
      if (taken === block.node.length) {
        block.element.remove();
        this.#blocks.splice(index, 1);
      } else {
        block.node.deleteData(offset, taken);
        index += 1;
      }
      offset = 0;
    }
    this.#insertText(first, from, text);
  }

  #insertText(index: number, offset: number, text: string): void {
    const block = this.#blocks[index];
    if (!block || (text && offset > block.node.length)) this.#append(text);
    else {
      if (text) block.node.insertData(offset, text);
      this.#mend(index);
    }
  }

  /** A block ends with a line; one that does not takes the next one in. */
  #mend(index: number): void {
    const block = this.#blocks[index];
    const next = this.#blocks[index + 1];
    if (block && next && !block.node.data.endsWith("\n")) {
      this.#keepSelection(() => {
        block.node.appendData(next.node.data);
        next.element.remove();
        this.#blocks.splice(index + 1, 1);
      });
      this.#mend(index);
    } else this.#split(index);
  }

  /** Makes several blocks of one that has grown too large. */
  #split(index: number): void {
    const block = this.#blocks[index];
    if (!block || block.node.length <= 2 * MOST_CHARACTERS) return;
    const parts = blocksOf(block.node.data);
    if (parts.length < 2) return;
    this.#keepSelection(() => {
      this.#blocks.splice(index, 1);
      this.#insert(index, parts);
      block.element.remove();
    });
  }

  /** Blocks are cut anew, and the user's selection stays where it is in the text. */
  #keepSelection(cut: () => void): void {
    const selection = document.getSelection();
    const start = this.#unitAt(selection?.anchorNode, selection?.anchorOffset);
    const end = this.#unitAt(selection?.focusNode, selection?.focusOffset);
    cut();
    const anchor = start === null ? null : this.find(start);
    const focus = end === null ? null : this.find(end);
    if (!selection?.anchorNode || !selection.focusNode || !(anchor || focus)) return;
    selection.setBaseAndExtent(
      anchor?.node ?? selection.anchorNode,
      anchor?.offset ?? selection.anchorOffset,
      focus?.node ?? selection.focusNode,
      focus?.offset ?? selection.focusOffset,
    );
  }

  /** The unit of the text at a place in one of the blocks; null if it is elsewhere. */
  #unitAt(node: Node | null | undefined, offset: number | undefined): number | null {
    let start = 0;
    for (const block of this.#blocks) {
      if (block.node === node) return start + (offset ?? 0);
      start += block.node.length;
    }
    return null;
  }

  #insert(index: number, blocks: readonly Block[]): void {
    const next = this.#blocks[index]?.element ?? null;
    for (const { element } of blocks) this.#host.insertBefore(element, next);
    this.#blocks.splice(index, 0, ...blocks);
  }

  #locate(unit: number): [index: number, offset: number] {
    let offset = unit;
    for (const [index, { node }] of this.#blocks.entries()) {
      if (offset < node.length) return [index, offset];
      offset -= node.length;
    }
    return [this.#blocks.length, 0];
  }
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < text.length; ) {
    let end = text.length;
    if (end - start > MOST_CHARACTERS) {
      const fits = text.lastIndexOf("\n", start + MOST_CHARACTERS - 1) + 1;
      // A line that is longer than a block is a block of its own.
      end = fits > start ? fits : text.indexOf("\n", start) + 1 || text.length;
    }
    const element = make("div", "pg-text-block", text.slice(start, end));
    blocks.push({ element, node: element.firstChild as Text });
    start = end;
  }
  return blocks;
}

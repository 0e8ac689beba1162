import { css, make } from "../core/style.ts";
import type { Replacement } from "../documents/text-changes.ts";
import { placeOf, type LineAlign } from "./line-place.ts";
import { TextBlocks } from "./text-blocks.ts";
import { lineStart } from "./text-lines.ts";
import type { TextSurface } from "./text-surface.ts";

/** Shows a text that only the program changes.
 *
 *  A text area lays out all its lines anew for each change: half a second for ten thousand of them.
 *  Here they stand in blocks, of which a change touches one or two. */
export class ReadingSurface implements TextSurface {
  readonly element = make("div", "pg-text-surface pg-text-reading");
  readonly isComposing = false;
  /** What shows the text. */
  readonly #blocks: TextBlocks;

  constructor(signal: AbortSignal) {
    const { element } = this;
    element.role = "textbox";
    element.ariaMultiLine = "true";
    element.ariaReadOnly = "true";
    element.tabIndex = 0;
    element.addEventListener("keydown", (event) => this.#key(event), { signal });
    element.addEventListener("copy", (event) => this.#copy(event), { signal });
    this.#blocks = new TextBlocks(element);
  }

  replace(text: string): void {
    this.#blocks.replace(text);
  }

  change(replacements: readonly Replacement[]): void {
    for (const { start, end, text } of replacements) this.#blocks.splice(start, end, text);
  }

  setEnabled(enabled: boolean): void {
    // It can still be read, and must be reached for that.
    css(this.element, "pg-disabled", !enabled);
    if (enabled) this.element.removeAttribute("aria-disabled");
    else this.element.ariaDisabled = "true";
  }

  setWrap(wrap: boolean): void {
    css(this.element, "pg-text-unwrapped", !wrap);
  }

  setLabel(label: string): void {
    this.element.ariaLabel = label;
  }

  selected(): readonly [start: number, end: number] {
    const selected = document.getSelection();
    const isHere = (node: Node | null): boolean => this.element.contains(node);
    if (!selected?.rangeCount || !isHere(selected.anchorNode) || !isHere(selected.focusNode)) {
      return [0, 0];
    }
    const range = selected.getRangeAt(0);
    const before = document.createRange();
    before.selectNodeContents(this.element);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    return [start, start + range.toString().length];
  }

  /** The document has one selection, which stays where the user is. */
  select(start: number, end: number): void {
    if (this.element !== document.activeElement) return;
    const [from, to] = [this.#blocks.find(start), this.#blocks.find(end)];
    if (from && to) {
      document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    }
  }

  lineTop(lineno: number, align: LineAlign): number {
    const { element } = this;
    const place = this.#blocks.find(lineStart(this.#blocks.text, lineno));
    if (!place) return 0;
    const range = document.createRange();
    range.setStart(place.node, place.offset);
    const box = range.getClientRects()[0] ?? place.node.parentElement?.getBoundingClientRect();
    if (!box) return 0;
    const top = box.top - element.getBoundingClientRect().top - element.clientTop + element.scrollTop;
    return placeOf(top, box.height, element, align);
  }

  /** The browser would leave out a line break at the very end. */
  #copy(event: ClipboardEvent): void {
    const [start, end] = this.selected();
    if (start === end) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", this.#blocks.text.slice(start, end));
  }

  /** Select all means all of this text, not of the page. */
  #key(event: KeyboardEvent): void {
    if (event.key !== "a" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    document.getSelection()?.selectAllChildren(this.element);
  }
}

import { type Page, Widget } from "../core/widget.ts";
import { EntryLine, type EntryLineOptions } from "./entry-line.ts";
import { type TextSelection, textSelection } from "./text-selection.ts";

/** What the widgets with one line to type have in common. */
export abstract class EntryWidget extends Widget {
  /** What is typed into. */
  protected readonly line: EntryLine;

  /** @param place makes the widget's element around the field */
  constructor(
    page: Page,
    wid: number,
    text: string | null | undefined,
    options: EntryLineOptions,
    place: (field: HTMLInputElement) => HTMLElement,
  ) {
    const life = new AbortController();
    const hooks = {
      typed: (typed: string) => this.fire("modified", typed),
      entered: (entered: string) => this.fire("activated", entered),
      isAwaited: () => this.page.listening(this, "activated"),
    };
    const line = new EntryLine("pg-text-entry pg-field", text ?? "", options, hooks, life.signal);
    super(page, wid, place(line.element));
    this.line = line;
    this.signal.addEventListener("abort", () => life.abort(), { once: true });
  }

  protected override get focusTarget(): HTMLElement {
    return this.line.element;
  }

  protected override applyEnabled(enabled: boolean): void {
    this.line.element.disabled = !enabled;
  }

  override set_tooltip(msg: string | null): void {
    super.set_tooltip(msg);
    this.line.element.ariaLabel = msg || "Text";
  }

  set_text(text: string): void {
    this.line.setText(text);
  }

  get_text(): string {
    return this.line.text;
  }

  read_selection(): TextSelection {
    return textSelection(this.line.element);
  }

  clear(): void {
    this.set_text("");
  }

  set_length(numchars: number | null): void {
    this.line.setLength(numchars);
  }

  set_history(lines: readonly string[]): void {
    this.line.setHistory(lines);
  }
}

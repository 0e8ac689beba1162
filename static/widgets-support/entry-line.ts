import { keyOf } from "../core/keys.ts";
import { css, make } from "../core/style.ts";
import { Composition } from "./composition.ts";
import { LineHistory } from "./line-history.ts";
import { replaceText } from "./text-replace.ts";

export interface EntryLineOptions {
  readonly editable?: boolean | null;
  readonly linehistory?: number | null;
  readonly password?: boolean | null;
  readonly clear_on_enter?: boolean | null;
}

/** What its user does. */
export interface EntryLineHooks {
  typed(text: string): void;
  entered(text: string): void;
  /** Whether somebody waits for what is entered. */
  isAwaited(): boolean;
}

/** The field of an entry: text, Enter, the lines before, and what an input method is at. */
export class EntryLine {
  readonly element: HTMLInputElement;
  /** Who is told what its user does. */
  readonly #hooks: EntryLineHooks;
  /** The lines that were entered. */
  readonly #history: LineHistory;
  /** Whether Enter takes the text away. */
  readonly #clearsOnEnter: boolean;
  /** What an input method is at. */
  readonly #composition: Composition;

  constructor(
    className: string,
    text: string,
    options: EntryLineOptions,
    hooks: EntryLineHooks,
    signal: AbortSignal,
  ) {
    this.element = make("input", className);
    this.#hooks = hooks;
    this.#history = new LineHistory(options.password ? 0 : (options.linehistory ?? 0));
    this.#clearsOnEnter = options.clear_on_enter ?? false;
    this.element.type = options.password ? "password" : "text";
    this.element.autocomplete = "off";
    this.element.spellcheck = false;
    this.element.ariaLabel = options.password ? "Password" : "Text";
    this.element.readOnly = options.editable === false;
    replaceText(this.element, text);
    this.#composition = new Composition(this.element, () => this.#modified(), signal);
    this.element.addEventListener("input", () => this.#modified(), { signal });
    this.element.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  get text(): string {
    return this.element.value;
  }

  setText(text: string): void {
    this.#composition.show(() => replaceText(this.element, text));
  }

  setLength(numchars: number | null): void {
    this.element.style.setProperty("--pg-length", numchars === null ? "" : String(numchars));
    css(this.element, "pg-has-length", numchars !== null);
  }

  /** The lines that the up and down keys bring back, oldest first. */
  setHistory(lines: readonly string[]): void {
    this.#history.replace(lines);
  }

  /** The user enters the text. */
  enter(): void {
    const { text } = this;
    this.#history.add(text);
    this.#hooks.entered(text);
    if (this.#clearsOnEnter) replaceText(this.element, "");
  }

  #modified(): void {
    if (!this.#composition.isUnderWay) this.#hooks.typed(this.text);
  }

  #key(event: KeyboardEvent): void {
    // Enter and the arrows belong to an input method while it composes.
    if (event.isComposing || this.element.readOnly) return;
    if (keyOf(event) === "Enter") {
      // Where nobody waits for it, the key presses the window's default button.
      if (this.#clearsOnEnter || this.#hooks.isAwaited()) event.preventDefault();
      this.enter();
    } else if (event.key === "ArrowUp") {
      this.#recall(event, this.#history.older(this.text));
    } else if (event.key === "ArrowDown") {
      this.#recall(event, this.#history.newer());
    }
  }

  #recall(event: KeyboardEvent, line: string | null): void {
    if (line === null) return;
    event.preventDefault();
    this.setText(line);
    this.element.setSelectionRange(line.length, line.length);
    this.#modified();
  }
}

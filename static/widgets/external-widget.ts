import { describe } from "../core/messages.ts";
import { make } from "../core/style.ts";
import { type Page, Widget } from "../core/widget.ts";
import type { ExternalWidgetMethods } from "../generated/catalog.ts";

/** A place for HTML with scripts and for other JavaScript libraries. */
export class ExternalWidget extends Widget implements ExternalWidgetMethods {
  /** What holds the content. */
  readonly #content = make("div", "pg-external-content");
  /** Tells when it is laid out. */
  readonly #observer = new ResizeObserver(() => this.#start());
  /** The scripts that wait until it shows. */
  #waiting: readonly HTMLScriptElement[] = [];
  /** Counts what was set, for scripts of a former content end with that. */
  #turn = 0;

  constructor(page: Page, wid: number) {
    super(page, wid, make("div", "pg-external pg-scrolls pg-fill"));
    this.#content.id = `${this.element.id}-content`;
    this.element.tabIndex = -1;
    this.element.append(this.#content);
    this.#observer.observe(this.element);
    this.signal.addEventListener("abort", () => this.#end(), { once: true });
  }

  get_content_element(): string {
    return this.#content.id;
  }

  set_content(html: string): void {
    this.#turn += 1;
    this.#content.innerHTML = html;
    this.#waiting = [...this.#content.querySelectorAll("script")];
    this.page.settled(() => this.#start());
  }

  clear(): void {
    this.set_content("");
  }

  #end(): void {
    this.#observer.disconnect();
    this.#turn += 1;
  }

  /** Scripts find the element in the page, and its size. */
  #start(): void {
    if (!this.#waiting.length || !this.element.checkVisibility()) return;
    const scripts = this.#waiting;
    this.#waiting = [];
    void this.#run(scripts, this.#turn);
  }

  async #run(scripts: readonly HTMLScriptElement[], turn: number): Promise<void> {
    for (const script of scripts) {
      await revived(script).catch((error: unknown) => this.#complain(describe(error)));
      if (turn !== this.#turn) return;
    }
  }

  /** Who wrote the program sees it, too. */
  #complain(words: string): void {
    console.error("pgwidgets: ExternalWidget:", words);
    this.#content.append(make("p", "pg-external-error", words));
  }
}

/** The files of scripts that this page has loaded, or is loading, by their URLs: a library that
 *  several widgets name, or one again and again, is there once. */
const libraries = new Map<string, Promise<void>>();

/** Puts a script that runs in the place of one that came in a text.
 *  @returns a promise that those after it wait for */
function revived(script: HTMLScriptElement): Promise<void> {
  const { src } = script;
  const known = libraries.get(src);
  if (known) return known;
  const alive = make("script");
  for (const { name, value } of script.attributes) alive.setAttribute(name, value);
  alive.textContent = script.textContent;
  script.replaceWith(alive);
  if (!src) return Promise.resolve();
  const loading = new Promise<void>((resolve, reject) => {
    alive.addEventListener("load", () => resolve());
    alive.addEventListener("error", () => {
      // It may be there next time.
      libraries.delete(src);
      reject(new Error(`${src} can't be loaded`));
    });
  });
  libraries.set(src, loading);
  return loading;
}

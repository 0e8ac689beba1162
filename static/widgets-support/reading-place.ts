import type { Replacement } from "../documents/text-changes.ts";
import type { ScrollState } from "./scroll-state.ts";

/** So near to the end counts as being there, in px. */
const SLACK = 8;

/** Where the reader of a text is as it changes: the lines in view stay where they are, and one who
 *  follows the text stays at its end. */
export class ReadingPlace {
  /** Whether one who is at the end is taken along. */
  #follows = false;
  /** Whether the reader has left the end. */
  #isAway = false;
  /** The same by the server's knowledge. */
  #isKnownAway = false;
  /** The element that scrolls. */
  readonly #viewport: HTMLElement;
  /** What the program scrolls with. */
  readonly #scroll: ScrollState;
  /** Tells the server. */
  readonly #left: (isAway: boolean) => void;
  /** Where the reader was last seen, in px. */
  #top = 0;
  /** Where the reader was before they were last taken to the end, in px. */
  #formerTop = 0;

  /** @param left the reader has left the end, or has come back */
  constructor(
    viewport: HTMLElement,
    scroll: ScrollState,
    left: (isAway: boolean) => void,
    signal: AbortSignal,
  ) {
    this.#viewport = viewport;
    this.#scroll = scroll;
    this.#left = left;
    viewport.addEventListener("scroll", () => this.#look(), { signal, passive: true });
    // Whoever creates it says where it begins.
    let isLaidOut = false;
    const observer = new ResizeObserver(() => {
      if (isLaidOut) this.#follow();
      isLaidOut = true;
    });
    observer.observe(viewport);
    signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  /** The reader is where another page, or an earlier one, has had them. */
  set isAway(isAway: boolean) {
    this.#isAway = isAway;
    this.#isKnownAway = isAway;
    if (!isAway) this.#begin();
  }

  /** Takes one who is at the end along from now on, or does so no more. */
  follow(follows: boolean): void {
    this.#follows = follows;
    if (this.#isAway) this.#tell();
    else this.#begin();
  }

  /** The reader has scrolled. Only that says that they are back: where the program, or somebody in
   *  a smaller page, scrolls to may be the end here and not there. */
  scrolled(): void {
    this.#look();
    this.#tell();
  }

  /** Goes to the end as soon as there is a layout. */
  #begin(): void {
    // Whether they are away may be said only afterwards.
    if (this.#follows && !this.#isAway) this.#scroll.moveBy(() => this.#follow());
  }

  #tell(): void {
    if (!this.#follows || this.#isAway === this.#isKnownAway) return;
    this.#isKnownAway = this.#isAway;
    this.#left(this.#isAway);
  }

  /** Has the text change, and keeps the reader's place.
   *  @param change carries some replacements out */
  keep(replacements: readonly Replacement[], change: (some: readonly Replacement[]) => void): void {
    const isHere = this.#follows && !this.#isAway && !this.#isLeaving();
    const [first, ...rest] = replacements;
    if (isHere || first?.start !== 0 || first.text || this.#viewport.scrollTop === 0) {
      change(replacements);
      if (isHere) this.#follow();
      return;
    }
    const { scrollTop, scrollHeight } = this.#viewport;
    change([first]);
    this.#viewport.scrollTop = scrollTop - (scrollHeight - this.#viewport.scrollHeight);
    change(rest);
  }

  #look(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#viewport;
    const isAway = scrollHeight - clientHeight - scrollTop > SLACK;
    if (isAway && this.#isLate()) return;
    this.#top = scrollTop;
    this.#isAway = isAway;
    if (this.#isAway) this.#tell();
  }

  /** What the reader did since the last event counts, too. */
  #isLeaving(): boolean {
    return this.#viewport.scrollTop <= this.#top - SLACK && !this.#isLate();
  }

  /** What scrolls on the screen may be some frames behind: then the former place comes back once. */
  #isLate(): boolean {
    return this.#viewport.scrollTop === this.#formerTop && !this.#scroll.isUsers;
  }

  #follow(): void {
    if (this.#follows && !this.#isAway && this.#viewport.clientHeight > 0) this.#toEnd();
  }

  #toEnd(): void {
    const { scrollTop } = this.#viewport;
    this.#viewport.scrollTop = this.#viewport.scrollHeight;
    this.#top = this.#viewport.scrollTop;
    if (this.#top !== scrollTop) this.#formerTop = scrollTop;
  }
}

import type { ReplicaSwap } from "./replica-swap.ts";
import { watchShown } from "./shown.ts";
import { singleWidget } from "./single-widget-view.ts";
import type { WindowFrame } from "./window-frame.ts";

/** Gives the browser's tab the title of the page's window, if there is one, or else the page's own. */
export class PageTitle {
  /** What is looked at. */
  readonly #replicas: ReplicaSwap;
  /** The one widget that the page shows, if it is one alone. */
  readonly #single = singleWidget(location);
  /** The title that the page came with. */
  readonly #own = document.title;

  constructor(replicas: ReplicaSwap) {
    this.#replicas = replicas;
  }

  /** Looks from now on at what is shown. */
  start(signal: AbortSignal): void {
    watchShown(this.#replicas, () => this.#look(), signal);
  }

  #look(): void {
    const titles = this.#windows().map((frame) => frame.title);
    const title = (titles.length === 1 && titles[0]?.trim()) || this.#own;
    if (document.title !== title) document.title = title;
  }

  /** The windows that show; of a widget that is shown alone, the one that it is in. */
  #windows(): readonly WindowFrame[] {
    const replica = this.#replicas.present;
    if (!replica) return [];
    const { all } = replica.windows;
    if (this.#single === null) return all.filter((frame) => frame.isShown && !isDialog(frame));
    const single = replica.elementOf(this.#single);
    return all.filter((frame) => frame.element.contains(single));
  }
}

/** A question for a moment names no tab. */
function isDialog({ element }: WindowFrame): boolean {
  return element instanceof HTMLDialogElement;
}

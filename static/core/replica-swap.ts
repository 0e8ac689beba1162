import { FocusKeeper } from "./focus-keeper.ts";
import { placeIn, returnTo } from "./place.ts";
import { SingleWidgetView, singleWidget } from "./single-widget-view.ts";
import { make } from "./style.ts";
import type { WidgetDraft } from "../documents/draft.ts";
import { Replica, type Upstream } from "./replica.ts";
import type { WidgetClass } from "./widget.ts";

/** Shows one replica at a time: the present one, or the former until its successor is whole. */
export class ReplicaSwap {
  /** The widget classes by name. */
  readonly #classes: Readonly<Record<string, WidgetClass>>;
  /** Where replicas send what they have to say. */
  readonly #upstream: Upstream;
  /** Where replicas are shown. */
  readonly #place = make("div", "pg-mount");
  /** The present one, or the one being built. */
  #replica: Replica;
  /** What is in view while its successor is built off-document. */
  #former: Replica | null = null;
  /** The replica stems from an earlier connection, and no message is for it. */
  #isStale = false;
  /** Keeps the user's place when what was there goes. */
  readonly #focus = new FocusKeeper();
  /** Set if the page shows one widget alone. */
  readonly #single: SingleWidgetView | null;
  /** Whether the page belongs to a session. */
  #isJoined = false;
  /** Are called when all of a frame has been applied. */
  readonly onSettled: (() => void)[] = [];

  constructor(classes: Readonly<Record<string, WidgetClass>>, upstream: Upstream) {
    this.#classes = classes;
    this.#upstream = upstream;
    const wid = singleWidget(location);
    this.#single = wid === null ? null : new SingleWidgetView(wid);
    this.#replica = new Replica(classes, upstream, false);
    this.#place.append(this.#replica.root);
    document.body.prepend(this.#place);
  }

  /** What messages apply to. */
  get replica(): Replica {
    if (this.#isStale) this.clear();
    return this.#replica;
  }

  /** What the user edited in what is shown, after the inputs up to `confirmed`. */
  drafts(confirmed: number): readonly WidgetDraft[] {
    return this.#replica.drafts(confirmed);
  }

  /** Runs what waits for the replica to be in view; a stale one has nothing to wait for. */
  settle(): void {
    if (this.#isStale) return;
    this.#single?.update(this.#replica);
    this.#replica.settle();
    this.#focus.changed();
    for (const look of this.onSettled) look();
  }

  /** What is in view, once it is whole; null while something else is about to be. */
  get present(): Replica | null {
    return this.#isJoined && !this.#isStale && !this.#former ? this.#replica : null;
  }

  /** What is shown stems from an earlier connection: it stays in view, but sends no more. */
  retire(): void {
    this.#replica.retire();
    this.#isStale = true;
  }

  /** An empty replica takes over. */
  clear(): void {
    this.#isJoined = true;
    this.#begin(false);
    this.#mount();
  }

  /** A replica is built out of view; `finish` shows it. */
  build(): void {
    this.#begin(true);
  }

  /** Shows what was built; the user finds the focus where it was. */
  finish(): void {
    const place = this.#former && placeIn(this.#former);
    this.#mount();
    if (place) returnTo(place, this.#replica);
    // What was put off until now is part of it; what the program says next is not.
    this.settle();
    this.#replica.shown();
  }

  #begin(isRebuilt: boolean): void {
    this.#replica.retire();
    // Of two in a row only the first is in view; what was never shown can go at once.
    if (this.#former) this.#replica.dispose();
    else this.#former = this.#replica;
    this.#replica = new Replica(this.#classes, this.#upstream, isRebuilt);
    this.#isStale = false;
  }

  #mount(): void {
    this.#place.replaceChildren(this.#replica.root);
    this.#former?.dispose();
    this.#former = null;
  }
}

import { transformed, type Change, type Elements } from "./changes.ts";

interface Made<S extends Elements> {
  readonly seq: number;
  /** As it reads on top of all that the server has told since. */
  change: Change<S>;
}

/** What this page knows of the order of a document's edits: those of the server, and on top of
 *  them the user's own that the server has not put in order yet. */
export class EditOrder<S extends Elements> {
  /** The id of the last message about the document. */
  revision: number;
  /** The user's own edits, in their order. */
  #unconfirmed: Made<S>[] = [];

  constructor(revision: number) {
    this.revision = revision;
  }

  /** Takes note of an edit that the user made. */
  made(seq: number, change: Change<S>): void {
    this.#unconfirmed.push({ seq, change });
  }

  /** Takes edits from the server.
   *  @param confirmed the last of the page's inputs that the server had when it told of them
   *  @returns the edits as they read on top of what the user did meanwhile */
  told(revision: number, edits: readonly Change<S>[], confirmed: number): Change<S>[] {
    this.revision = revision;
    this.confirm(confirmed);
    return edits.map((edit) => this.#rebased(edit));
  }

  /** Takes note that the document has other content. */
  replaced(revision: number): void {
    this.revision = revision;
    this.#unconfirmed = [];
  }

  /** The server has put the user's edits in order up to an input.
   *  @returns those that it has, one on top of the other */
  confirm(seq: number): readonly Change<S>[] {
    const first = this.#unconfirmed.findIndex((made) => made.seq > seq);
    const confirmed = this.#unconfirmed.splice(0, first < 0 ? this.#unconfirmed.length : first);
    return confirmed.map((made) => made.change);
  }

  /** The user's edits that the server has not put in order, one on top of the other. */
  get unconfirmed(): readonly Change<S>[] {
    return this.#unconfirmed.map((made) => made.change);
  }

  #rebased(edit: Change<S>): Change<S> {
    let earlier = edit;
    for (const made of this.#unconfirmed) {
      const later = transformed(made.change, earlier, false);
      earlier = transformed(earlier, made.change, true);
      made.change = later;
    }
    return earlier;
  }
}

import type { Page } from "../core/widget.ts";

/** What shows as on or off, and is one of a group. */
export interface Exclusive {
  showOn(isOn: boolean): void;
}

/** The members of a group, in the order in which they came on, and whether they are. */
type Members = Map<Exclusive, boolean>;

/** The groups of each page by their names. */
const groups = new WeakMap<Page, Map<string, Members>>();

/** Of the members of a group one shows as on, whatever the order in which users and the program act.
 *
 *  The server switches the others off before one on. So if another is still on when it does that,
 *  the page's user has switched that one on meanwhile, which is newer: that one shows until the
 *  server has said what came of it. */
export class ExclusiveState {
  /** What it is the state of. */
  readonly #owner: Exclusive;
  /** Those that exclude each other; the owner alone where it is in no group. */
  readonly #members: Members;

  /** @param kind the class: groups of several don't meet; @param group null excludes nobody */
  constructor(page: Page, owner: Exclusive, kind: string, group: unknown, signal: AbortSignal) {
    this.#owner = owner;
    // JSON keeps the groups 1 and "1" apart.
    const name = group == null ? null : `${kind} ${JSON.stringify(group)}`;
    this.#members = name === null ? new Map() : membersOf(page, name);
    this.#members.set(owner, false);
    signal.addEventListener("abort", () => {
      this.#members.delete(owner);
      this.#show();
    });
  }

  get isOn(): boolean {
    return this.#members.get(this.#owner) ?? false;
  }

  /** The server says what it is. */
  set(isOn: boolean): void {
    if (this.isOn !== isOn) {
      // Behind those that are on already.
      this.#members.delete(this.#owner);
      this.#members.set(this.#owner, isOn);
    }
    this.#show();
  }

  /** The user switches it. @returns whether it is on now */
  switch(): boolean {
    const isOn = this.#shown !== this.#owner;
    if (isOn) for (const member of this.#members.keys()) this.#members.set(member, false);
    this.set(isOn);
    return isOn;
  }

  /** The one that shows as on. */
  get #shown(): Exclusive | null {
    for (const [member, isOn] of this.#members) if (isOn) return member;
    return null;
  }

  #show(): void {
    const shown = this.#shown;
    for (const member of this.#members.keys()) member.showOn(member === shown);
  }
}

function membersOf(page: Page, name: string): Members {
  const named = groups.get(page) ?? new Map<string, Members>();
  groups.set(page, named);
  const members = named.get(name) ?? new Map<Exclusive, boolean>();
  named.set(name, members);
  return members;
}

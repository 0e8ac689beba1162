import { RemoteObject, type Edited, type Page } from "../../core/widget.ts";
import { changedList, type Change } from "../../documents/changes.ts";
import type { Draft } from "../../documents/draft.ts";
import { TablePart, type TableEdit, type TableWindow } from "../../documents/table-part.ts";
import { difference, type TextChange } from "../../documents/text-changes.ts";
import { TextModel } from "../../documents/text-model.ts";
import type { WidgetFacts } from "../../generated/facts.ts";
import { ExclusiveState } from "../../widgets-support/exclusive.ts";

type Call = readonly [method: string, ...args: unknown[]];

/** Methods that make a widget a child of another. */
const PLACES = /^(add_|insert_|set_widget$)/u;

/** What it shows of itself. */
export interface Look {
  readonly kind: string;
  readonly given: readonly unknown[];
  /** For each state key the call that brought it up to date last. */
  readonly shown: Readonly<Record<string, Call>>;
  readonly children: readonly number[];
  /** The call that placed it where it is. */
  readonly placing: Call | null;
  /** What its document has, if it has one. */
  readonly content: unknown;
  /** Whether it shows as on, if it is one of those that exclude each other. */
  readonly on: boolean | null;
}

/** A widget of any class, by what the catalog says of the class: it keeps what it is told. */
export class Thing extends RemoteObject implements Edited {
  readonly #kind: string;
  readonly #facts: WidgetFacts;
  readonly #given: readonly unknown[];
  readonly #shown = new Map<string, Call>();
  /** What the page has of it, whatever the widget's place in the tree. */
  readonly #desk: Desk;
  children: Thing[] = [];
  parent: Thing | null = null;
  placing: Call | null = null;
  readonly #text: TextModel;
  #items: readonly unknown[] | null = null;
  /** What has columns has rows. */
  readonly #part: TablePart | null;
  /** What is in a group is on or off as the client's own widgets are. */
  readonly #state: ExclusiveState | null;
  #isOn = false;

  constructor(
    page: Page,
    wid: number,
    given: readonly unknown[],
    kind: string,
    facts: WidgetFacts,
    desk: Desk,
  ) {
    super(page, wid);
    this.#kind = kind;
    this.#facts = facts;
    this.#given = given.map(plain);
    this.#desk = desk;
    this.#text = new TextModel(typeof given[0] === "string" ? given[0] : "");
    this.#part = Object.hasOwn(facts.methods, "set_columns") ? new TablePart() : null;
    const { group = null } = (given.at(-1) ?? {}) as { readonly group?: unknown };
    this.#state = facts.options.includes("group")
      ? new ExclusiveState(page, this, kind, group, this.signal)
      : null;
    if (Object.hasOwn(facts.methods, "raise_")) desk.order.push(this);
    for (const method of Object.keys(facts.methods)) {
      if (method !== "destroy") Object.assign(this, { [method]: this.#method(method) });
    }
  }

  #method(name: string): (...args: unknown[]) => void {
    return (...args) => {
      const call: Call = [name, ...args.map(plain)];
      for (const key of this.#facts.methods[name] ?? []) this.#shown.set(key, call);
      if (name === "set_state") this.#state?.set(Boolean(args[0]));
      const child = args.find((arg) => arg instanceof Thing);
      if (child) this.#rearrange(name, child, args);
      else this.#desk.told(this, name);
    };
  }

  #rearrange(name: string, child: Thing, args: readonly unknown[]): void {
    if (name === "remove") child.leave();
    else if (name === "move_widget") this.#move(child, Number(args[1]));
    else if (PLACES.test(name)) {
      this.#place(name, child, args);
      child.placing = [name, ...args.map(plain)];
    }
  }

  #place(name: string, child: Thing, args: readonly unknown[]): void {
    if (name === "set_widget") this.children[0]?.leave();
    child.leave();
    const index = name === "insert_widget" ? Number(args[0]) : this.children.length;
    this.children.splice(index, 0, child);
    child.parent = this;
  }

  #move(child: Thing, index: number): void {
    if (child.parent !== this) return;
    this.children.splice(this.children.indexOf(child), 1);
    this.children.splice(index, 0, child);
  }

  /** Leaves its parent. */
  leave(): void {
    const siblings = this.parent?.children;
    siblings?.splice(siblings.indexOf(this), 1);
    this.parent = null;
  }

  override destroy(): void {
    this.leave();
    for (const child of [...this.children]) child.destroy();
    this.#desk.order = this.#desk.order.filter((other) => other !== this);
    super.destroy();
  }

  /** Whether it lies in the page by itself, in view as far as it says. */
  get isWindow(): boolean {
    return !this.parent && this.#shown.get("visible")?.[0] === "show";
  }

  // The user.

  act(action: string, args: readonly unknown[]): void {
    this.page.fire(this, action, args);
  }

  /** Switches it. */
  switch(): void {
    if (this.#state) this.act("activated", [this.#state.switch()]);
  }

  showOn(isOn: boolean): void {
    this.#isOn = isOn;
  }

  /** Types into the document, somewhere. */
  type(at: number, removed: number, text: string): void {
    const characters = [...this.#text.text];
    characters.splice(at % (characters.length + 1), removed, text);
    const after = characters.join("");
    const change = difference(this.#text.text, after);
    if (change.length) this.#text.typed(change, (made) => this.#send(made));
  }

  #send(change: TextChange): number {
    return this.page.edit(this, change, this.#text.revision ?? 0);
  }

  // The document.

  begin(revision: number): void {
    this.#text.begin(revision);
  }

  edited(revision: number, edits: readonly Change<never>[]): void {
    if (this.#part) {
      for (const edit of edits as unknown as TableEdit[]) this.#part.apply(edit, this.#columns());
      return;
    }
    // A list begins empty, and shows by its first edit what it is.
    if (edits.some((edit) => edit.some(Array.isArray))) this.#items ??= [];
    if (this.#items) for (const edit of edits) this.#items = changedList(this.#items, edit);
    else this.#text.told(revision, edits, this.page.confirmed);
  }

  replaced(revision: number, content: unknown): void {
    if (this.#part) this.#part.replace(content as TableWindow);
    else if (Array.isArray(content)) this.#items = content;
    else this.#text.replace(String(content), revision);
  }

  draft(confirmed: number): Draft | null {
    return this.#items || this.#part ? null : this.#text.draft(confirmed);
  }

  adopt(draft: Draft): void {
    for (const change of this.#text.adopted(draft)) {
      this.#text.typed(change, (made) => this.#send(made));
    }
  }

  // What it looks like.

  look(): Look {
    return {
      kind: this.#kind,
      given: this.#given,
      shown: Object.fromEntries(this.#shown),
      children: this.children.map(({ wid }) => wid),
      placing: this.placing,
      content: this.#part ? windowOf(this.#part) : (this.#items ?? this.#text.text),
      on: this.#state && this.#isOn,
    };
  }

  /** The keys of its columns, as it was told of them last. */
  #columns(): string[] {
    const given = this.#given.at(-1) as { columns?: readonly { key: string }[] } | undefined;
    const columns = (this.#shown.get("columns")?.[1] ?? given?.columns ?? []) as { key: string }[];
    return columns.map(({ key }) => key);
  }
}

/** A part of a table in the form in which it travels. */
function windowOf(part: TablePart): unknown {
  const { first, count, selected, sort, columnLooks, tableLook, of, filters, search, isBusy } = part;
  return {
    first,
    count,
    selected,
    sort,
    rows: part.rows.map(({ id, key, cells, looks, flags, branch }) => {
      return [id, key, cells, looks, flags, ...(branch ? [branch] : [])];
    }),
    looks: {
      ...(Object.keys(columnLooks).length ? { columns: columnLooks } : {}),
      ...(tableLook ? { table: tableLook } : {}),
    },
    ...(of === null ? {} : { of }),
    ...(Object.keys(filters).length ? { filters } : {}),
    ...(search ? { search } : {}),
    ...(isBusy ? { busy: true } : {}),
  };
}

/** The windows of one page, from the lowest to the topmost. */
export class Desk {
  order: Thing[] = [];

  /** A method of a widget was called. */
  told(thing: Thing, method: string): void {
    if (!this.order.includes(thing)) return;
    const others = this.order.filter((other) => other !== thing);
    if (method === "raise_") this.order = [...others, thing];
    else if (method === "lower") this.order = [thing, ...others];
  }
}

function plain(value: unknown): unknown {
  if (value instanceof RemoteObject) return { __wid__: value.wid };
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) return { bytes: value.byteLength };
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

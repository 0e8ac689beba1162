import { CATALOG, type WidgetFacts } from "../generated/facts.ts";
import { typedArray } from "./chunks.ts";
import { decodeAll, encode } from "./codec.ts";
import type { Act, Inputs } from "./inputs.ts";
import { LayoutObserver } from "./layout.ts";
import type { WidgetDraft } from "../documents/draft.ts";
import { describe, EndedError, integer, list, text, type Message } from "./messages.ts";
import { suggestion } from "./nearest.ts";
import { Reports, type Report } from "./reports.ts";
import { refreshScrollStops } from "./scroll-stops.ts";
import { singleWidget } from "./single-widget-view.ts";
import { make } from "./style.ts";
import type { Announcement } from "./uploads.ts";
import { isEdited, Widget, type Page, type RemoteObject, type WidgetClass } from "./widget.ts";
import { PageWindows } from "./page-windows.ts";

/** What a replica sends, and whom it asks whether a change from the server is out of date. */
export interface Upstream {
  readonly inputs: Inputs;
  /** Whether the server keeps account of inputs: then those that carry state go unasked. */
  readonly numbered: boolean;
  /** Whether the server tells of documents by edits. */
  readonly editing: boolean;
  /** Sends a user's action, or keeps it until there is a line.
   *  @returns the number that the server will acknowledge, 0 if it will not */
  callback(act: Act): number;
  reports(reports: readonly Report[]): void;
  /** Asks for a part of a widget's document. */
  view(wid: number, view: unknown): void;
  upload(announcement: Announcement): void;
  /** Tells of a picture that can't be shown. */
  pictureFailed(failure: Message): void;
}

/** Shared by all widgets that are given none. */
const NO_OPTIONS = Object.freeze({});

interface Entry {
  readonly object: RemoteObject;
  readonly className: string;
  readonly facts: WidgetFacts;
  listened: Set<string> | null;
}

/** This browser's copy of one session's widgets: what `create`, `call` and `listen` act on. */
export class Replica implements Page {
  readonly root = make("div", "pg-root");
  readonly windows = new PageWindows(this.root);
  /** The widget classes by name. */
  readonly #classes: Readonly<Record<string, WidgetClass>>;
  /** Where it sends what it has to say. */
  readonly #upstream: Upstream;
  /** By the ids of the widgets. */
  readonly #entries = new Map<number, Entry>();
  /** The ids of those that the user has ended, which the server may not know yet. */
  readonly #ended = new Set<number>();
  /** Tells where the widgets ended up. */
  readonly #layout: LayoutObserver;
  /** Facts that are to be told. */
  readonly #reports: Reports;
  /** Finds a widget that a message names. */
  readonly #lookUp = (wid: number) => this.#entry(wid).object;
  /** Whether the page shows one widget alone. */
  readonly #isSingle = singleWidget(location) !== null;
  /** What waits for the page to be whole. */
  #settling: (() => void)[] = [];
  /** Positive while messages are applied: what happens then is no user's act. */
  #applying = 0;
  /** Whether it sends no more. */
  #retired = false;
  /** What is applied now the program does because of what this page's user did. */
  answersUser = false;

  /** Whether it was made from the program's state. */
  readonly isRebuilt: boolean;

  /** @param rebuilt made from the program's state, until `shown`: what comes of that is no news */
  constructor(
    classes: Readonly<Record<string, WidgetClass>>,
    upstream: Upstream,
    rebuilt: boolean,
  ) {
    this.#classes = classes;
    this.#upstream = upstream;
    this.isRebuilt = rebuilt;
    this.#layout = new LayoutObserver(this, rebuilt, () => this.#reports.expect());
    const send = (reports: readonly Report[]): void => {
      if (!this.#retired) upstream.reports(reports);
    };
    this.#reports = new Reports(send, () => {
      this.#layout.measure();
      refreshScrollStops(this.root);
    });
  }

  // What widgets ask for.

  fire(source: RemoteObject, action: string, args: readonly unknown[]): number {
    const entry = this.#entries.get(source.wid);
    if (!entry || this.#retired || this.#applying) return 0;
    const keys = entry.facts.callbacks[action] ?? [];
    const isState = keys.length > 0 && this.#upstream.numbered;
    if (!isState && !entry.listened?.has(action)) return 0;
    return this.#upstream.callback({
      wid: source.wid,
      keys,
      message: { type: "callback", wid: source.wid, action, args: encode(args) },
      continuous: entry.facts.continuous[action] ?? null,
    });
  }

  get confirmed(): number {
    return this.#upstream.inputs.acknowledged;
  }

  edit(source: RemoteObject, edit: readonly unknown[], revision: number): number {
    if (!this.#entries.has(source.wid) || this.#retired) return 0;
    const message = { type: "edit", wid: source.wid, edit, revision };
    return this.#upstream.callback({ wid: source.wid, keys: [], message, continuous: null });
  }

  view(source: RemoteObject, view: unknown): void {
    if (this.#entries.has(source.wid) && !this.#retired) this.#upstream.view(source.wid, view);
  }

  upload(source: RemoteObject, action: string, facts: object, files: readonly File[]): void {
    if (this.#retired) return;
    this.#upstream.upload({ wid: source.wid, action, facts: { ...facts }, files });
  }

  listening(source: RemoteObject, action: string): boolean {
    return this.#entries.get(source.wid)?.listened?.has(action) ?? false;
  }

  /** The page may end: tells what would have been told soon. */
  hurryReports(): void {
    this.#reports.hurry();
  }

  report(source: RemoteObject, key: string, value: unknown): void {
    if (this.#entries.has(source.wid)) this.#reports.add(source.wid, key, encode(value));
  }

  pictureFailed({ wid }: RemoteObject, picture: string | number, status: number | null): void {
    if (this.#retired || !this.#entries.has(wid)) return;
    this.#upstream.pictureFailed({ type: "picture-failed", wid, picture, status });
  }

  settled(action: () => void): void {
    this.#settling.push(action);
    if (!this.#applying) this.settle();
  }

  find<T extends RemoteObject>(test: (object: RemoteObject) => object is T): T[] {
    return Array.from(this.#entries.values(), (entry) => entry.object).filter(test);
  }

  /** Whether there is a widget of this id. */
  has(wid: number): boolean {
    return this.#entries.has(wid);
  }

  forget(object: RemoteObject): void {
    if (object instanceof Widget) this.#layout.forget(object);
    this.#reports.forget(object.wid);
    this.#entries.delete(object.wid);
    if (!this.#applying) this.#ended.add(object.wid);
  }

  // What the connection asks for.

  /** The element of a widget, or null if there is none of this id. */
  elementOf(wid: number): HTMLElement | null {
    const object = this.#entries.get(wid)?.object;
    return object instanceof Widget ? object.element : null;
  }

  /** What the user edited after the inputs up to `confirmed`. */
  drafts(confirmed: number): readonly WidgetDraft[] {
    return [...this.#entries].flatMap(([wid, { object }]) => {
      const draft = isEdited(object) ? object.draft(confirmed) : null;
      return draft ? [{ wid, draft }] : [];
    });
  }

  /** What the user edited in an earlier replica goes on top of what this one shows. */
  adopt(drafts: readonly WidgetDraft[]): void {
    for (const { wid, draft } of drafts) {
      const object = this.#entries.get(wid)?.object;
      if (object && isEdited(object)) object.adopt(draft as never);
    }
  }

  /** Runs what waited for the page to be whole, once it is in the document. */
  settle(): void {
    if (!this.root.isConnected) return;
    for (let actions = this.#settling; actions.length; actions = this.#settling) {
      this.#settling = [];
      this.#guarded(() => {
        for (const action of actions) action();
      });
    }
    // What overflows may be other than before, though no widget has another size.
    this.#reports.expect();
  }

  /** It is whole and in the document, after it was made from the program's state. */
  shown(): void {
    this.#layout.shown();
  }

  /** From now on nothing is sent: another replica takes over, or has. */
  retire(): void {
    this.#retired = true;
    this.#layout.stop();
  }

  /** Ends all objects and takes the root out of the document. */
  dispose(): void {
    this.retire();
    this.root.remove();
    this.windows.stop();
    // A container takes its descendants along, so look each one up anew.
    for (const wid of [...this.#entries.keys()]) this.#entries.get(wid)?.object.destroy();
  }

  /** The widget that an element of the page is, or is a part of. */
  widgetAt(element: Element): Widget | null {
    if (!this.root.contains(element)) return null;
    const holds = (object: RemoteObject): object is Widget => {
      return object instanceof Widget && object.element.contains(element);
    };
    const holders = this.find(holds);
    const isInnermost = (widget: Widget) => {
      return !holders.some((other) => other !== widget && widget.element.contains(other.element));
    };
    return holders.find(isInnermost) ?? null;
  }

  /** Applies one message. @returns the fields of the answer, or a promise of them */
  apply(message: Message): Record<string, unknown> | Promise<Record<string, unknown>> {
    this.#applying += 1;
    this.answersUser = message["answers"] === true;
    try {
      switch (message.type) {
        case "create":
          return this.#create(message);
        case "call":
          return this.#called(this.#call(message, list(message, "args")));
        case "batch":
          return this.#batch(list(message, "calls") as readonly Message[]);
        case "edit":
        case "content":
          return this.#document(message);
        case "listen":
        case "unlisten":
          return this.#listen(message);
        default:
          throw new Error(`unknown message type "${message.type}"`);
      }
    } finally {
      this.#applying -= 1;
      this.answersUser = false;
    }
  }

  /** Applies a call whose first argument came as bytes. */
  applyBinary(message: Message, bytes: ArrayBuffer): ReturnType<Replica["apply"]> {
    const args = [typedArray(bytes, message), ...list(message, "args")];
    return this.#guarded(() => this.#called(this.#call(message, args)));
  }

  #guarded<T>(action: () => T): T {
    this.#applying += 1;
    try {
      return action();
    } finally {
      this.#applying -= 1;
    }
  }

  #create(message: Message): Record<string, unknown> {
    const wid = integer(message, "wid");
    const className = text(message, "class");
    const facts = Object.hasOwn(CATALOG, className) ? CATALOG[className] : undefined;
    const type = Object.hasOwn(this.#classes, className) ? this.#classes[className] : undefined;
    if (!facts || !type) {
      const near = suggestion(className, Object.keys(this.#classes));
      throw new Error(`create: no widget class "${className}"${near}`);
    }
    if (this.#entries.has(wid)) throw new Error(`create: widget ${wid} exists already`);
    const args = decodeAll(list(message, "args"), this.#lookUp);
    const last = args.at(-1);
    const hasOptions = isPlainObject(last);
    const given = (hasOptions ? args.slice(0, -1) : args) as never[];
    const object = new type(this, wid, given, (hasOptions ? last : NO_OPTIONS) as never);
    this.#entries.set(wid, { object, className, facts, listened: null });
    if (this.#upstream.editing && isEdited(object)) object.begin(integer(message, "id"));
    // Where it stands when it is shown alone is no news.
    if (object instanceof Widget && !this.#isSingle) this.#layout.add(object);
    return { wid };
  }

  #call(message: Message, args: readonly unknown[]): unknown {
    const wid = integer(message, "wid");
    const method = text(message, "method");
    const { object, className, facts } = this.#entry(wid);
    const keys = Object.hasOwn(facts.methods, method) ? facts.methods[method] : undefined;
    if (!keys) {
      const near = suggestion(method, Object.keys(facts.methods));
      throw new Error(`${className} has no method "${method}"${near}`);
    }
    if (this.#upstream.inputs.outdates(wid, keys)) return null;
    const implementation = (object as unknown as Record<string, unknown>)[method];
    if (typeof implementation !== "function") {
      throw new Error(`${className}.${method}: this page does not know it`);
    }
    return implementation.apply(object, decodeAll(args, this.#lookUp)) as unknown;
  }

  #called(value: unknown): ReturnType<Replica["apply"]> {
    if (value instanceof Promise) return value.then((late: unknown) => ({ value: encode(late) }));
    return value === undefined ? {} : { value: encode(value) };
  }

  #batch(calls: readonly Message[]): Record<string, unknown> {
    const errors: string[] = [];
    for (const call of calls) {
      try {
        this.#call({ ...call, type: "batch" }, list(call, "args"));
      } catch (error) {
        errors.push(`${String(call["wid"])}.${String(call["method"])}: ${describe(error)}`);
      }
    }
    if (errors.length) throw new Error(errors.join("\n"));
    return {};
  }

  #document(message: Message): Record<string, unknown> {
    const { object, className } = this.#entry(integer(message, "wid"));
    if (!isEdited(object)) throw new Error(`${className} has no document`);
    const revision = integer(message, "id");
    if (message.type === "content") object.replaced(revision, message["content"]);
    else object.edited(revision, list(message, "edits") as never);
    return {};
  }

  #listen(message: Message): Record<string, unknown> {
    const entry = this.#entry(integer(message, "wid"));
    const action = text(message, "action");
    if (!Object.hasOwn(entry.facts.callbacks, action)) {
      const near = suggestion(action, Object.keys(entry.facts.callbacks));
      throw new Error(`${entry.className} has no callback "${action}"${near}`);
    }
    entry.listened ??= new Set();
    const on = message.type === "listen";
    if (on) entry.listened.add(action);
    else entry.listened.delete(action);
    entry.object.listened(entry.listened);
    if (on && entry.object instanceof Widget) this.#layout.listened(entry.object, action);
    return {};
  }

  #entry(wid: number): Entry {
    const entry = this.#entries.get(wid);
    if (entry) return entry;
    const Reason = this.#ended.has(wid) ? EndedError : Error;
    throw new Reason(`no widget ${wid}: it was never created here or is destroyed`);
  }
}

function isPlainObject(value: unknown): boolean {
  const isObject = typeof value === "object" && value !== null;
  return isObject && Object.getPrototypeOf(value) === Object.prototype;
}

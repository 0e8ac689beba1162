import { css } from "./style.ts";
import { carriesFiles, droppedFiles } from "./uploads.ts";
import type { Page, RemoteObject } from "./widget.ts";

/** What a handler of a pointer, key or focus event gets; x and y in px from the widget's corner. */
interface InputFacts {
  readonly x: number;
  readonly y: number;
  readonly button: number;
  readonly buttons: number;
  readonly modifiers: readonly string[];
  readonly [more: string]: unknown;
}

/** Where the events go. */
interface Events {
  fire(action: string, facts: InputFacts): void;
  /** Passes on what is held back, before what goes another way. */
  flush(): void;
}

/** Reports the pointer, key, focus and drop events of an interactive widget's element. */
export function reportInput(source: RemoteObject, element: HTMLElement, events: Events): void {
  const reporter = new Reporter(source.page, source, element, events);
  reporter.pointers();
  reporter.keys();
  reporter.drops();
}

/** Whether there are events that come only to what has the keyboard focus. */
export function needsFocus(actions: ReadonlySet<string>): boolean {
  return [...actions].some((action) => action.startsWith("key-") || action.startsWith("focus-"));
}

/** Makes an interactive widget's element a stop of the Tab key, where a user can do something
 *  there, or no more. */
export function takeKeys(element: HTMLElement, takes: boolean): void {
  if (takes) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
  css(element, "pg-takes-keys", takes);
}

/** Leaves a finger's drag to the program that follows it: it scrolls nothing. */
export function takeDrags(element: HTMLElement, takes: boolean): void {
  css(element, "pg-takes-drags", takes);
}

/** The modifier keys that are down, by name. */
function modifiers(event: MouseEvent | KeyboardEvent): string[] {
  const names: string[] = [];
  if (event.shiftKey) names.push("shift");
  if (event.ctrlKey) names.push("ctrl");
  if (event.altKey) names.push("alt");
  if (event.metaKey) names.push("meta");
  return names;
}

/** A pointer event in the terms of `element`. */
function pointerFacts(event: MouseEvent, element: HTMLElement): InputFacts {
  const box = element.getBoundingClientRect();
  return {
    x: rounded(event.clientX - box.left),
    y: rounded(event.clientY - box.top),
    button: event.button,
    buttons: event.buttons,
    modifiers: modifiers(event),
  };
}

function rounded(px: number): number {
  return Math.round(px * 100) / 100;
}

class Reporter {
  /** Whom to ask who listens. */
  readonly #page: Page;
  /** The widget whose events these are. */
  readonly #source: RemoteObject;
  /** Where they happen. */
  readonly #element: HTMLElement;
  /** Where they go. */
  readonly #events: Events;
  /** Where the pointer was last, for events that have no place of their own. */
  #last: InputFacts = { x: 0, y: 0, button: 0, buttons: 0, modifiers: [] };
  /** A button is down that went down here. */
  #isHeld = false;
  /** It came up elsewhere. */
  #isOutside = false;

  constructor(page: Page, source: RemoteObject, element: HTMLElement, events: Events) {
    this.#page = page;
    this.#source = source;
    this.#element = element;
    this.#events = events;
  }

  pointers(): void {
    this.#on("pointerdown", (event) => this.#grab(event));
    this.#on("pointerup", (event) => this.#release(event));
    this.#on("lostpointercapture", () => this.#lose());
    this.#onPointer("pointerenter", "enter");
    this.#onPointer("pointerleave", "leave");
    this.#onPointer("pointermove", "pointer-move");
    this.#onPointer("pointerdown", "pointer-down");
    this.#onPointer("pointerup", "pointer-up");
    for (const type of ["click", "dblclick"]) this.#onPointer(type, type, (event) => this.#isClick(event));
    this.#onPointer("contextmenu", "contextmenu", (event) => {
      event.preventDefault();
      return true;
    });
    this.#on("wheel", (event) => {
      if (!(event instanceof WheelEvent) || !this.#wanted("scroll")) return;
      event.preventDefault();
      const { deltaX, deltaY, deltaMode } = event;
      this.#events.fire("scroll", {
        ...this.#factsOf(event),
        delta_x: deltaX,
        delta_y: deltaY,
        unit: ["pixel", "line", "page"][deltaMode] ?? "pixel",
      });
    });
  }

  keys(): void {
    this.#onKey("keydown", "key-down");
    this.#onKey("keyup", "key-up");
    this.#on("focus", () => this.#events.fire("focus-in", { ...this.#last, modifiers: [] }));
    this.#on("blur", () => this.#events.fire("focus-out", { ...this.#last, modifiers: [] }));
  }

  /** Files that are dragged here; the widget shows that it takes them. */
  drops(): void {
    const mark = (on: boolean) => css(this.#element, "pg-drop-target", on);
    const takes = (event: Event): event is DragEvent => {
      const isWanted = this.#wanted("drop-end") || this.#wanted("drag-over");
      return event instanceof DragEvent && carriesFiles(event) && isWanted;
    };
    this.#on("dragover", (event) => {
      if (!takes(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      mark(true);
      this.#events.fire("drag-over", this.#factsOf(event));
    });
    this.#on("dragleave", (event) => {
      const to = event instanceof DragEvent ? event.relatedTarget : null;
      if (!(to instanceof Node && this.#element.contains(to))) mark(false);
    });
    this.#on("drop", (event) => {
      mark(false);
      if (!takes(event)) return;
      event.preventDefault();
      const files = droppedFiles(event);
      if (files.length && this.#wanted("drop-end")) {
        this.#events.flush();
        this.#page.upload(this.#source, "drop-end", this.#factsOf(event), files);
      }
    });
  }

  /** @param counts whether the event is one for the program */
  #onPointer(type: string, action: string, counts = (_event: MouseEvent) => true): void {
    this.#on(type, (event) => {
      if (!(event instanceof MouseEvent) || !this.#wanted(action) || !counts(event)) return;
      this.#events.fire(action, this.#factsOf(event));
    });
  }

  /** What was pressed has the pointer until the release, wherever that goes. */
  #grab(event: Event): void {
    this.#isOutside = false;
    const follows = ["pointer-down", "pointer-move", "pointer-up"].some((it) => this.#wanted(it));
    if (!(event instanceof PointerEvent && follows)) return;
    this.#element.setPointerCapture(event.pointerId);
    this.#isHeld = true;
  }

  #release(event: Event): void {
    this.#isHeld = false;
    if (!(event instanceof PointerEvent)) return;
    const under = document.elementFromPoint(event.clientX, event.clientY);
    this.#isOutside = !this.#element.contains(under);
  }

  /** The system took the pointer away, as for a finger that scrolls: the press is over all the same. */
  #lose(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    if (this.#wanted("pointer-up")) this.#events.fire("pointer-up", { ...this.#last, buttons: 0 });
  }

  /** As the pointer was held, the browser takes a release elsewhere for a click, too. */
  #isClick(event: MouseEvent): boolean {
    return !this.#isOutside || event.detail === 0;
  }

  #onKey(type: string, action: string): void {
    this.#on(type, (event) => {
      if (!(event instanceof KeyboardEvent) || event.isComposing) return;
      const prints = action === "key-down" && event.key.length === 1;
      if (!this.#wanted(action) && !(prints && this.#wanted("key-press"))) return;
      // The focus keys and the browser's shortcuts stay the user's.
      if (event.key !== "Tab" && !event.ctrlKey && !event.metaKey && !/^F\d/u.test(event.key)) {
        event.preventDefault();
      }
      const { key, code, repeat } = event;
      const facts = { ...this.#last, modifiers: modifiers(event), key, code, repeat };
      this.#events.fire(action, facts);
      if (prints) this.#events.fire("key-press", facts);
    });
  }

  #wanted(action: string): boolean {
    return this.#page.listening(this.#source, action);
  }

  #factsOf(event: MouseEvent): InputFacts {
    this.#last = pointerFacts(event, this.#element);
    return this.#last;
  }

  #on(type: string, handler: (event: Event) => void): void {
    this.#element.addEventListener(type, handler, { signal: this.#source.signal, passive: false });
  }
}

import {
  canFocus,
  giveFocus,
  holderOf,
  isFree,
  isHolder,
  remember,
  tabStops,
} from "./focus.ts";
import { elementAt, select, selectionIn } from "./place.ts";
import { textField } from "./text-field.ts";

/** So many places are remembered, to go back to when a window closes. */
const REMEMBERED = 32;

/** What is moved is taken out by one message, and put in again by the next. */
const MOVE_MS = 100;

/** A step of the way from an element up to the root. */
interface Step {
  readonly parent: Element;
  /** Among the parent's children. */
  readonly index: number;
}

/** Sees to it that the focus is never lost: what has it may be destroyed, hidden or disabled, and
 *  its window may close.
 *
 *  What may be used again later keeps its claim: meanwhile the window has the focus, so that what
 *  is typed reaches nothing else, and the Tab key goes on from there. */
export class FocusKeeper {
  /** What the user was at last. */
  #last: HTMLElement | null = null;
  /** Where that was, from the inside out. */
  #trail: readonly Step[] = [];
  /** What the user was at before, the latest at the end. */
  #before: HTMLElement[] = [];
  /** Whether a window has the focus for what the user was at. */
  #isHeld = false;
  /** Whether a look is planned. */
  #isPlanned = false;

  constructor() {
    document.addEventListener("focusin", (event) => this.#came(event.target), { capture: true });
    document.addEventListener("focusout", () => this.#plan(), { capture: true });
    document.addEventListener("keydown", (event) => this.#key(event));
    addEventListener("focus", () => this.#plan());
  }

  /** Something in the page changes: looks at what became of the focus, once that is laid out. */
  changed(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    requestAnimationFrame(() => this.#plan());
  }

  /** A timer, as the browser is still at it. */
  #plan(): void {
    setTimeout(() => {
      this.#isPlanned = false;
      this.#look();
    });
  }

  #came(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return;
    if (this.#isHeld && isHolder(target)) return;
    this.#isHeld = false;
    this.#last = target;
    remember(target);
    this.#trail = trailOf(target);
    this.#before = [...this.#before.filter((it) => it !== target && it.isConnected), target];
    this.#before.splice(0, this.#before.length - REMEMBERED);
  }

  #look(): void {
    const active = document.activeElement;
    const last = this.#last;
    // What the user left for another page, or for the browser's own bars, is not lost.
    if (!last || !document.hasFocus()) return;
    if (!isFree(active)) return;
    if (!last.isConnected) this.#missed(last);
    else if (!canFocus(last)) this.#hold(holderOf(last));
    else if (active !== last) last.focus({ preventScroll: true });
  }

  #missed(gone: HTMLElement): void {
    setTimeout(() => {
      if (this.#last !== gone || !document.hasFocus()) return;
      if (gone.isConnected) this.#look();
      else this.#replace(gone);
    }, MOVE_MS);
  }

  /** The window has the focus until what had it can be used again. */
  #hold(holder: HTMLElement | null): void {
    if (!holder || !canFocus(holder)) {
      this.#goBack();
      return;
    }
    this.#isHeld = true;
    if (document.activeElement !== holder) holder.focus({ preventScroll: true });
  }

  /** Something else comes in the place of what is gone for good. */
  #replace(gone: HTMLElement): void {
    const level = this.#trail.findIndex(({ parent }) => parent.isConnected);
    const steps = this.#trail.slice(level);
    const holder = steps[0] ? holderOf(steps[0].parent) : null;
    if (level < 0 || !holder || !canFocus(holder)) {
      this.#goBack();
      return;
    }
    const way = this.#trail.slice(0, level).map(({ index }) => index);
    const twin = twinOf(gone, steps[0] as Step, way.reverse());
    // What is being typed must not reach something of another kind.
    const target = twin ?? (textField(gone) ? null : neighbour(steps, holder));
    if (!target) {
      this.#hold(holder);
      return;
    }
    target.focus();
    if (twin) select(twin, selectionIn(gone));
  }

  /** To what the user was at before, or to the window on top. */
  #goBack(): void {
    const tops = document.querySelectorAll(".pg-window.pg-active, .pg-page");
    for (const it of [...this.#before.toReversed(), ...tops]) {
      if (canFocus(it)) it.focus({ preventScroll: true });
      if (document.activeElement === it) return;
    }
  }

  /** From a window that holds the focus for a control, the Tab key goes on at that control. */
  #key(event: KeyboardEvent): void {
    const last = this.#last;
    const holder = document.activeElement;
    if (event.key !== "Tab" || event.defaultPrevented || !this.#isHeld || !last || !holder) return;
    const side = event.shiftKey
      ? Node.DOCUMENT_POSITION_PRECEDING
      : Node.DOCUMENT_POSITION_FOLLOWING;
    const stops = tabStops(holder).filter((it) => it !== holder);
    // biome-ignore lint/suspicious/noBitwiseOperators: the browser answers in bits
    const beyond = stops.filter((it) => last.compareDocumentPosition(it) & side);
    const target = beyond.at(event.shiftKey ? -1 : 0);
    if (!last.isConnected || !target) return;
    event.preventDefault();
    giveFocus(target);
  }
}

function trailOf(element: Element): Step[] {
  const trail: Step[] = [];
  for (let it = element; it.parentElement; it = it.parentElement) {
    trail.push({ parent: it.parentElement, index: [...it.parentElement.children].indexOf(it) });
  }
  return trail;
}

/** What stands where something stood that is gone, or before that, and is of the same kind.
 *  @param way leads to it from the child at the step's index */
function twinOf(gone: HTMLElement, { parent, index }: Step, way: readonly number[]) {
  for (const at of [index, index - 1]) {
    const found = elementAt(parent, [at, ...way]);
    const isSame = found?.tagName === gone.tagName && found.className === gone.className;
    if (isSame && canFocus(found)) return found;
  }
  return null;
}

/** The control that is closest to a place: in the same box after it, else before it, else in what
 *  is around the box, as far as the content of the window goes. */
function neighbour(steps: readonly Step[], holder: Element): HTMLElement | null {
  for (const { parent, index } of steps) {
    if (parent === holder) break;
    const children = [...parent.children];
    const next = children.slice(index).flatMap(tabStops)[0];
    const found = next ?? children.slice(0, index).flatMap(tabStops).at(-1);
    if (found) return found;
  }
  return null;
}

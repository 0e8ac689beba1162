import type { Drag } from "../core/drag.ts";
import { FrameScroll } from "../core/frame-scroll.ts";
import { Rest } from "../core/rest.ts";
import { css } from "../core/style.ts";

/** So near to the end of a bar, and beyond, a drag scrolls it, in px. */
const EDGE_PX = 24;
/** So much in a frame, in px. */
const STEP_PX = 8;

/** Whose tabs are dragged, and who is told. */
export interface TabDragHooks<T> {
  /** In their order. */
  readonly tabs: readonly T[];
  isVertical(): boolean;
  /** Puts a tab at a place among the tabs. */
  put(tab: T, index: number): void;
  /** The user has dragged it there. */
  moved(tab: T, index: number): void;
  /** A finger has rested on it, and no more. */
  chosen(tab: T): void;
}

/** Tabs are dragged along their bar, which scrolls at its ends. */
export class TabDrag<T extends { readonly button: HTMLElement }> {
  /** The row of tabs. */
  readonly #bar: HTMLElement;
  /** Whose they are. */
  readonly #hooks: TabDragHooks<T>;
  /** Fingers that do not rest scroll the bar. */
  readonly #rest: Rest;
  /** Scrolls while a drag is at an end of the bar. */
  readonly #scroll: FrameScroll;

  constructor(bar: HTMLElement, hooks: TabDragHooks<T>, signal: AbortSignal) {
    this.#bar = bar;
    this.#hooks = hooks;
    this.#rest = new Rest(bar, signal);
    const by = (px: number): void => {
      if (hooks.isVertical()) bar.scrollTop += px;
      else bar.scrollLeft += px;
    };
    this.#scroll = new FrameScroll(by, signal);
  }

  begin(press: PointerEvent, tab: T): Drag {
    const { tabs, put, moved: told, chosen } = this.#hooks;
    const from = tabs.indexOf(tab);
    let isTaken = false;
    let isStill = true;
    const back = (): void => {
      if (tabs.includes(tab)) put(tab, from);
    };
    return this.#rest.drag(press, {
      taken: () => {
        isTaken = true;
        css(tab.button, "pg-dragging", true);
      },
      move: (_dx, _dy, event) => {
        isStill = false;
        css(tab.button, "pg-dragging", true);
        this.#follow(tab, event);
      },
      cancel: back,
      lost: back,
      end: (moved) => {
        this.#scroll.stop();
        css(tab.button, "pg-dragging", false);
        const to = tabs.indexOf(tab);
        if (moved && to !== from) told(tab, to);
        else if (isTaken && isStill && to >= 0) chosen(tab);
      },
    });
  }

  #follow(tab: T, { clientX, clientY }: PointerEvent): void {
    const isVertical = this.#hooks.isVertical();
    const at = isVertical ? clientY : clientX;
    const look = (): void => {
      const index = this.#slotAt(tab, at, isVertical);
      if (index !== this.#hooks.tabs.indexOf(tab)) this.#hooks.put(tab, index);
    };
    look();
    const [start, end] = ends(this.#bar, isVertical);
    const direction = Number(at > end - EDGE_PX) - Number(at < start + EDGE_PX);
    this.#scroll.run(direction * STEP_PX, look);
  }

  /** The place among the tabs where one that is dragged with the pointer there belongs. */
  #slotAt(tab: T, at: number, isVertical: boolean): number {
    const others = this.#hooks.tabs.filter((other) => other !== tab);
    return others.filter(({ button }) => {
      const [start, end] = ends(button, isVertical);
      return at > (start + end) / 2;
    }).length;
  }
}

function ends(element: HTMLElement, isVertical: boolean): readonly [number, number] {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return isVertical ? [top, bottom] : [left, right];
}

import { takeArrowKeys } from "./arrow-keys.ts";
import { onDrag, type Drag } from "./drag.ts";
import { direction, type Edge } from "./edges.ts";
import { make } from "./style.ts";
import type { Limits } from "./window-area.ts";
import type { WindowFrame, WindowHooks } from "./window-frame.ts";
import type { Box, Pair } from "./window-reach.ts";

const MIN_WIDTH_PX = 120;
const MIN_HEIGHT_PX = 48;

/** What moves and resizes a window: its title bar, its edges, and the arrow keys. */
export class WindowMoves {
  /** The window. */
  readonly #frame: WindowFrame;
  /** Who is told. */
  readonly #hooks: WindowHooks;
  /** Aborted when the window is destroyed. */
  readonly #signal: AbortSignal;

  constructor(frame: WindowFrame, hooks: WindowHooks, signal: AbortSignal) {
    this.#frame = frame;
    this.#hooks = hooks;
    this.#signal = signal;
  }

  /** The user takes hold of the title bar. */
  beginMove(): Drag | null {
    const frame = this.#frame;
    const limits = frame.area?.limits(frame, true);
    if (!(limits && frame.isMoveable)) return null;
    const { left, top } = frame.box();
    const former = frame.place;
    return {
      move: (dx, dy) => {
        // The program, or another user, may have changed it meanwhile.
        if (frame.isMoveable) this.#move([left + dx, top + dy], limits);
      },
      cancel: () => this.#place(former ?? [left, top]),
    };
  }

  #move(wanted: Pair, limits: Limits): void {
    const extents = this.#frame.extents();
    if (extents) this.#place(limits.place(wanted, extents));
  }

  #place([left, top]: Pair): void {
    this.#frame.moveTo(left, top);
    this.#hooks.moved(left, top);
  }

  /** What an edge is taken hold of by. */
  grip(edge: Edge): HTMLElement {
    const grip = make("div", "pg-window-grip");
    grip.dataset["edge"] = edge;
    onDrag(grip, this.#signal, () => this.#beginResize(edge));
    return grip;
  }

  #beginResize(edge: Edge): Drag | null {
    const frame = this.#frame;
    const limits = frame.area?.limits(frame, true);
    if (!(limits && frame.isResizable)) return null;
    const box = frame.box();
    return {
      move: (dx, dy) => {
        const wanted = limits.box(stretched(box, edge, dx, dy), edge);
        if (frame.isResizable) this.#resize(wanted, edge);
      },
      cancel: () => {
        if (frame.isResizable) this.#resize(box, edge);
      },
    };
  }

  /** @param wanted where it is to lie; the corner opposite of the edge stays where it is */
  #resize(wanted: Box, edge: Edge): void {
    const frame = this.#frame;
    const { left: x, top: y } = frame.box();
    const isPlaced = frame.place !== null;
    const right = wanted.left + wanted.width;
    const bottom = wanted.top + wanted.height;
    const placeOf = ([width, height]: Pair): Pair => [
      edge.includes("w") ? right - width : x,
      edge.includes("n") ? Math.max(0, bottom - height) : y,
    ];
    const isMove = ([left, top]: Pair): boolean => !isPlaced || left !== x || top !== y;
    const wished: Pair = [
      Math.max(MIN_WIDTH_PX, Math.round(wanted.width)),
      Math.max(MIN_HEIGHT_PX, Math.round(wanted.height)),
    ];
    // All is said before anything is laid out, which then happens once.
    const likely = placeOf(wished);
    frame.sizeTo(...wished);
    frame.area?.sized(frame, wished);
    if (isMove(likely)) frame.moveTo(...likely);
    // Limits of the style sheet and the program may have changed the outcome.
    const size: Pair = [frame.element.offsetWidth, frame.element.offsetHeight];
    const place = placeOf(size);
    if (String(size) !== String(wished)) frame.area?.sized(frame, size);
    if (String(place) !== String(likely)) frame.moveTo(...place);
    if (isMove(place)) this.#hooks.moved(...place);
    this.#hooks.resized(...size);
  }

  /** Moves or resizes by the arrow keys. */
  byKeyboard(mode: "move" | "resize"): void {
    const frame = this.#frame;
    const { dataset } = frame.element;
    const isMove = mode === "move";
    const isPossible = isMove ? frame.isMoveable && !frame.isPlain : frame.isResizable;
    if (!isPossible || dataset["keyboard"]) return;
    dataset["keyboard"] = mode;
    const step = (dx: number, dy: number): void => {
      const limits = frame.area?.limits(frame, false);
      const box = frame.box();
      if (!limits) return;
      if (isMove) this.#move([box.left + dx, box.top + dy], limits);
      else this.#resize(limits.box(stretched(box, "se", dx, dy), "se"), "se");
    };
    takeArrowKeys(this.#signal, step, () => delete dataset["keyboard"]);
  }
}

/** A box of which an edge was moved by some px; the others stay where they are. */
function stretched({ left, top, width, height }: Box, edge: Edge, dx: number, dy: number): Box {
  return {
    left: edge.includes("w") ? left + dx : left,
    top: edge.includes("n") ? top + dy : top,
    width: width + dx * direction(edge, "e", "w"),
    height: height + dy * direction(edge, "s", "n"),
  };
}

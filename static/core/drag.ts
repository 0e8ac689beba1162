import { isUsable, whenNoLonger } from "./presence.ts";
import { Press } from "./press.ts";

/** What happens during one drag; distances are in px from where it began. */
export interface Drag {
  move(dx: number, dy: number, event: PointerEvent): void;
  end?(moved: boolean): void;
  /** Escape or the system took the drag back. */
  cancel?(): void;
  /** What is dragged was removed, hidden or disabled: there is nothing to tell any more. */
  lost?(): void;
}

/** Serves drags that begin on `element` with the main button: one at a time, whatever other fingers
 *  come to it meanwhile.
 *  @param begin says what the drag does, or null if there is nothing to drag here */
export function onDrag(
  element: HTMLElement,
  signal: AbortSignal,
  begin: (event: PointerEvent) => Drag | null,
): void {
  let isHeld = false;
  const start = (event: PointerEvent): void => {
    if (event.button !== 0 || event.defaultPrevented || isHeld) return;
    const drag = begin(event);
    if (!drag) return;
    isHeld = true;
    const over = follow(element, event, drag);
    const free = (): void => {
      isHeld = false;
    };
    over.addEventListener("abort", free, { once: true });
  };
  element.addEventListener("pointerdown", start, { signal });
}

/** @returns aborted when it is over */
function follow(element: HTMLElement, first: PointerEvent, drag: Drag): AbortSignal {
  const over = new AbortController();
  const { signal } = over;
  const press = new Press(first);
  let moved = false;
  const move = (event: PointerEvent): void => {
    if (!moved && !press.isDragged(event)) return;
    // Captured only now, so that a plain click still reaches what was pressed.
    if (!moved) element.setPointerCapture(event.pointerId);
    moved = true;
    drag.move(event.clientX - first.clientX, event.clientY - first.clientY, event);
  };
  const end = (): void => {
    over.abort();
    drag.end?.(moved);
  };
  const lost = (): void => {
    over.abort();
    if (moved) drag.lost?.();
    drag.end?.(false);
  };
  const cancel = (): void => {
    over.abort();
    if (moved) drag.cancel?.();
    drag.end?.(false);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !moved) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  const mine = (action: (event: PointerEvent) => void) => (event: PointerEvent) => {
    if (event.pointerId !== first.pointerId) return;
    if (isUsable(element)) action(event);
    else lost();
  };
  whenNoLonger(isUsable, element, signal, lost);
  document.addEventListener("pointermove", mine(move), { signal });
  document.addEventListener("pointerup", mine(end), { signal });
  document.addEventListener("pointercancel", mine(cancel), { signal });
  document.addEventListener("keydown", key, { signal, capture: true });
  return signal;
}

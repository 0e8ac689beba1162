const STEP_PX = 10;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Hands the arrow keys of the whole page to `step` (with Shift: by single px), until Enter,
 *  Escape or a click.
 *  @param signal ends it early; @param ended runs when it is over */
export function takeArrowKeys(
  signal: AbortSignal,
  step: (dx: number, dy: number) => void,
  ended: () => void,
): void {
  const over = new AbortController();
  const options = { signal: AbortSignal.any([signal, over.signal]), capture: true };
  options.signal.addEventListener("abort", ended, { once: true });
  const key = (event: KeyboardEvent): void => {
    const direction = ARROWS[event.key];
    if (!direction && event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    const length = event.shiftKey ? 1 : STEP_PX;
    if (direction) step(direction[0] * length, direction[1] * length);
    else over.abort();
  };
  document.addEventListener("keydown", key, options);
  document.addEventListener("pointerdown", () => over.abort(), options);
}

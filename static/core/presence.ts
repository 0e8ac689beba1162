/** Whether a user can see an element. */
export function isSeen(element: Element): boolean {
  return element.isConnected && element.checkVisibility();
}

/** Whether a user can see an element and do something with it. */
export function isUsable(element: Element): boolean {
  if (element.matches(":disabled") || element.closest("[inert]")) return false;
  return element.checkVisibility({ visibilityProperty: true });
}

/** Runs `gone` once `test` no longer holds for an element, whoever brought that about; `signal`
 *  ends the watch. */
export function whenNoLonger(
  test: (element: Element) => boolean,
  element: Element,
  signal: AbortSignal,
  gone: () => void,
): void {
  const look = (): void => {
    if (!signal.aborted && !test(element)) gone();
  };
  // What is removed or not displayed has no size, whatever around it made it so.
  const sizes = new ResizeObserver(look);
  sizes.observe(element);
  const states = new MutationObserver(look);
  states.observe(document, { subtree: true, attributeFilter: ["hidden", "inert", "disabled", "data-behind"] });
  const stop = (): void => {
    sizes.disconnect();
    states.disconnect();
  };
  signal.addEventListener("abort", stop, { once: true });
}

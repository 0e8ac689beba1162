import type { ReplicaSwap } from "./replica-swap.ts";

/** Looks at what is shown each time that it may have changed.
 *  @param signal ends it */
export function watchShown(replicas: ReplicaSwap, look: () => void, signal: AbortSignal): void {
  replicas.onSettled.push(look);
  // A user closes a window without a word from the program.
  const hidden = new MutationObserver(look);
  hidden.observe(document.body, { subtree: true, attributeFilter: ["hidden"] });
  signal.addEventListener("abort", () => hidden.disconnect());
}

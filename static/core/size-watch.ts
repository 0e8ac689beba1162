/** Looks at what there is now, and returns what is to be done about it. */
export type Look = () => () => void;

/** Who wants to know of each element. */
const watching = new WeakMap<Element, Look>();
/** One for all: the browser tells each observer by itself. */
let observer: ResizeObserver | null = null;

/** Tells of elements that they are laid out, or have come to other sizes.
 *
 *  All who are told at the same time look first, and then all act: the page is laid out once for
 *  them, and not once for each.
 *  @returns what ends it */
export function watchSizes(elements: readonly Element[], look: Look): () => void {
  observer ??= new ResizeObserver(tell);
  for (const element of elements) {
    watching.set(element, look);
    observer.observe(element);
  }
  return () => {
    for (const element of elements) {
      watching.delete(element);
      observer?.unobserve(element);
    }
  };
}

function tell(entries: readonly ResizeObserverEntry[]): void {
  const looks = new Set(entries.map(({ target }) => watching.get(target)));
  const acts = [...looks].map((look) => look && attempt(look));
  for (const act of acts) if (act) attempt(act);
}

/** Runs a part of one of them: its error is reported, and keeps nothing from the others. */
function attempt<T>(part: () => T): T | null {
  try {
    return part();
  } catch (error) {
    reportError(error);
    return null;
  }
}

import { keyOf } from "./keys.ts";

/** What the page around a frame sends, if it is a notebook: the keys that it takes. */
interface Told {
  readonly pgwidgets?: { readonly keys?: unknown };
}

/** Hands to the notebook around the frame those of its keys that no widget here has used. A text of
 *  several lines uses Enter with Shift as it does without. */
export function shareNotebookKeys(signal: AbortSignal): void {
  if (window.parent === window) return;
  let keys: readonly unknown[] = [];
  const told = ({ source, data }: MessageEvent<Told | null>): void => {
    const wanted = data?.pgwidgets?.keys;
    if (source === window.parent && Array.isArray(wanted)) keys = wanted;
  };
  const pressed = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    if (event.defaultPrevented || event.isComposing || !keys.includes(key)) return;
    if (isOwn(key, event.target)) return;
    event.preventDefault();
    if (!event.repeat) window.parent.postMessage({ pgwidgets: { key } }, "*");
  };
  addEventListener("message", told, { signal });
  addEventListener("keydown", pressed, { signal });
}

function isOwn(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (key === "Escape") return target.closest("dialog[open], :popover-open") !== null;
  return key === "Shift+Enter" && target.matches("textarea:not(:read-only)");
}

import type { Replica } from "./replica.ts";
import { Widget } from "./widget.ts";

/** Where the user is in the page: the widget with the focus, and the selection in its text. */
export interface Place {
  readonly wid: number;
  readonly selection: readonly [number, number] | null;
}

/** The user's place in a replica, or null if the focus is elsewhere. */
export function placeIn(replica: Replica): Place | null {
  const { focused } = replica;
  if (!focused) return null;
  const field = textField();
  const { selectionStart: start = null, selectionEnd: end = null } = field ?? {};
  return { wid: focused.wid, selection: start === null || end === null ? null : [start, end] };
}

/** Brings the user back to the same place in a replica that takes over. */
export function returnTo(place: Place, replica: Replica): void {
  const [widget] = replica.find((object): object is Widget => {
    return object instanceof Widget && object.wid === place.wid;
  });
  if (!widget) return;
  widget.set_focus();
  const { selection } = place;
  if (selection) replica.settled(() => textField()?.setSelectionRange(...selection));
}

/** What has the focus, if text is written there. */
function textField(): HTMLInputElement | HTMLTextAreaElement | null {
  const active = document.activeElement;
  if (active instanceof HTMLTextAreaElement) return active;
  // Inputs without text, such as sliders, have no selection.
  return active instanceof HTMLInputElement && active.selectionStart !== null ? active : null;
}

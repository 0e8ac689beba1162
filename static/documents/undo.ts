import { transformed } from "./changes.ts";
import { changedText, inverse, type TextChange } from "./text-changes.ts";

/** Edits that follow each other so fast are taken back together. */
const PAUSE_MS = 800;
const MOST_STEPS = 200;

interface Step {
  /** What takes it back, one after the other. */
  changes: TextChange[];
  at: number;
}

/** What the user of this page typed, to be taken back and done again; edits of others stay. */
export class UndoHistory {
  /** What may be done again, the last one on top. */
  #undone: Step[] = [];
  /** What may be taken back, the last one on top. */
  #done: Step[] = [];

  /** Takes note of an edit of the user's, and of the text before it. */
  made(text: string, change: TextChange, now: number): void {
    this.#undone = [];
    const back = inverse(text, change);
    const last = this.#done.at(-1);
    if (last && now - last.at < PAUSE_MS) {
      last.changes.unshift(back);
      last.at = now;
      return;
    }
    this.#done.push({ changes: [back], at: now });
    if (this.#done.length > MOST_STEPS) this.#done.shift();
  }

  /** Takes note of an edit of somebody else's. */
  told(change: TextChange): void {
    this.#done = rebased(this.#done, change);
    this.#undone = rebased(this.#undone, change);
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
  }

  /** What takes back the user's last step, or null. */
  undo(text: string): readonly TextChange[] | null {
    return move(this.#done, this.#undone, text);
  }

  /** What does again what was taken back last, or null. */
  redo(text: string): readonly TextChange[] | null {
    return move(this.#undone, this.#done, text);
  }
}

function move(from: Step[], to: Step[], text: string): readonly TextChange[] | null {
  const step = from.pop();
  if (!step) return null;
  const back: TextChange[] = [];
  let now = text;
  for (const change of step.changes) {
    back.unshift(inverse(now, change));
    now = changedText(now, change);
  }
  to.push({ changes: back, at: Number.NEGATIVE_INFINITY });
  return step.changes;
}

/** Steps, the last one on top, after somebody else's edit. */
function rebased(steps: readonly Step[], change: TextChange): Step[] {
  let other = change;
  const after: Step[] = [];
  for (const step of [...steps].reverse()) {
    const changes: TextChange[] = [];
    for (const own of step.changes) {
      changes.push(transformed(own, other, false));
      other = transformed(other, own, true);
    }
    after.unshift({ changes, at: step.at });
  }
  return after;
}

import { FrameLatest } from "./frame-latest.ts";

type Fire = (action: string, ...args: unknown[]) => void;
type Facts = Readonly<Record<string, unknown>>;

/** These come faster than a screen shows; each replaces or adds to the one before. */
const PACED = new Set(["pointer-move", "scroll", "drag-over"]);

interface Event {
  readonly action: string;
  readonly facts: Facts;
}

/**
 * Passes events on, moves and wheel turns at most once per animation frame. What is held back goes
 * out before any other event, so that the order stays and the last one never gets lost.
 */
export class PacedEvents {
  /** Takes the events that go out. */
  readonly #fire: Fire;
  /** What is held back until the next frame. */
  readonly #latest: FrameLatest<Event>;

  constructor(fire: Fire, signal: AbortSignal) {
    this.#fire = fire;
    this.#latest = new FrameLatest<Event>(({ action, facts }) => fire(action, facts), signal);
  }

  fire(action: string, facts: Facts): void {
    const { held } = this.#latest;
    const isOneMove = held?.action === action && isAlike(held.facts, facts);
    if (!isOneMove) this.flush();
    if (PACED.has(action)) {
      this.#latest.push({ action, facts: isOneMove ? joined(held.facts, facts) : facts });
    } else this.#fire(action, facts);
  }

  /** Passes on what is held back: something else follows. */
  flush(): void {
    this.#latest.flush();
  }
}

/** Whether the later facts stand for the earlier ones as well: with other keys held down, or in
 *  another unit, a turn of the wheel means something else. */
function isAlike(before: Facts, after: Facts): boolean {
  return ["unit", "modifiers", "buttons"].every((name) => String(before[name]) === String(after[name]));
}

/** The later facts, with the way that the wheel has turned in all. */
function joined(before: Facts, after: Facts): Facts {
  if (!("delta_x" in after)) return after;
  const sum = (key: string): number => Number(before[key]) + Number(after[key]);
  return { ...after, delta_x: sum("delta_x"), delta_y: sum("delta_y") };
}

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
export function paced(fire: Fire, signal: AbortSignal): Fire {
  const latest = new FrameLatest<Event>(({ action, facts }) => fire(action, facts), signal);
  return (action, ...args) => {
    if (latest.held && latest.held.action !== action) latest.flush();
    if (!PACED.has(action)) {
      fire(action, ...args);
      return;
    }
    const facts = args[0] as Facts;
    if (latest.held && latest.held.facts["unit"] !== facts["unit"]) latest.flush();
    latest.push({ action, facts: latest.held ? joined(latest.held.facts, facts) : facts });
  };
}

/** The later facts, with the way that the wheel has turned in all. */
function joined(before: Facts, after: Facts): Facts {
  if (!("delta_x" in after)) return after;
  const sum = (key: string): number => Number(before[key]) + Number(after[key]);
  return { ...after, delta_x: sum("delta_x"), delta_y: sum("delta_y") };
}

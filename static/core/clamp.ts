/** A number between two others, of which the lower one wins if they are crossed. */
export function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}

/** True where everything is tried as often as `pnpm faults` does: the ordinary run takes a sample. */
export const inFull = process.env.TIMELINE_FAULTS === 'full';

/** How often a fault is tried: a sample in the ordinary run, 50 times unless told with `pnpm faults`. */
export function roundsOr(sample: number, full = 50): number {
  return inFull ? full : sample;
}

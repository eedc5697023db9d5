/** How often a fault is tried: a sample in the ordinary run, 50 times unless told with `pnpm faults` (TIMELINE_FAULTS=full). */
export function roundsOr(sample: number, full = 50): number {
  return process.env.TIMELINE_FAULTS === 'full' ? full : sample;
}

/** Random numbers in [0, 1) that are the same in every run (mulberry32), so that a failure can be had again. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

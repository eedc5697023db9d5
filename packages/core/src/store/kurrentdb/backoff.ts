import { setTimeout as sleep } from 'node:timers/promises';

/** How long is waited between attempts, in ms: growing from `first` to `longest`. */
export interface BackOff {
  readonly first: number;
  readonly longest: number;
}

export const defaultBackOff: BackOff = { first: 50, longest: 1_000 };

/**
 * The wait before another attempt (1 after the first failure). Doubles up to the longest, and lies anywhere in the
 * upper half of that, so that workers that failed together do not come back together.
 * @param random a number from 0 up to 1
 */
export function delayOf(attempt: number, { first, longest }: BackOff, random: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full / 2 + (full / 2) * random);
}

/** Waits; ends early, without an error, where the signal says so. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}

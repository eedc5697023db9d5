import { setTimeout as sleepFor } from 'node:timers/promises';
import { clock } from './clock.ts';

/**
 * Runs work that goes on until the person or the machine stops it. Stopping is how such work ends, so it is no error: the
 * signal aborts, and the work returns. A second Ctrl+C (SIGINT) ends the process at once. A second SIGTERM does not: it comes to
 * each process of a group, and once more from a parent that passes it on.
 */
export async function untilStopped<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    return await work(stop.signal);
  } finally {
    process.off('SIGINT', onSignal);
    // what is open still has to be closed in peace
    if (!stop.signal.aborted) process.off('SIGTERM', onSignal);
  }
}

/** One timer longer than 24.8 days would end at once. */
const longestMs = 86_400_000;

/** Sleeps until an instant by the clock, or until stopped. */
export async function sleepUntil(instant: number, stop: AbortSignal): Promise<void> {
  for (let left = instant - clock.now(); left > 0 && !stop.aborted; left = instant - clock.now()) {
    await sleepFor(Math.min(left, longestMs), undefined, { signal: stop }).catch(
      (error: unknown) => {
        if (!stop.aborted) throw error;
      },
    );
  }
}

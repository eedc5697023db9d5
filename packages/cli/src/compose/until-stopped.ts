import { setTimeout as sleepFor } from 'node:timers/promises';
import { clock } from './clock.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs work that goes on until the person or the machine stops it. Stopping is how such work ends, so it is no error: the
 * signal aborts, and the work returns.
 */
export async function untilStopped<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  for (const signal of signals) process.once(signal, onSignal);
  try {
    return await work(stop.signal);
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
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

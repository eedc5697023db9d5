import { type Clock, epochDay } from '@monitoring-timeline/core';
import { londonMidnight } from './london.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is moved: years pass in milliseconds, and a replay sees the same ticks. */
export interface VirtualClock extends Clock {
  /** Moves to the beginning of an ISO day in London, waking what sleeps until then or before, in order. */
  moveTo(day: string): Promise<void>;
  /** Moves on by so many ms, waking what sleeps until then or before, in order. */
  advance(ms: number): Promise<void>;
  /** Sets the time without waking anybody, as a user does who sets the machine's clock. */
  set(day: string): void;
  /** How long each sleep that was asked for would have been, in ms. */
  readonly sleeps: readonly number[];
}

/** A clock that stands at the beginning of an ISO day in London until it is moved. @throws InvalidDay */
export function createVirtualClock(day: string): VirtualClock {
  let now = londonMidnight(epochDay(day));
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    sleep(ms, signal) {
      sleeps.push(ms);
      return new Promise((resolve) => {
        const sleeper: Sleeper = { until: now + ms, wake };
        function wake() {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', wake);
          resolve();
        }
        if (signal.aborted) {
          resolve();
          return;
        }
        sleepers.add(sleeper);
        signal.addEventListener('abort', wake, { once: true });
      });
    },
    moveTo: (target) => moveOn(londonMidnight(epochDay(target))),
    advance: (ms) => moveOn(now + ms),
    set(target) {
      now = londonMidnight(epochDay(target));
    },
  };

  async function moveOn(end: number): Promise<void> {
    for (;;) {
      await settled();
      const next = [...sleepers].sort((a, b) => a.until - b.until)[0];
      if (!next || next.until > end) break;
      now = Math.max(now, next.until);
      next.wake();
    }
    now = Math.max(now, end);
    await settled();
  }
}

/** Lets whatever was just woken run on until it sleeps again. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

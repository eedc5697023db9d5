import type { Worker } from 'node:worker_threads';
import { whenAwakeFor } from '@monitoring-timeline/core';

/** How often a worker is asked, in milliseconds. */
const interval = 250;
/**
 * A worker that has not worked so long after so many times its limit is ended all the same. One that gets no turn on a machine with too much
 * to do cannot be told from one that waits, so it is long: five minutes for a document.
 */
const patience = 60;

/** What was too long: the worker's own work, or the time by the clock. */
export type TooLong = 'worked' | 'waited';

/**
 * Watches how long a worker works from now on, as processor time of its thread: on a machine that is busy with other things, or
 * slept, a good file takes longer by the clock and no longer by this. Calls `exceeded` once, when it was more than `milliseconds`, or when
 * a much longer time went by on the clock.
 * @returns the call that ends the watch
 */
export function watchTime(
  worker: Pick<Worker, 'cpuUsage'>,
  milliseconds: number,
  exceeded: (what: TooLong) => void,
): () => void {
  let before: number | undefined;
  let asked = false;
  let ended = false;
  const end = (): void => {
    ended = true;
    clearInterval(timer);
    endWaiting();
  };
  const over = (what: TooLong): void => {
    if (ended) return;
    end();
    exceeded(what);
  };
  const look = (): void => {
    // one question at a time: a worker within a long call of native code answers later
    if (asked) return;
    asked = true;
    worker
      .cpuUsage()
      .then(({ user, system }) => {
        asked = false;
        const now = (user + system) / 1000;
        before ??= now;
        if (now - before > milliseconds) over('worked');
      })
      // a worker that has not begun, or has ended, does not work
      .catch(() => {
        asked = false;
      });
  };
  const timer = setInterval(look, Math.min(interval, milliseconds));
  const endWaiting = whenAwakeFor(patience * milliseconds, () => over('waited'));
  look();
  return end;
}

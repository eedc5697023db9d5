import type { Worker } from 'node:worker_threads';
import { whenAwakeFor } from '@monitoring-timeline/core';

/** How often a worker is asked, in milliseconds. */
const interval = 250;
/** A worker that does nothing but wait is ended after so many times its limit. */
const patience = 10;

/**
 * Watches how long a worker works from now on, as processor time of its thread: on a machine that is busy with other things, or
 * slept, a good file takes longer by the clock and no longer by this. Calls `exceeded` once, when it was more than `milliseconds`.
 * @returns the call that ends the watch
 */
export function watchTime(worker: Worker, milliseconds: number, exceeded: () => void): () => void {
  let before: number | undefined;
  let asked = false;
  let ended = false;
  const end = (): void => {
    ended = true;
    clearInterval(timer);
    endWaiting();
  };
  const over = (): void => {
    if (ended) return;
    end();
    exceeded();
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
        if (now - before > milliseconds) over();
      })
      // a worker that has not begun, or has ended, does not work
      .catch(() => {
        asked = false;
      });
  };
  const timer = setInterval(look, Math.min(interval, milliseconds));
  const endWaiting = whenAwakeFor(patience * milliseconds, over);
  look();
  return end;
}

import type { Worker } from 'node:worker_threads';

/** How often a worker is looked at, in milliseconds: a stream inflates by some tens of megabytes in that time. */
const interval = 50;

const megabyte = 1024 * 1024;

/**
 * Watches what a worker holds outside its heap: `resourceLimits` bound the heap alone, and a stream that inflates without end grows
 * in buffers beside it. Calls `exceeded` once, when there are more than `megabytes` of it.
 * @returns the call that ends the watch
 */
export function watchMemory(worker: Worker, megabytes: number, exceeded: () => void): () => void {
  let ended = false;
  let asked = false;
  const end = (): void => {
    ended = true;
    clearInterval(timer);
  };
  const timer = setInterval(() => {
    // one question at a time: a worker within a long call of native code answers later
    if (asked) return;
    asked = true;
    worker
      .getHeapStatistics()
      .then(({ external_memory: bytes }) => {
        asked = false;
        if (ended || bytes <= megabytes * megabyte) return;
        end();
        exceeded();
      })
      // a worker that has not begun, or has ended, holds nothing
      .catch(() => {
        asked = false;
      });
  }, interval);
  timer.unref();
  return end;
}

import type { Worker } from 'node:worker_threads';

/** How often a worker is looked at, in milliseconds: a stream inflates by some tens of megabytes in that time. */
const interval = 50;

const megabyte = 1024 * 1024;

/** Most that a worker may hold, in megabytes: on its heap, what nothing refers to any longer included, and in buffers beside it. */
export interface MemoryLimits {
  readonly heap: number;
  readonly buffers: number;
}

/**
 * Watches what a worker holds. `resourceLimits` alone are not enough: they do not count what stands beside the heap, where a stream
 * inflates without end; and where one step asks for more than the little that V8 leaves above its own limit, as a growing array does,
 * it ends the whole process. So that limit must lie well above `heap`. Calls `exceeded` once.
 * @returns the call that ends the watch
 */
export function watchMemory(
  worker: Worker,
  { heap, buffers }: MemoryLimits,
  exceeded: () => void,
): () => void {
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
      .then(({ used_heap_size: onHeap, external_memory: beside }) => {
        asked = false;
        if (ended || (onHeap <= heap * megabyte && beside <= buffers * megabyte)) return;
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

import { getHeapStatistics } from 'node:v8';
import { TimelineError } from '@monitoring-timeline/core';

const mebibyte = 1024 * 1024;

/** The least heap, in MiB, with which the service was seen to answer everything while files of every kind came in. */
export const leastHeap = 256;

/** The process may use less memory than the service needs: it would be ended by Node in the middle of an answer. */
export class TooLittleMemory extends TimelineError {
  readonly code = 'TooLittleMemory';

  constructor(heap: number) {
    super(
      `This process may use ${heap} MiB of heap, and the service needs ${leastHeap}. Start it with \`node --max-old-space-size=${leastHeap}\` or more (NODE_OPTIONS), in a container of at least ${2 * leastHeap} MiB.`,
      { heap, leastHeap },
    );
  }
}

/** @param bytes what the heap may grow to; that of this process unless given. @throws TooLittleMemory */
export function checkMemory(bytes: number = getHeapStatistics().heap_size_limit): void {
  const heap = Math.floor(bytes / mebibyte);
  if (heap < leastHeap) throw new TooLittleMemory(heap);
}

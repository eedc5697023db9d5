import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';

/** How long a thread that nobody needs is kept, in milliseconds: files that arrive one by one mostly come sooner. */
const keptMs = 10_000;

interface Idle {
  readonly worker: Worker;
  readonly megabytes: number;
  /** Leaves it to somebody else. */
  forget(): void;
  end(): void;
}

/** Threads that read a file and have none now, for whoever reads next: to start one takes longer than to read most files. */
const idle: Idle[] = [];

/** A thread that fails while it is nobody's ends, which `exit` tells. */
function unasked(): void {}

/** Keeps a thread that answered its last order; where enough are kept, the first of them ends. Whoever gives it has taken their listeners off. */
export function keepIdle(worker: Worker, megabytes: number): void {
  if (idle.length >= availableParallelism()) idle[0]?.end();
  const forget = (): void => {
    clearTimeout(timer);
    worker.off('exit', forget).off('error', unasked);
    const at = idle.indexOf(kept);
    if (at >= 0) idle.splice(at, 1);
  };
  const end = (): void => {
    forget();
    void worker.terminate();
  };
  const timer = setTimeout(end, keptMs);
  timer.unref();
  worker.unref();
  worker.on('exit', forget).on('error', unasked);
  const kept: Idle = { worker, megabytes, forget, end };
  idle.push(kept);
}

/** A kept thread that was started with the same limit of memory, which is the caller's from here on. */
export function takeIdle(megabytes: number): Worker | undefined {
  const kept = idle.findLast((one) => one.megabytes === megabytes);
  kept?.forget();
  return kept?.worker;
}

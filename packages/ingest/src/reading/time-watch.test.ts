import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, it } from 'vitest';
import { watchTime } from './time-watch.ts';

describe('the time that a reader may take', () => {
  it('is over where it works without end', async () => {
    const worker = new Worker('for (;;) ;', { eval: true });
    await new Promise<void>((resolve) => {
      watchTime(worker, 20, resolve);
    });
    await worker.terminate();
  });

  it('is over at last where it waits without end', async () => {
    const worker = new Worker('setInterval(() => {}, 1e6)', { eval: true });
    await once(worker, 'online');
    await new Promise<void>((resolve) => {
      watchTime(worker, 20, resolve);
    });
    await worker.terminate();
  });
});

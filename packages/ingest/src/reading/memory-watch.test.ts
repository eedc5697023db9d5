import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { watchMemory } from './memory-watch.ts';

/** A worker that holds buffers of so many megabytes and then spins. */
function holding(megabytes: number): Worker {
  const code = `const held = Array.from({ length: ${megabytes} }, () => new Uint8Array(1048576).fill(1));
    require('node:worker_threads').parentPort.postMessage(held.length);
    for (;;) {}`;
  return new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } });
}

const limits = { heap: 64, buffers: 64 };

describe('the watch over the memory of a worker', () => {
  it('tells of buffers beside the heap, even while the worker spins', async () => {
    const worker = holding(96);
    await new Promise<void>((resolve) => watchMemory(worker, limits, resolve));
    await worker.terminate();
  });

  it('tells of a heap that fills by an array without end, before the limit of the heap ends the process', async () => {
    const code = `const held = [];
      for (;;) held.push(held.length + 0.5);`;
    const worker = new Worker(code, {
      eval: true,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    await new Promise<void>((resolve) => watchMemory(worker, limits, resolve));
    await worker.terminate();
  });

  it('tells nothing of a worker that holds less, and nothing after it has ended', async () => {
    const worker = holding(16);
    let told = 0;
    const end = watchMemory(worker, limits, () => {
      told += 1;
    });
    await once(worker, 'message');
    // the worker answers a question that was asked after it took what it holds, so the watch has had its answer too
    for (let asked = 0; asked < 3; asked += 1) await worker.getHeapStatistics();
    end();
    await worker.terminate();
    expect(told).toBe(0);
  });
});

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { watchTime } from './time-watch.ts';

describe('the time that a reader may take', () => {
  const exceeded = (worker: Worker, milliseconds: number) =>
    new Promise<string>((resolve) => {
      watchTime(worker, milliseconds, resolve);
    });

  it('is over where it works without end', async () => {
    const worker = new Worker('for (;;) ;', { eval: true });
    expect(await exceeded(worker, 20)).toBe('worked');
    await worker.terminate();
  });

  it('is over at last where it waits without end', async () => {
    const worker = new Worker('setInterval(() => {}, 1e6)', { eval: true });
    await once(worker, 'online');
    expect(await exceeded(worker, 10)).toBe('waited');
    await worker.terminate();
  });

  it('is its own: one that gets no turn for a minute is not taken for one that works', async () => {
    vi.useFakeTimers();
    try {
      const told: string[] = [];
      const starved = { cpuUsage: async () => ({ user: 1000, system: 0 }) };
      const end = watchTime(starved, 5000, (what) => told.push(what));
      await vi.advanceTimersByTimeAsync(4 * 60_000);
      expect(told).toEqual([]);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(told).toEqual(['waited']);
      end();
    } finally {
      vi.useRealTimers();
    }
  });
});

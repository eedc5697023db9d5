import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionAt } from './positions.ts';
import { ReadAhead } from './read-ahead.ts';
import type { ServerEvent } from './record.ts';

const eventAt = (n: number): ServerEvent => ({
  id: `${n}`,
  streamId: 's',
  revision: BigInt(n),
  type: 'T',
  data: {},
  position: { commit: BigInt(n), prepare: BigInt(n) },
});

/** A log that grows between reads, and how it is read. */
class Growing {
  readonly ahead = new ReadAhead();
  readonly asked: number[] = [];
  aheads = 0;
  length: number;

  constructor(length: number) {
    this.length = length;
  }

  /** Events that a page must have, whatever was read ahead. */
  expected(from: number, size: number): number[] {
    const count = Math.max(0, Math.min(size, this.length - from));
    return Array.from({ length: count }, (_, n) => from + n);
  }

  async page(from: number, size: number, fails = false): Promise<number[]> {
    const read = async (at: string, limit: number) => this.expected(Number(at), limit).map(eventAt);
    const after = positionAt({ commit: BigInt(from) });
    const events = await this.ahead.page(
      { of: 'log', after, size, goesOn: from > 0 },
      {
        asked: (at, limit) => {
          this.asked.push(limit);
          return read(at, limit);
        },
        ahead: (at, limit) => {
          this.aheads += 1;
          return fails ? Promise.reject(new Error('away')) : read(at, limit);
        },
      },
    );
    return events.map(({ revision }) => Number(revision));
  }
}

describe('reading ahead', () => {
  it('gives what reading page by page gives, however the log grows meanwhile', async () => {
    const steps = fc.array(
      fc.record({
        grows: fc.nat(3_000),
        size: fc.integer({ min: 2, max: 1_000 }),
        fails: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(6_000), steps, async (length, taken) => {
        const log = new Growing(length);
        let from = 0;
        for (const { grows, size, fails } of taken) {
          log.length += grows;
          const page = await log.page(from, size, fails);
          expect(page).toEqual(log.expected(from, size));
          from = page.at(-1) ?? from;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lets nobody wait for the server but at the beginning and the end', async () => {
    const log = new Growing(10_000);
    for (let from = 0; from < 9_999; from = (await log.page(from, 501)).at(-1)!);
    expect(log.asked.length).toBeLessThanOrEqual(3);
    expect(log.aheads).toBeGreaterThanOrEqual(4);
  });

  it('reads nothing ahead of those who read in small pages', async () => {
    const log = new Growing(10_000);
    for (let from = 0; from < 100; from = (await log.page(from, 11)).at(-1)!);
    expect(new Set(log.asked)).toEqual(new Set([11]));
    expect(log.aheads).toBe(0);
  });

  it('reads ahead for a few readers and no more', async () => {
    const log = new Growing(100_000);
    for (let reader = 1; reader <= 9; reader += 1) await log.page(reader * 10_000, 500);
    expect(log.aheads).toBe(4);
  });
});

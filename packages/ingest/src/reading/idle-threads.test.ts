import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPdfLimits } from '../readers/pdf-limits.ts';
import { inFolder } from '../testing/files.ts';
import { pdfLines, pdfOf } from '../testing/pdf.ts';
import { createReaderPool } from './pool.ts';

const letter = pdfOf([
  pdfLines(
    Array.from(
      { length: 6 },
      (_, at) => `Line ${at} of a letter, which tells how children are helped.`,
    ),
  ),
]);

let started: Worker[] = [];
const told = (message: unknown): unknown => started.push((message as { worker: Worker }).worker);

beforeEach(() => {
  started = [];
  subscribe('worker_threads', told);
});

afterEach(() => {
  vi.useRealTimers();
  unsubscribe('worker_threads', told);
});

/** Reads a letter with a pool of its own; no other test takes threads of the same limit of memory. */
const readLetter = (megabytes: number): Promise<number> =>
  inFolder(async (folder) => {
    const path = join(folder, 'letter.pdf');
    await writeFile(path, letter);
    const pool = createReaderPool({ ...defaultPdfLimits, megabytes }, 1);
    try {
      return (await pool.pagesOf(path)).length;
    } finally {
      await pool.close();
    }
  });

describe('a thread that read a file', () => {
  it('reads for the pools after its own, but never under another limit of memory', async () => {
    expect([await readLetter(251), await readLetter(251), await readLetter(251)]).toEqual([
      1, 1, 1,
    ]);
    expect(started.length).toBe(1);
    expect(await readLetter(252)).toBe(1);
    expect(started.length).toBe(2);
  });

  it('ends where nobody needs it for ten seconds, and another is started after that', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await readLetter(253);
    const ended = once(started[0]!, 'exit');
    vi.advanceTimersByTime(9_999);
    await readLetter(253);
    expect(started.length).toBe(1);
    vi.advanceTimersByTime(10_000);
    await ended;
    expect(await readLetter(253)).toBe(1);
    expect(started.length).toBe(2);
  });

  it('and ended since then is not given to anybody', async () => {
    await readLetter(254);
    await started[0]!.terminate();
    expect(await readLetter(254)).toBe(1);
    expect(started.length).toBe(2);
  });
});

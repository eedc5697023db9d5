import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Lines } from './lines.ts';

/** A reader that takes one line when it is told to. */
function slowReader() {
  const taken: string[] = [];
  const waiting: (() => void)[] = [];
  const out = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _, done) {
      taken.push(chunk.toString());
      waiting.push(done);
    },
  });
  return { out, taken, take: () => waiting.shift()?.() };
}

describe('JSON lines', () => {
  it('wait for a reader that is slower', async () => {
    const { out, taken, take } = slowReader();
    const lines = new Lines(out, new AbortController().signal);
    let written = 0;
    const writing = (async () => {
      for (const n of [1, 2, 3]) {
        await lines.write({ n });
        written = n;
      }
    })();
    await nextTurn();
    expect({ taken, written }).toEqual({ taken: ['{"n":1}\n'], written: 0 });
    for (let n = 0; n < 3; n += 1) {
      take();
      await nextTurn();
    }
    await writing;
    expect({ taken: taken.length, written }).toEqual({ taken: 3, written: 3 });
  });

  it('that follow each other at once are written together, in their order, and none is left', async () => {
    const pieces: string[] = [];
    const out = new Writable({
      write(chunk: Buffer, _, done) {
        pieces.push(chunk.toString());
        done();
      },
    });
    const lines = new Lines(out, new AbortController().signal);
    const numbers = Array.from({ length: 250 }, (_, n) => n);
    for (const n of numbers) await lines.gather(n);
    await lines.flush();
    expect(pieces.join('')).toBe(numbers.map((n) => `${n}\n`).join(''));
    expect(pieces.length).toBeLessThan(10);
  });

  it('that are gathered wait for a reader that is slower', async () => {
    const { out, take } = slowReader();
    const lines = new Lines(out, new AbortController().signal);
    let gathered = 0;
    const writing = (async () => {
      for (; gathered < 150; gathered += 1) await lines.gather(gathered);
    })();
    await nextTurn();
    await nextTurn();
    expect(gathered).toBeLessThan(150);
    take();
    await writing;
    expect(gathered).toBe(150);
  });

  it('stop waiting when they are stopped', async () => {
    const { out } = slowReader();
    const stop = new AbortController();
    const writing = new Lines(out, stop.signal).write(1);
    stop.abort();
    await expect(writing).resolves.toBeUndefined();
  });

  it('let the process hear of a signal while nothing slows them', async () => {
    const stop = new AbortController();
    const out = new Writable({ write: (_, __, done) => done() });
    const lines = new Lines(out, stop.signal);
    setImmediate(() => stop.abort());
    let written = 0;
    while (!stop.signal.aborted && written < 100_000) {
      await lines.write(written);
      written += 1;
    }
    expect(written).toBeLessThan(100_000);
  });
});

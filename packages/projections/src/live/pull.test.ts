import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { marbles } from '../testing/marbles.ts';
import { pull } from './pull.ts';

describe('pull', () => {
  it('gives what is pulled as it comes, with its end or its error, and stops what it opened', () => {
    for (const [pulled, seen] of [
      ['a-b|', 'a-b|'],
      ['a-#', 'a-#'],
    ] as const) {
      const signals: AbortSignal[] = [];
      marbles(({ cold, expectObservable }) => {
        const source = pull((signal) => {
          signals.push(signal);
          return cold(pulled);
        });
        expectObservable(source).toBe(seen);
        expectObservable(source, '--^').toBe(`--${seen}`);
      });
      expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    }
  });

  it('opens nothing until somebody listens, and stops it when that one leaves', () => {
    const signals: AbortSignal[] = [];
    marbles(({ cold, expectObservable, expectSubscriptions, flush }) => {
      const numbers = cold('a-b-c-d');
      const source = pull((signal) => {
        signals.push(signal);
        return numbers;
      });
      expect(signals).toEqual([]);
      expectObservable(source, '-^--!').toBe('-a-b');
      expectSubscriptions(numbers.subscriptions).toBe('-^--!');
      flush();
      expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    });
  });

  it('opens an iterable for each subscriber, and tells it when that one leaves', async () => {
    const opened: AbortSignal[] = [];
    const numbers = pull(async function* (signal) {
      opened.push(signal);
      for (let n = 1; !signal.aborted; n += 1) yield n;
    });
    expect(opened).toEqual([]);
    expect(await lastValueFrom(numbers.pipe(take(3), toArray()))).toEqual([1, 2, 3]);
    expect(await firstValueFrom(numbers)).toBe(1);
    expect(opened.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('completes with the iterable, and ends with its error', async () => {
    const ended = pull(async function* () {
      yield 'a';
    });
    expect(await lastValueFrom(ended.pipe(toArray()))).toEqual(['a']);
    const broken = pull(async function* () {
      yield 'a';
      throw new Error('the disk is gone');
    });
    await expect(lastValueFrom(broken)).rejects.toThrow('the disk is gone');
  });
});

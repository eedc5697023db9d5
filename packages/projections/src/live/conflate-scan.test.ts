import { firstValueFrom, lastValueFrom, of, Subject, toArray } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { conflateScan } from './conflate-scan.ts';

const joined = (a: string, b: string): string => a + b;

describe('conflateScan', () => {
  it('takes the state on by one round at a time, with what came meanwhile joined', async () => {
    const source = new Subject<string>();
    const rounds: string[] = [];
    const states = lastValueFrom(
      source.pipe(
        conflateScan(async (before: string | undefined, value) => {
          rounds.push(value);
          return `${before ?? ''}[${value}]`;
        }, joined),
        toArray(),
      ),
    );
    for (const value of ['a', 'b', 'c']) source.next(value);
    await Promise.resolve();
    source.complete();
    expect(await states).toEqual(['[a]', '[a][bc]']);
    expect(rounds).toEqual(['a', 'bc']);
  });

  it('begins without a state for each who listens, and ends with an error of the work', async () => {
    const counted = of('a').pipe(
      conflateScan(async (before: number | undefined) => (before ?? 0) + 1, joined),
    );
    expect(await firstValueFrom(counted)).toBe(1);
    expect(await firstValueFrom(counted)).toBe(1);
    const broken = of('a').pipe(
      conflateScan(async () => {
        throw new Error('it cannot be worked out');
      }, joined),
    );
    await expect(lastValueFrom(broken)).rejects.toThrow('it cannot be worked out');
  });

  it('passes on the end and the error of its source', () => {
    new TestScheduler((is, should) => expect(is).toEqual(should)).run(
      ({ cold, expectObservable }) => {
        const still = conflateScan(async () => '', joined);
        expectObservable(cold<string>('--|').pipe(still)).toBe('--|');
        expectObservable(cold<string>('--#').pipe(still)).toBe('--#');
      },
    );
  });
});

import { NEVER, of, Subject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { marbles } from '../testing/marbles.ts';
import { followPages, moreThan } from './follow-pages.ts';

/** Something that grows, read two at a time. */
class Growing {
  readonly grown = new Subject<void>();
  reads = 0;
  #size = 0;
  #at = 0;

  constructor(size: number) {
    this.#size = size;
  }

  grow(by: number): void {
    this.#size += by;
    this.grown.next();
  }

  readonly read = async () => {
    this.reads += 1;
    const from = this.#at;
    this.#at = Math.min(from + 2, this.#size);
    const items = Array.from({ length: this.#at - from }, (_, n) => from + n + 1);
    return { items, atEnd: this.#at === this.#size };
  };
}

describe('followPages', () => {
  it('reads a page when it is asked for, and none before', async () => {
    const growing = new Growing(5);
    const { signal } = new AbortController();
    const pages = followPages(growing.read, growing.grown, signal);
    expect(growing.reads).toBe(0);
    for (const items of [[1, 2], [3, 4], [5]]) {
      expect((await pages.next()).value).toMatchObject({ items });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(growing.reads).toBe(3);
    await pages.return();
    expect(growing.grown.observed).toBe(false);
  });

  it('waits at the end until there may be more, however much came while a page was read or taken', async () => {
    const growing = new Growing(1);
    const pages = followPages(growing.read, growing.grown, new AbortController().signal);
    expect((await pages.next()).value).toMatchObject({ items: [1], atEnd: true });
    growing.grow(1);
    growing.grow(1);
    expect((await pages.next()).value).toMatchObject({ items: [2, 3] });
    const next = pages.next();
    growing.grow(1);
    expect((await next).value).toMatchObject({ items: [4] });
    expect(growing.reads).toBe(3);
    await pages.return();
  });

  it('ends when it is told to, waiting or not, and when nothing more can come', async () => {
    for (const grown of [NEVER, new Subject<void>()]) {
      const growing = new Growing(1);
      const stop = new AbortController();
      const pages = followPages(growing.read, grown, stop.signal);
      await pages.next();
      const next = pages.next();
      if (grown instanceof Subject) grown.complete();
      else stop.abort();
      expect((await next).done).toBe(true);
    }
    const aborted = followPages(new Growing(1).read, NEVER, AbortSignal.abort());
    expect((await aborted.next()).done).toBe(true);
  });

  it('ends with the error of what wakes it, and of a read', async () => {
    const { signal } = new AbortController();
    const lost = throwError(() => new Error('the log is lost'));
    await expect(followPages(new Growing(1).read, lost, signal).next()).rejects.toThrow('lost');
    const broken = async (): Promise<never> => {
      throw new Error('the disk is gone');
    };
    await expect(followPages(broken, NEVER, signal).next()).rejects.toThrow('the disk is gone');
  });
});

describe('moreThan', () => {
  const counts = { 1: 1, 2: 2, 3: 3 };
  const told = { x: true, y: false };

  it('waits until a count is beyond what was seen', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const count = hot('1-2-3-', counts);
      expectObservable(count.pipe(moreThan(1, NEVER))).toBe('--(x|)', told);
      expectSubscriptions(count.subscriptions).toBe('^-!');
      expectObservable(hot('3--', counts).pipe(moreThan(1, NEVER))).toBe('(x|)', told);
    });
  });

  it('says that there is no more where the count ends, or it is told to stop', () => {
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('1--|', counts).pipe(moreThan(1, NEVER))).toBe('---(y|)', told);
      expectObservable(hot('1--2', counts).pipe(moreThan(1, hot('--s')))).toBe('--(y|)', told);
      expectObservable(hot('3---', counts).pipe(moreThan(1, of(undefined)))).toBe('(y|)', told);
    });
  });

  it('ends with an error of the count', () => {
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('1-#', counts).pipe(moreThan(1, NEVER))).toBe('--#');
    });
  });
});

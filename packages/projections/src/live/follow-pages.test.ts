import { concat, defer, finalize, NEVER, of, Subject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Growing } from '../testing/growing.ts';
import { followPages } from './follow-pages.ts';

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

  it('listens once for all who follow the same, and until the last of them has left', async () => {
    let listening = 0;
    const grown = new Subject<string>();
    const grown$ = concat(of('there already'), grown).pipe(
      finalize(() => {
        listening -= 1;
      }),
    );
    const heard$ = defer(() => {
      listening += 1;
      return grown$;
    });
    const heard: (string | undefined)[] = [];
    const read = async (latest: string | undefined) => {
      heard.push(latest);
      return { atEnd: true };
    };
    const stops = [new AbortController(), new AbortController(), new AbortController()];
    const all = stops.map(({ signal }) => followPages(read, heard$, signal));
    for (const pages of all) await pages.next();
    expect(heard).toEqual(Array(3).fill('there already'));
    expect(listening).toBe(1);
    const next = all.map((pages) => pages.next());
    grown.next('more');
    await Promise.all(next);
    expect(heard.slice(3)).toEqual(Array(3).fill('more'));
    const ends = all.map((pages) => pages.next());
    for (const stop of stops.slice(1)) stop.abort();
    await Promise.all(ends.slice(1));
    expect(listening).toBe(1);
    stops[0]!.abort();
    expect((await ends[0]!).done).toBe(true);
    expect(listening).toBe(0);
    const later = followPages(read, heard$, new AbortController().signal);
    await later.next();
    expect(listening).toBe(1);
    await later.return();
  });

  it('reads once more what came before the end of what wakes it', async () => {
    const growing = new Growing(1);
    const pages = followPages(growing.read, growing.grown, new AbortController().signal);
    await pages.next();
    growing.grow(1);
    growing.grown.complete();
    expect((await pages.next()).value).toMatchObject({ items: [2] });
    expect((await pages.next()).done).toBe(true);
  });

  it('ends with the error of what wakes it, and of a read', async () => {
    const { signal } = new AbortController();
    const lost = throwError(() => new Error('the log is lost'));
    await expect(followPages(new Growing(1).read, lost, signal).next()).rejects.toThrow('lost');
    const failing = new Subject<void>();
    const waiting = followPages(new Growing(1).read, failing, signal);
    await waiting.next();
    const next = waiting.next();
    failing.error(new Error('the log is gone'));
    await expect(next).rejects.toThrow('gone');
    const broken = async (): Promise<never> => {
      throw new Error('the disk is gone');
    };
    await expect(followPages(broken, NEVER, signal).next()).rejects.toThrow('the disk is gone');
  });
});

import { setImmediate as turn } from 'node:timers/promises';
import { NEVER, Subject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Growing } from '../testing/growing.ts';
import { takePages } from './take-pages.ts';

interface Page {
  readonly items: readonly number[];
  readonly atEnd: boolean;
}

/** Notes what it takes, and is done with a page when it is told so. */
class Taker {
  readonly taken: number[][] = [];
  readonly #stop = new AbortController();
  #done: ((goOn: boolean) => void) | undefined;
  #patient: boolean;

  constructor({ patient = false } = {}) {
    this.#patient = patient;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  readonly take = ({ items }: Page): Promise<boolean> => {
    this.taken.push([...items]);
    if (!this.#patient) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  };

  async done(goOn = true): Promise<void> {
    this.#done?.(goOn);
    await turn();
  }

  stop(): void {
    this.#stop.abort();
  }
}

describe('takePages', () => {
  it('reads a page when the one before was taken, and no sooner', async () => {
    const growing = new Growing(5);
    const taker = new Taker({ patient: true });
    const all = takePages(growing.read, growing.grown, taker.signal, taker.take);
    for (const pages of [1, 2, 3]) {
      await turn();
      expect([growing.reads, taker.taken.length]).toEqual([pages, pages]);
      await taker.done();
    }
    expect(taker.taken).toEqual([[1, 2], [3, 4], [5]]);
    taker.stop();
    await all;
    expect(growing.grown.observed).toBe(false);
  });

  it('waits at the end until there may be more, however much came while a page was read or taken', async () => {
    const growing = new Growing(1);
    const taker = new Taker({ patient: true });
    const all = takePages(growing.read, growing.grown, taker.signal, taker.take);
    await turn();
    growing.grow(1);
    growing.grow(1);
    await taker.done();
    expect(taker.taken).toEqual([[1], [2, 3]]);
    await taker.done();
    for (let round = 0; round < 3; round += 1) await turn();
    expect(growing.reads).toBe(2);
    growing.grow(1);
    await turn();
    expect(taker.taken.at(-1)).toEqual([4]);
    taker.stop();
    await taker.done();
    await all;
  });

  it('ends when it is told to, by who takes, and when nothing more can come', async () => {
    const growing = new Growing(3);
    const full = new Taker({ patient: true });
    const all = takePages(growing.read, growing.grown, full.signal, full.take);
    await turn();
    await full.done(false);
    await all;
    expect(full.taken).toEqual([[1, 2]]);

    const taker = new Taker();
    const other = new Growing(1);
    const told = takePages(other.read, other.grown, taker.signal, taker.take);
    await turn();
    other.grow(1);
    other.grown.complete();
    await told;
    expect(taker.taken).toEqual([[1], [2]]);

    const before = new Growing(1);
    await takePages(before.read, NEVER, AbortSignal.abort(), new Taker().take);
    expect(before.reads).toBe(0);
  });

  it('listens once for all who follow the same, until the last of them has left', async () => {
    const growing = new Growing(0);
    const takers = [new Taker(), new Taker()];
    const read = async () => ({ items: [7], atEnd: true });
    const all = takers.map(({ signal, take }) => takePages(read, growing.grown, signal, take));
    await turn();
    growing.grown.next();
    await turn();
    expect(takers.map(({ taken }) => taken.length)).toEqual([2, 2]);
    takers[0]!.stop();
    await all[0];
    expect(growing.grown.observed).toBe(true);
    takers[1]!.stop();
    await all[1];
    expect(growing.grown.observed).toBe(false);
  });

  it('fails with the error of what wakes it, of a read, and of who takes', async () => {
    const { signal, take } = new Taker();
    const lost = throwError(() => new Error('the log is lost'));
    await expect(takePages(new Growing(1).read, lost, signal, take)).rejects.toThrow('lost');
    const failing = new Subject<void>();
    const waiting = takePages(new Growing(1).read, failing, signal, take);
    await turn();
    failing.error(new Error('the log is gone'));
    await expect(waiting).rejects.toThrow('gone');
    const broken = async (): Promise<never> => {
      throw new Error('the disk is gone');
    };
    await expect(takePages(broken, NEVER, signal, take)).rejects.toThrow('the disk is gone');
    await expect(takePages(new Growing(1).read, NEVER, signal, broken)).rejects.toThrow('disk');
  });
});

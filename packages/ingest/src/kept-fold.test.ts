import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { day, inspected, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { KeptFold } from './kept-fold.ts';

const stream = 'authority-sunderland';
const claim = (at: number) =>
  inspected({
    days: day(`20${10 + at}-05-06`),
    source: { ...sources.council, title: `Paper ${at}` },
  });

describe('what a stream says so far', () => {
  const count = () =>
    new KeptFold<string[]>(
      () => [],
      (ids, { event }) => void ids.push(event.id),
    );

  it('is read once, and from then on only what came since', async () => {
    const store = createMemoryStore();
    const claims = [0, 1, 2].map(claim);
    await store.append(stream, claims.slice(0, 2), { expected: 'any' });
    const read = vi.spyOn(store, 'readStream');
    const fold = count();
    expect(await fold.of(store, stream)).toHaveLength(2);
    await store.append(stream, claims.slice(2), { expected: 'any' });
    expect(await fold.of(store, stream)).toEqual(claims.map(({ id }) => id));
    const pages = await Promise.all(read.mock.settledResults.map(({ value }) => value));
    expect(pages.map(({ length }) => length)).toEqual([2, 1]);
  });

  it('takes each event once, however many ask at the same moment, and of each stream and store its own', async () => {
    const [store, other] = [createMemoryStore(), createMemoryStore()];
    await store.append(stream, [claim(0), claim(1)], { expected: 'any' });
    await other.append(stream, [claim(2)], { expected: 'any' });
    const fold = count();
    const both = await Promise.all([fold.of(store, stream), fold.of(store, stream)]);
    expect(both.map(({ length }) => length)).toEqual([2, 2]);
    expect(await fold.of(other, stream)).toEqual([claim(2).id]);
    expect(await fold.of(store, `run-${stream}`)).toEqual([]);
  });

  it('goes on where the store could not be read', async () => {
    const store = createMemoryStore();
    await store.append(stream, [claim(0)], { expected: 'any' });
    const fold = count();
    vi.spyOn(store, 'readStream').mockRejectedValueOnce(new Error('away'));
    await expect(fold.of(store, stream)).rejects.toThrow('away');
    expect(await fold.of(store, stream)).toHaveLength(1);
  });
});

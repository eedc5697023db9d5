import {
  type ClaimEvent,
  type EventStore,
  type Position,
  streamOf,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import {
  claimEvent,
  correction,
  day,
  reported,
  retraction,
} from '@monitoring-timeline/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDirectory, openDirectory } from './directory.ts';

const told = (authority: string, on: string) => ({ authority, occurred: day(on), known: on });
const established = (key: string, name: string) =>
  claimEvent('AuthorityEstablished', { name, region: 'North East' }, told(key, '2009-04-01'));

const north = established('north-vale', 'North Vale');
const south = established('south-vale', 'South Vale');
const abolished = claimEvent(
  'AuthorityAbolished',
  { successors: ['south-vale'] },
  told('north-vale', '2019-03-31'),
);
const renamed = correction(north, '/data/name', 'Northern Vale', { known: '2012-01-01' });
const takenBack = retraction(renamed, { known: '2013-01-01' });
const restored = retraction(takenBack, { known: '2014-01-01' });
const report = reported({ overall: 'good' }, { authority: 'south-vale', published: '2015-07-20' });
const graded = correction(report, '/data/judgements/0/grade', 'inadequate');
const never = retraction(abolished, { known: '2020-01-01' });
const all = [north, south, abolished, renamed, takenBack, restored, report, graded, never];

async function put(store: EventStore, ...events: readonly ClaimEvent[]): Promise<void> {
  for (const event of events) {
    await store.append(streamOf(event), [event as never], { expected: 'any' });
  }
}

/** What a directory says of the two authorities. */
const said = (directory: Awaited<ReturnType<typeof loadDirectory>>) =>
  ['north-vale', 'south-vale'].map((key) => directory.all().find((one) => one.key === key) ?? null);

/** Notes from now on after which positions a store is read, and which streams. */
function readingOf(store: EventStore): readonly (Position | string)[] {
  const read: string[] = [];
  const { readAll, readStream } = store;
  store.readAll = (from, options) => {
    read.push(from);
    return readAll.call(store, from, options);
  };
  store.readStream = (stream, options) => {
    read.push(stream);
    return readStream.call(store, stream, options);
  };
  return read;
}

describe('the directory of a log', () => {
  it('knows who was established, and what was put right of it, by a chain of repairs as well', async () => {
    const store = createMemoryStore();
    await put(store, north, abolished, renamed, takenBack);
    expect((await loadDirectory(store)).nameOf('north-vale' as never)).toBe('North Vale');
    await put(store, restored);
    expect((await loadDirectory(store)).nameOf('north-vale' as never)).toBe('Northern Vale');
  });

  it('is the same in whatever order the events came, whenever it was refreshed and wherever it was kept', async () => {
    const whole = createMemoryStore();
    await put(whole, ...all);
    const expected = said(await loadDirectory(whole));
    const ways = fc.tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(fc.constantFrom('nothing', 'refresh', 'keep', 'open'), {
        minLength: all.length,
        maxLength: all.length,
      }),
    );
    await fc.assert(
      fc.asyncProperty(ways, async ([events, then]) => {
        const store = createMemoryStore();
        const state = createMemoryStateStore();
        let directory = await openDirectory({ store, state });
        for (const [index, event] of events.entries()) {
          await put(store, event);
          if (then[index] === 'refresh') await directory.refresh();
          if (then[index] === 'keep') await directory.keep();
          if (then[index] === 'open') directory = await openDirectory({ store, state });
        }
        await directory.refresh();
        expect(said(directory)).toEqual(expected);
        expect(said(await openDirectory({ store, state }))).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('is read on from where it was kept, and of whom something comes in that speaks of an authority the own stream alone', async () => {
    const store = createMemoryStore();
    const state = createMemoryStateStore();
    await put(store, north, report);
    await (await openDirectory({ store, state })).keep();
    const { position } = await store.head();
    await put(store, graded);
    const read = readingOf(store);
    const directory = await openDirectory({ store, state });
    expect(read).toEqual([position]);
    expect(directory.nameOf('north-vale' as never)).toBe('North Vale');
    const { position: before } = await store.head();
    await put(store, renamed, south);
    await directory.refresh();
    expect(read).toEqual([position, before, 'authority-north-vale', 'authority-south-vale']);
    expect(directory.nameOf('north-vale' as never)).toBe('Northern Vale');
    expect(directory.nameOf('south-vale' as never)).toBe('South Vale');
  });

  it('is as the log has it once the log can be read again, where it could not be between two events', async () => {
    const store = createMemoryStore();
    await put(store, north);
    const directory = await openDirectory({ store });
    await put(store, renamed);
    const { readStream } = store;
    store.readStream = () => Promise.reject(new Error('the disk is away'));
    await expect(directory.refresh()).rejects.toThrow('away');
    store.readStream = readStream;
    await directory.refresh();
    expect(directory.nameOf('north-vale' as never)).toBe('Northern Vale');
  });

  it('is not taken from what was kept of another log, or of streams with another prefix', async () => {
    const [store, other] = [createMemoryStore(), createMemoryStore()];
    const state = createMemoryStateStore();
    await put(store, north);
    await (await openDirectory({ store, state })).keep();
    await put(other, south);
    expect(said(await openDirectory({ store: other, state }))[0]).toBeNull();
    expect(said(await openDirectory({ store, state, prefix: 'mine-' }))[0]).toBeNull();
  });
});

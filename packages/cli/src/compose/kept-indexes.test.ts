import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  beginning,
  type ClaimEvent,
  type EventStore,
  streamOf,
  type Verifiable,
} from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { claimEvent, correction, day, reported } from '@monitoring-timeline/core/testing';
import { openTimeline, type TimelineOptions } from '@monitoring-timeline/projections';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directoryOf, longLog } from './asking.ts';
import { keepIndexes } from './kept-indexes.ts';
import { statePath } from './open-state.ts';
import type { StoreAddress } from './store-address.ts';

const told = (authority: string, on: string) => ({ authority, occurred: day(on), known: on });
const north = claimEvent(
  'AuthorityEstablished',
  { name: 'North Vale', region: 'North East' },
  told('north-vale', '2009-04-01'),
);
const graded = reported({ overall: 'good' }, { authority: 'north-vale', published: '2015-01-10' });
/** What comes in after an import. */
const later = [
  correction(north, '/data/name', 'Northern Vale', { known: '2016-01-01' }),
  correction(graded, '/data/judgements/0/grade', 'inadequate', { known: '2016-01-01' }),
  claimEvent('AuthorityAbolished', { successors: ['durham'] }, told('north-vale', '2019-03-31')),
];

let folder: string;
let address: StoreAddress & { readonly path: string };
let store: EventStore & Verifiable;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-indexes-'));
  const path = join(folder, 'timeline.db');
  address = { engine: 'sqlite', path };
  store = await openSqliteStore(path);
  await put(north, graded);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function put(...events: readonly ClaimEvent[]): Promise<void> {
  for (const event of events) await store.append(streamOf(event), [event], { expected: 'any' });
}

/** The store as one that holds so many events; notes after which places it is read. */
function spied(events: number) {
  const read: string[] = [];
  const long = new Proxy(store, {
    get(target, name: keyof typeof store) {
      if (name === 'head') return async () => ({ ...(await target.head()), events });
      const own = target[name];
      if (name !== 'readAll') return typeof own === 'function' ? own.bind(target) : own;
      return (...given: Parameters<EventStore['readAll']>) => {
        read.push(given[0]);
        return target.readAll(...given);
      };
    },
  });
  return { read, long };
}

describe('the directory that an import keeps', () => {
  it('is read on from by the next call over a long log, and a short one is read', async () => {
    await keepIndexes(store, address);
    await put(...later);
    const { read, long } = spied(longLog);
    const named = (await directoryOf({ store: long, address })).nameOf('north-vale');
    expect(named).toBe('Northern Vale');
    expect(read).not.toContain(beginning);
    const short = spied(longLog - 1);
    const alike = await directoryOf({ store: short.long, address });
    expect(alike.nameOf('north-vale')).toBe(named);
    expect(short.read[0]).toBe(beginning);
  });

  it('is gone on from by a service, which answers as one that reads the whole log', async () => {
    await keepIndexes(store, address);
    await put(...later);
    const { read, long } = spied(longLog);
    const passedOver: string[] = [];
    const onPassedOver = (...why: readonly string[]) => passedOver.push(why.join(' '));
    const answers = async (options: TimelineOptions) => {
      const timeline = await openTimeline(options);
      const words = { authority: 'Northern Vale' };
      const all = [
        timeline.directory.get(north.authority),
        await timeline.ask('standing', words, { asOf: '2018-01-01', knownAt: '2020-01-01' }),
        await timeline.ask('due', words, { asOf: '2018-01-01', knownAt: '2020-01-01' }),
      ];
      await timeline.close();
      return all;
    };
    const state = await openStateStore(statePath(address.path));
    const kept = await answers({ store: long, state, onPassedOver });
    await state.close();
    expect(read).not.toContain(beginning);
    expect(passedOver).toEqual([]);
    expect(kept).toEqual(await answers({ store }));
  });
});

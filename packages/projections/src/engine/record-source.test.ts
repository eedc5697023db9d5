import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, authorityKey, epochDay, isoDay } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { RecordSource } from './record-source.ts';
import { openSnapshots } from './snapshots.ts';

const firstDay = epochDay('2010-05-01');

describe('a source of records', () => {
  it('gives the same record from one stream as from the whole log', async () => {
    const store = createMemoryStore();
    for (let i = 0; i < 6; i += 1) {
      const authority = authorityKey(i % 2 === 0 ? 'sunderland' : 'stockton-on-tees');
      const event = reported({ overall: 'good' }, { authority, published: `20${10 + i}-05-01` });
      await store.append(`authority-${authority}`, [event as never], { expected: 'any' });
    }
    const records = await new RecordSource({ store }).all();
    const alone = await new RecordSource({ store }).get(authorityKey('sunderland'));
    expect([...records.keys()].sort()).toEqual(['stockton-on-tees', 'sunderland']);
    expect(alone.size).toBe(3);
    expect([...alone.claims()].map(({ event }) => event.id).sort()).toEqual(
      [...records.get(authorityKey('sunderland'))!.claims()].map(({ event }) => event.id).sort(),
    );
  });

  it('gives records whole whose streams are begun together, also of long ones and where some are in memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'records-'));
    const store = await openSqliteStore(join(folder, 'log.db'));
    const sizes = { barnsley: 3, doncaster: 70, sunderland: 64, wirral: 1 };
    const dated = (authority: string, count: number) =>
      Array.from({ length: count }, (_, n) =>
        reported({ overall: 'good' }, { authority, published: isoDay(addDays(firstDay, n)) }),
      );
    for (const [authority, size] of Object.entries(sizes)) {
      const events = dated(authority, size) as never;
      await store.append(`authority-${authority}`, events, { expected: 'none' });
    }
    const begun = vi.spyOn(store, 'readStreams');
    const source = new RecordSource({ store });
    await source.get(authorityKey('wirral'));
    const read = [...(await source.all()).values()];
    expect(Object.fromEntries(read.map(({ authority, size }) => [authority, size]))).toEqual(sizes);
    const streams = ['barnsley', 'doncaster', 'sunderland'].map((key) => `authority-${key}`);
    expect(begun.mock.calls.map(([names]) => names)).toEqual([streams]);
    for (const record of read) {
      const alone = await new RecordSource({ store }).get(record.authority);
      expect([...alone.claims()]).toEqual([...record.claims()]);
    }
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('counts once what two asked for at once', async () => {
    const store = createMemoryStore();
    const [one, other] = [authorityKey('sunderland'), authorityKey('stockton-on-tees')];
    for (const authority of [one, other]) {
      const event = reported({ overall: 'good' }, { authority, published: '2010-05-01' });
      await store.append(`authority-${authority}`, [event as never], { expected: 'any' });
    }
    const source = new RecordSource({ store, claims: 2 });
    await Promise.all([source.get(one), source.get(one), source.get(one)]);
    await source.get(other);
    expect(source.cached(one)?.size).toBe(1);
  });

  it('keeps what was asked for when all records are gone through, and of these what it has room for', async () => {
    const store = createMemoryStore();
    const keys = ['barnsley', 'doncaster', 'sunderland', 'wirral'].map(authorityKey);
    for (const authority of keys) {
      const event = reported({ overall: 'good' }, { authority, published: '2010-05-01' });
      await store.append(`authority-${authority}`, [event as never], { expected: 'any' });
    }
    const source = new RecordSource({ store, claims: 2 });
    const asked = await source.get(authorityKey('doncaster'));
    const all = await source.all();
    expect([...all.keys()]).toEqual(keys);
    expect(all.get(asked.authority)).toBe(asked);
    const kept = keys.filter((key) => source.cached(key));
    expect(kept).toEqual(['barnsley', 'doncaster']);
  });

  it('writes snapshots a part at a time, so that no more is held than it may hold of claims', async () => {
    const store = createMemoryStore();
    const keys = ['barnet', 'bexley', 'brent', 'bromley', 'camden'].map((key) => authorityKey(key));
    for (const authority of keys) {
      for (const published of ['2010-05-01', '2014-05-01']) {
        const event = reported({ overall: 'good' }, { authority, published });
        await store.append(`authority-${authority}`, [event as never], { expected: 'any' });
      }
    }
    const state = createMemoryStateStore();
    const puts: number[] = [];
    const snapshots = await openSnapshots(
      {
        ...state,
        async commit(projection, change) {
          puts.push(change.put?.length ?? 0);
          await state.commit(projection, change);
        },
      },
      store,
    );
    const source = new RecordSource({ store, snapshots, claims: 4 });
    expect(await source.snapshot()).toBe(5);
    expect(puts).toEqual([2, 2, 1]);
    const read = new RecordSource({ store, snapshots: await openSnapshots(state, store) });
    for (const authority of keys) expect((await read.get(authority)).size).toBe(2);
    expect(await source.snapshot()).toBe(0);
  });

  it('passes over snapshots of another log, and leaves them where nothing may be written', async () => {
    const [store, state] = [createMemoryStore(), createMemoryStateStore()];
    const event = reported({ overall: 'good' }, { authority: 'barnet', published: '2010-05-01' });
    await store.append('authority-barnet', [event as never], { expected: 'any' });
    const own = await openSnapshots(state, store);
    expect(await new RecordSource({ store, snapshots: own }).snapshot()).toBe(1);
    const drop = () => Promise.reject(new Error('may be read and not written'));
    const toRead = await openSnapshots({ ...state, readOnly: true, drop }, createMemoryStore());
    expect(toRead.checkpoint).toBeUndefined();
    expect((await openSnapshots(state, store)).checkpoint).toBe(own.checkpoint);
    expect((await openSnapshots(state, createMemoryStore())).checkpoint).toBeUndefined();
    expect((await openSnapshots(state, store)).checkpoint).toBeUndefined();
  });
});

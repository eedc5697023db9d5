import { authorityKey } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { RecordSource } from './record-source.ts';

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
});

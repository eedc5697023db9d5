import { authorityKey, beginning } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { reported } from '@monitoring-timeline/core/testing';
import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { project } from './projector.ts';
import { RecordSource } from './record-source.ts';

async function filled(count: number) {
  const store = createMemoryStore();
  for (let i = 0; i < count; i += 1) {
    const authority = i % 2 === 0 ? 'sunderland' : 'stockton-on-tees';
    const published = `20${10 + i}-05-01`;
    const event = reported({ overall: 'good' }, { authority, published });
    await store.append(`authority-${authority}`, [event as never], { expected: 'any' });
  }
  return store;
}

const counting = { state: 0, fold: (n: number) => n + 1, after: beginning };

describe('a projection over the log', () => {
  it('folds every event once, batch by batch, and says when it has caught up', async () => {
    const store = await filled(5);
    const steps = await lastValueFrom(project(store, { ...counting, batch: 2 }).pipe(toArray()));
    expect(steps.map(({ state, caughtUp }) => [state, caughtUp]).at(-1)).toEqual([5, true]);
    expect(steps.map(({ events }) => events).reduce((a, b) => a + b)).toBe(5);
  });

  it('goes on from a checkpoint', async () => {
    const store = await filled(5);
    const { checkpoint } = await firstValueFrom(project(store, { ...counting, batch: 2 }));
    const { state } = await lastValueFrom(project(store, { ...counting, after: checkpoint }));
    expect(state).toBe(3);
  });

  it('reads nothing more once its subscriber has gone', async () => {
    const store = await filled(6);
    let pages = 0;
    const readAll = store.readAll.bind(store);
    store.readAll = (...args) => {
      pages += 1;
      return readAll(...args);
    };
    await lastValueFrom(project(store, { ...counting, batch: 1 }).pipe(take(2)));
    for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(pages).toBeLessThanOrEqual(3);
  });

  it('ends with the error of an event that the fold does not know', async () => {
    const store = await filled(2);
    const failing = project(store, {
      ...counting,
      fold: () => {
        throw new Error('unknown type');
      },
    });
    await expect(lastValueFrom(failing)).rejects.toThrow('unknown type');
  });

  it('gives the same record from one stream as from the whole log', async () => {
    const store = await filled(6);
    const records = await new RecordSource({ store }).all();
    const alone = await new RecordSource({ store }).get(authorityKey('sunderland'));
    expect([...records.keys()].sort()).toEqual(['stockton-on-tees', 'sunderland']);
    expect(alone.size).toBe(3);
    expect([...alone.claims()].map(({ event }) => event.id).sort()).toEqual(
      [...records.get(authorityKey('sunderland'))!.claims()].map(({ event }) => event.id).sort(),
    );
  });
});

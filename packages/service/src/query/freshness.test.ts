import { toPosition } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister, personIdOf } from '@monitoring-timeline/core/people';
import { day, inspected } from '@monitoring-timeline/core/testing';
import { createVirtualClock, openTimeline, shippedFacts } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../context/context.ts';
import { Names } from '../context/names.ts';
import { etagOf, groundOf, matches, modifiedAt, restsOn, unmodified } from './freshness.ts';

describe('the ground of answers', () => {
  it('is the end of the log, when that was recorded, today in London and the state of the names', async () => {
    const store = createMemoryStore();
    const people = createMemoryPeopleRegister();
    const clock = createVirtualClock('2018-07-26');
    const names = new Names(people, clock);
    const timeline = await openTimeline({ store, clock });
    const context = { store, people, clock, names, timeline } as unknown as ServiceContext;
    const ground = groundOf(context);
    const empty = await ground();
    expect(empty).toMatchObject({ position: '', recorded: undefined, today: '2018-07-26' });
    for (const on of ['2015-05-11', '2016-05-11', '2017-05-11']) {
      const event = inspected({ authority: 'sunderland', days: day(on) });
      const events = [event];
      const { position } = await store.append('authority-sunderland', events, { expected: 'any' });
      const [last] = (await store.readStream('authority-sunderland')).slice(-1);
      expect(await ground()).toEqual({ ...empty, position, recorded: last?.recorded });
    }
    const before = await ground();
    const id = personIdOf('Some One');
    await people.add({ id, name: 'Some One' });
    await clock.moveTo('2018-07-27');
    const after = await ground();
    expect(after.today).toBe('2018-07-27');
    expect(after.names).not.toBe(before.names);
    expect(names.nameOf(id)).toBe('Some One');
    const validator = (on: typeof after) => etagOf(restsOn(context, on));
    expect(validator({ ...after, today: '2018-08-01' })).toBe(validator(after));
    // by a program that ships another directory an answer may be another
    const others = [
      before,
      { ...after, shipped: 'another' },
      { ...after, position: toPosition('9') },
    ];
    expect(after.shipped).toBe(shippedFacts());
    for (const other of others) expect(validator(other)).not.toBe(validator(after));
    await timeline.close();
    await store.close();
  });
});

describe('a validator', () => {
  it('is another for anything else, and is matched weakly, among others, and by a star', () => {
    const etag = etagOf(['a', 1]);
    expect(etag).not.toBe(etagOf(['a', 2]));
    for (const tags of [etag, `W/${etag}`, `"b", ${etag}`, '*']) {
      expect(matches(tags, etag)).toBe(true);
    }
    for (const tags of ['', '"b"', etag.slice(1), etag.replaceAll('"', '')]) {
      expect(matches(tags, etag)).toBe(false);
    }
  });
});

describe('when an answer changed last', () => {
  it('is the end of the log; of an answer that a day turned, midnight in London if that is later', () => {
    const ground = { recorded: '2018-07-20T10:00:00.500Z' };
    const grown = Date.parse('2018-07-20T10:00:00Z');
    expect(modifiedAt(ground, undefined)).toBe(grown);
    expect(modifiedAt(ground, '2018-07-26')).toBe(Date.parse('2018-07-25T23:00:00Z'));
    expect(modifiedAt(ground, '2018-01-26')).toBe(grown);
    expect(modifiedAt({ recorded: undefined }, undefined)).toBeUndefined();
  });

  it('stands for a validator only once it is a minute old', () => {
    const at = Date.parse('2018-07-20T10:00:00Z');
    const since = new Date(at).toUTCString();
    expect(unmodified(since, at, at + 30_000)).toBe(false);
    expect(unmodified(since, at, at + 90_000)).toBe(true);
    expect(unmodified(new Date(at - 1000).toUTCString(), at, at + 90_000)).toBe(false);
    expect(unmodified('yesterday', at, at + 90_000)).toBe(false);
  });
});

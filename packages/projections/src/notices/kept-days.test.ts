import {
  authorityKey,
  bankHolidayCalendar,
  beginning,
  epochDay,
  shippedAuthorities,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { describe, expect, it } from 'vitest';
import { factsNamed, shippedFacts } from '../engine/shipped-facts.ts';
import { englandChildren as policy } from '../policy/england-children/index.ts';
import { KeptDays } from './kept-days.ts';

const calendar = bankHolidayCalendar;
const ours = { authorities: shippedAuthorities, calendar };

describe('the days that were kept', () => {
  it('are passed over by a program that ships another directory or calendar, and used by one that ships the same', async () => {
    const [store, state] = [createMemoryStore(), createMemoryStateStore()];
    const passedOver: string[] = [];
    const onPassedOver = (...told: readonly string[]) => passedOver.push(told.join(' '));
    const of = (shipped: string) =>
      new KeptDays({ store, state, prefix: '', policy, shipped, onPassedOver });
    const reached = { position: beginning, day: epochDay('2026-03-02') };
    const turning = [[authorityKey('sunderland'), epochDay('2027-01-01')]] as const;
    await of(factsNamed(ours)).keep(turning, reached);
    const again = await of(shippedFacts()).at(reached);
    expect([...(again?.days ?? [])]).toEqual(turning);
    expect(passedOver).toEqual([]);
    const moved = shippedAuthorities.map((one) =>
      one.key === 'sunderland' ? { ...one, abolished: '2026-04-01' } : one,
    );
    const others = [
      { authorities: moved, calendar },
      { ...ours, calendar: { ...calendar, version: 'another' } },
    ];
    for (const shipped of others) {
      expect(await of(factsNamed(shipped)).at(reached)).toBeUndefined();
    }
    expect(passedOver).toEqual(['records-days other_facts', 'records-days other_facts']);
  });
});

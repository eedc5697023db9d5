import type { ClaimEvent } from '@monitoring-timeline/core';
import { claimEvent, days } from '@monitoring-timeline/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EarlierClaims } from './earlier-claims.ts';
import { sameThing } from './same-thing.ts';

const dayOf = (number: number): string =>
  new Date(Date.UTC(2018, 0, 1 + number)).toISOString().slice(0, 10);

const inspected = (day: number, grade: string, other: Readonly<Record<string, unknown>> = {}) =>
  claimEvent('ReportPublished', {
    of: { activity: 'inspection', framework: 'SIF', days: days(dayOf(day), dayOf(day + 4)) },
    published: dayOf(day + 60),
    judgements: [{ area: 'overall', grade }],
    ...other,
  });

const claim: fc.Arbitrary<ClaimEvent> = fc.oneof(
  fc
    .record({
      day: fc.integer({ min: 0, max: 40 }),
      grade: fc.constantFrom('good', 'inadequate'),
      area: fc.constantFrom('overall', 'leadership'),
      dated: fc.boolean(),
      out: fc.boolean(),
      framework: fc.constantFrom('SIF', 'ILACS'),
    })
    .map(({ day, grade, area, dated, out, framework }) =>
      claimEvent('ReportPublished', {
        of: {
          activity: 'inspection',
          framework,
          ...(dated ? { days: days(dayOf(day), dayOf(day + 4)) } : {}),
        },
        ...(out ? { published: dayOf(100 + (day % 3)) } : {}),
        judgements: [{ area, grade }],
      }),
    ),
  fc
    .record({
      day: fc.integer({ min: 0, max: 12 }),
      kind: fc.constantFrom('focused', 'monitoring'),
    })
    .map(({ day, kind }) =>
      claimEvent('VisitCarriedOut', { kind }, { occurred: { precision: 'day', from: dayOf(day) } }),
    ),
  fc
    .record({ day: fc.integer({ min: 0, max: 80 }), role: fc.constantFrom('dcs', 'other') })
    .map(({ day, role }) =>
      claimEvent(
        'LeadershipObserved',
        { role, person: 'p-0123456789abcdef0123' },
        { occurred: { precision: 'day', from: dayOf(day) } },
      ),
    ),
  fc
    .record({ month: fc.integer({ min: 1, max: 3 }), value: fc.integer({ min: 1, max: 3 }) })
    .map(({ month, value }) =>
      claimEvent(
        'IndicatorObserved',
        { indicator: 'adoptions', topic: 'Adoptions', printed: `${value}`, value, unit: 'count' },
        {
          occurred:
            month === 3
              ? { precision: 'year', from: '2018' }
              : { precision: 'month', from: `2018-0${month}` },
        },
      ),
    ),
);

describe('the earlier claims of a stream', () => {
  it('are found as they would be by looking at every one', () => {
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 30 }), claim, (held, event) => {
        const earlier = new EarlierClaims();
        for (const one of held) earlier.add(one, one);
        const all = held.filter((one) => one.type === event.type && sameThing(one, event));
        const found = earlier.of(event);
        // of very many the first that are met are enough to see that there are several
        if (all.length <= 8) expect(found).toEqual(all);
        else expect(found.filter((one) => all.includes(one))).toHaveLength(8);
      }),
    );
  });

  it.each([
    ['of many days', (index: number) => index * 3],
    ['of one day', () => 0],
    ['of two days that are nearly one', (index: number) => (index % 2) * 9],
  ])('%s are looked up in steps that grow with the readings alone', (_what, dayAt) => {
    const held = Array.from({ length: 4000 }, (_, index) => inspected(dayAt(index), 'good'));
    /** Steps for each reading, of which a tenth is made. */
    const stepsFor = (count: number): number => {
      const earlier = new EarlierClaims();
      for (const one of held.slice(0, count)) earlier.add(one, one);
      for (let index = 0; index < count; index += 10)
        earlier.of(inspected(dayAt(index), 'inadequate'));
      return earlier.compared / (count / 10);
    };
    const few = stepsFor(1000);
    expect(stepsFor(4000)).toBeLessThanOrEqual(Math.max(few, 512));
    expect(few).toBeLessThanOrEqual(512);
  });
});

import { addDays, type EpochDay, latestDay } from '@monitoring-timeline/core';
import { claimEvent, day } from '@monitoring-timeline/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { interventionsHistory } from '../interventions/interventions-history.ts';
import { leadershipHistory } from '../leadership/leadership-history.ts';
import { nextTellingDay } from './turning.ts';

const post = (from: string, more: object) =>
  claimEvent('LeadershipObserved', { role: 'dcs', ...more }, { occurred: day(from), known: from });
const notice = (from: string) =>
  claimEvent(
    'InterventionStarted',
    { instrument: 'improvement_notice' },
    { occurred: day(from), known: from },
  );

const days = fc
  .integer({ min: 0, max: 4000 })
  .map((n) => new Date(Date.UTC(2012, 0, 1 + n)).toISOString().slice(0, 10));

describe('the next day on which what lasts is told otherwise', () => {
  it('passes no day over on which a state changes by time alone', () => {
    fc.assert(
      fc.property(days, days, fc.boolean(), days, (seen, begun, interim, asked) => {
        const record = recordOf([
          post(seen, {
            person: 'p-00000000000000000001',
            ...(interim ? { status: 'interim' } : {}),
          }),
          notice(begun),
        ]);
        const start = on(asked, asked).asOf;
        const at = (asOf: EpochDay) => {
          const coordinates = { asOf, knownAt: asOf };
          const { inForce } = interventionsHistory(record, coordinates, context);
          const { holders, lastKnown } = leadershipHistory(record, coordinates, context);
          return JSON.stringify([
            inForce.map(({ state }) => state),
            holders.dcs?.state,
            lastKnown.dcs?.state,
          ]);
        };
        const last = latestDay(on(seen).asOf, on(begun).asOf);
        if (start < last) return;
        const next = nextTellingDay(record, start, undefined);
        const until = next === undefined ? addDays(start, 1500) : addDays(next, -1);
        // states change on single days: the first and the last day of a span without a turning are told alike
        expect(at(until)).toBe(at(start));
      }),
      { numRuns: 200 },
    );
  });

  it('is none for a record of which nothing lasts', () => {
    expect(nextTellingDay(recordOf([]), on('2020-01-01').asOf, undefined)).toBeUndefined();
  });
});

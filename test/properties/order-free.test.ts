import { type ClaimEvent, type EpochDay, epochDay } from '@monitoring-timeline/core';
import { correction, retraction } from '@monitoring-timeline/core/testing';
import {
  type Coordinates,
  type Picture,
  picture,
  type Standing,
  standing,
} from '@monitoring-timeline/projections';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  directory,
  recordOf,
  recordsOf,
  shippedContext,
  shippedEvents,
} from '../support/record.ts';
import { roundsOr } from '../support/rounds.ts';
import { numbersFrom, shuffled } from '../support/shuffle.ts';

const context = shippedContext();

/** Repairs of some claims, and repairs of those: what must not depend on arriving after their targets. */
function repairs(events: readonly ClaimEvent[]): readonly ClaimEvent[] {
  return events
    .filter((event) => event.type === 'ReportPublished' && event.data.judgements !== undefined)
    .filter((_, index) => index % 40 === 0)
    .flatMap((event, index) => {
      const known = '2024-02-02';
      const mended = correction(event, '/data/judgements/0/grade', 'outstanding', {
        known,
        cause: 'source',
      });
      const gone = retraction(index % 2 === 0 ? event : mended, {
        known: '2025-03-03',
        cause: 'source',
      });
      return [
        mended,
        gone,
        ...(index % 3 === 0 ? [retraction(gone, { known: '2025-09-09' })] : []),
      ];
    });
}

const shipped = shippedEvents();
const events = [...shipped, ...repairs(shipped)];
const inOrder = recordsOf(events);
const authorities = directory.all().map(({ key }) => key);

const day = fc.integer({
  min: epochDay('2009-06-01'),
  max: epochDay('2026-11-22'),
}) as fc.Arbitrary<EpochDay>;

const dates = fc
  .record({
    asOf: day,
    knownAt: day,
    publicOnly: fc.boolean(),
  })
  .map((coordinates): Coordinates => coordinates);

/** Everything but `recorded` times and positions, which tell of arrival itself. */
const answer = (shown: Standing | Picture) => JSON.stringify(shown);

describe('the order in which the whole record arrives', () => {
  it('makes no difference to any standing at any coordinates, repairs before their targets included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1 }),
        fc.array(fc.tuple(fc.constantFrom(...authorities), dates), {
          minLength: 120,
          maxLength: 120,
        }),
        (seed, questions) => {
          const otherwise = recordsOf(shuffled(events, numbersFrom(seed)));
          for (const [authority, coordinates] of questions) {
            const [a, b] = [inOrder, otherwise].map((records) =>
              answer(standing(recordOf(records, authority), coordinates, context)),
            );
            expect(b).toBe(a);
          }
        },
      ),
      { numRuns: roundsOr(3) },
    );
  });

  it('makes no difference to the picture, of authorities or of reports', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1 }),
        dates,
        fc.constantFrom('authorities', 'reports'),
        (seed, at, count) => {
          const otherwise = recordsOf(shuffled(events, numbersFrom(seed)));
          const [a, b] = [inOrder, otherwise].map((records) =>
            answer(picture(records, at, { count }, directory)),
          );
          expect(b).toBe(a);
        },
      ),
      { numRuns: roundsOr(2) },
    );
  });
});

describe('knowledge', () => {
  const ofAuthority = Map.groupBy(shipped, ({ authority }) => authority);

  it('never reaches past the day asked about: what became known later changes no answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...authorities), dates, (authority, at) => {
        const all = ofAuthority.get(authority) ?? [];
        const only = recordsOf(all.filter((event) => latestDay(event.known.from) <= at.knownAt));
        expect(answer(standing(recordOf(only, authority), at, context))).toBe(
          answer(standing(recordOf(recordsOf(all), authority), at, context)),
        );
      }),
      { numRuns: 150 },
    );
  });
});

function latestDay(from: string): number {
  if (from.length === 10) return epochDay(from);
  const [year, month] = from.split('-').map(Number);
  return Math.floor(Date.UTC(month === undefined ? year! + 1 : year!, month ?? 0, 0) / 86_400_000);
}

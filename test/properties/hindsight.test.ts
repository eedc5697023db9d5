import {
  authorityKey,
  type ClaimEvent,
  type EpochDay,
  epochDay,
  isoDay,
} from '@monitoring-timeline/core';
import { correction, recordedOf } from '@monitoring-timeline/core/testing';
import {
  AuthorityRecord,
  englandChildren,
  type HindsightSpan,
  type HindsightStep,
  hindsight,
  standing,
} from '@monitoring-timeline/projections';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, firstDay, lastDay, someDays } from '../support/any-history.ts';
import { directory } from '../support/record.ts';

const context = { directory, nameOf: () => null, policy: englandChildren, national: undefined };

function recordOf(events: readonly ClaimEvent[], key: string): AuthorityRecord {
  const record = new AuthorityRecord(authorityKey(key));
  for (const event of recordedOf(events)) record.add(event);
  return record;
}

const someDay = fc.integer({ min: firstDay, max: lastDay }).map((day) => isoDay(day as EpochDay));
const moved = fc.record({
  of: fc.nat(),
  to: someDay,
  known: someDay,
  cause: fc.constantFrom('source' as const, 'ours' as const),
});

/** A history in which some claims became known on another day than was said at first. */
const mended = fc
  .tuple(anyHistory, fc.array(moved, { maxLength: 3 }))
  .map(([events, moves]): readonly ClaimEvent[] => [
    ...events,
    ...new Map(
      moves.map(({ of, to, ...given }) => {
        const own = correction(events[of % events.length]!, '/known/from', to, given);
        return [own.id, own] as const;
      }),
    ).values(),
  ]);

const at = (steps: readonly HindsightStep[], valid: string, known: string) =>
  steps
    .findLast(({ knownFrom }) => knownFrom === null || knownFrom <= known)!
    .spans.findLast(({ from }) => from === null || from <= valid)!;

describe('the standing of each day as known on each', () => {
  it.each(['sunderland', 'dorset', 'dorset-to-2019'])(
    'is what the standing at those two days is, of %s',
    (key) => {
      fc.assert(
        fc.property(
          mended,
          someDays(2),
          someDays(12),
          fc.boolean(),
          (events, ends, days, isPublic) => {
            const record = recordOf(events, key);
            const publicOnly = isPublic || undefined;
            const [asOf, knownAt] = [ends[1]!, ends[0]!];
            const { steps } = hindsight(record, { asOf, knownAt, publicOnly }, context);
            for (const valid of days) {
              for (const known of [...days, ...steps.flatMap(turning)]) {
                if (valid > asOf || known > knownAt) continue;
                const found = at(steps, isoDay(valid), isoDay(known));
                const { because, ...asked } = ask(record, {
                  asOf: valid,
                  knownAt: known,
                  publicOnly,
                });
                expect(told(found)).toEqual(asked);
              }
            }
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it('names the events that each answer rested on when it came to be known', () => {
    fc.assert(
      fc.property(mended, someDays(2), (events, [knownAt, asOf]) => {
        const record = recordOf(events, 'sunderland');
        const { steps } = hindsight(record, { asOf: asOf!, knownAt: knownAt! }, context);
        for (const { knownFrom, spans } of steps) {
          for (const { from, because } of spans) {
            if (knownFrom === null || from === null) continue;
            const days = { asOf: epochDay(from), knownAt: epochDay(knownFrom) };
            expect(because).toEqual(ask(record, days).because);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is told without a gap, and no step or span is like the one before', () => {
    fc.assert(
      fc.property(mended, someDays(2), (events, [knownAt, asOf]) => {
        const record = recordOf(events, 'sunderland');
        const { steps } = hindsight(record, { asOf: asOf!, knownAt: knownAt! }, context);
        expect(steps[0]!.knownFrom).toBeNull();
        expect(steps.at(-1)!.knownTo).toBe(isoDay(knownAt!));
        steps.forEach(({ knownTo, spans }, index) => {
          const next = steps[index + 1];
          if (next) expect(after(knownTo)).toBe(next.knownFrom);
          if (next) expect(next.spans.map(said)).not.toEqual(spans.map(said));
          expect(spans[0]!.from).toBeNull();
          expect(spans.at(-1)!.to).toBe(isoDay(asOf!));
          spans.forEach((span, place) => {
            const following = spans[place + 1];
            if (!following) return;
            expect(after(span.to)).toBe(following.from);
            expect(told(following)).not.toEqual(told(span));
          });
        });
      }),
      { numRuns: 60 },
    );
  });
});

/** The days on both sides of where a step begins. */
function turning({ knownFrom }: HindsightStep): readonly EpochDay[] {
  if (knownFrom === null) return [];
  const day = epochDay(knownFrom);
  return [day, (day - 1) as EpochDay];
}

function after(day: string): string {
  return isoDay((epochDay(day) + 1) as EpochDay);
}

function said({ because: _, ...one }: HindsightSpan) {
  return one;
}

function told({ from: _, to: __, because: ___, ...one }: HindsightSpan) {
  return one;
}

function ask(record: AuthorityRecord, coordinates: Parameters<typeof standing>[1]) {
  const { status, overall, areas, report, uncertain, because } = standing(
    record,
    coordinates,
    context,
  );
  return {
    status,
    overall: overall?.grade ?? null,
    areas: Object.fromEntries(Object.entries(areas).map(([area, { grade }]) => [area, grade])),
    joint: Object.fromEntries(
      Object.entries(areas).flatMap(([area, { covers = [] }]) =>
        covers.flatMap((covered) => (covered in areas ? [] : [[covered, area]])),
      ),
    ),
    framework: report?.framework ?? null,
    published: report?.published ?? null,
    uncertain: uncertain.length > 0,
    because: report ? because : [],
  };
}

import {
  addDays,
  authorityKey,
  type ClaimEvent,
  type EpochDay,
  epochDay,
  isRepair,
  knownDay,
  type Recorded,
} from '@monitoring-timeline/core';
import { recordedOf } from '@monitoring-timeline/core/testing';
import {
  type AnswerChange,
  type AnswersContext,
  AuthorityRecord,
  activity,
  answersOf,
  changesBetween,
  composeDiffs,
  diff,
  englandChildren,
  explain,
  interventionsHistory,
  leadershipHistory,
  partsOfStanding,
  replay,
  standing,
  themes,
  trajectory,
} from '@monitoring-timeline/projections';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, someDays } from '../support/any-history.ts';
import { directory } from '../support/record.ts';
import { roundsOr } from '../support/rounds.ts';

const context: AnswersContext = {
  directory,
  nameOf: () => null,
  policy: englandChildren,
  national: undefined,
};
/** Histories of each property: a sample in the ordinary run. */
const runs = { numRuns: roundsOr(40, 400) };

function recordOf(events: readonly ClaimEvent[]): AuthorityRecord {
  const record = new AuthorityRecord(authorityKey('sunderland'));
  for (const event of recordedOf(events)) record.add(event);
  return record;
}

/** Every view of one authority that answers at two dates. */
function everyView(record: AuthorityRecord, asOf: EpochDay, knownAt: EpochDay): unknown {
  const at = { asOf, knownAt };
  return {
    trajectory: trajectory(record, at, context),
    crosswalk: trajectory(record, at, context, { crosswalk: true }),
    leadership: leadershipHistory(record, at, context),
    themes: themes(record, at, context),
    interventions: interventionsHistory(record, at, context),
    activity: activity(record, at, context),
    standing: explain(
      record,
      at,
      context,
      'standing',
      partsOfStanding(standing(record, at, context)),
    ),
  };
}

describe('every view of a random history', () => {
  it('is the same in whatever order the events arrived', () => {
    const shuffled = anyHistory.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events], { minLength: events.length }),
        someDays(2),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([events, other, [a, b]]) => {
        expect(everyView(recordOf(other), a!, b!)).toEqual(everyView(recordOf(events), a!, b!));
        expect(everyView(recordOf(other), b!, a!)).toEqual(everyView(recordOf(events), b!, a!));
      }),
      runs,
    );
  });

  it('is the same whether or not it was asked before, as each event came in', () => {
    fc.assert(
      fc.property(anyHistory, someDays(2), (events, [a, b]) => {
        const asked = new AuthorityRecord(authorityKey('sunderland'));
        const recorded = recordedOf(events);
        for (const [index, event] of recorded.entries()) {
          asked.add(event);
          // at one date or at the other, so that what was worked out is of another day as well
          const [asOf, knownAt] = index % 2 === 0 ? [a!, a!] : [b!, a!];
          const fresh = recordOf(events.slice(0, index + 1));
          expect(everyView(asked, asOf, knownAt)).toEqual(everyView(fresh, asOf, knownAt));
        }
        expect(everyView(asked, b!, b!)).toEqual(everyView(recordOf(events), b!, b!));
      }),
      { numRuns: 30 },
    );
  });

  it('uses nothing that became known later', () => {
    fc.assert(
      fc.property(anyHistory, someDays(2), (events, [a, b]) => {
        const asOf = b!;
        const knownAt = a!;
        // what mends our own reading counts from when its target does
        const known = events.filter(
          (event) =>
            knownDay(event.known) <= knownAt || (isRepair(event) && event.data.cause === 'ours'),
        );
        expect(everyView(recordOf(known), asOf, knownAt)).toEqual(
          everyView(recordOf(events), asOf, knownAt),
        );
      }),
      runs,
    );
  });

  it('names only events that are on record behind its answers', () => {
    fc.assert(
      fc.property(anyHistory, someDays(1), (events, [a]) => {
        const ids = new Set<string>(events.map(({ id }) => id));
        const view = JSON.stringify(everyView(recordOf(events), a!, a!));
        for (const [, list] of view.matchAll(/"because":\[([^\]]*)\]/g)) {
          for (const id of list!.split(',').filter(Boolean)) {
            expect(ids.has(id.slice(1, -1))).toBe(true);
          }
        }
      }),
      runs,
    );
  });
});

describe('the trajectory of a random history', () => {
  it('puts every area that the latest report judged in exactly one list', () => {
    fc.assert(
      fc.property(anyHistory, someDays(1), (events, [a]) => {
        const at = { asOf: a!, knownAt: a! };
        const { areas, summary } = trajectory(recordOf(events), at, context);
        const { improved, declined, unchanged, notComparable } = summary;
        const judged = Object.entries(areas).filter(([, area]) => area.judgedInLatest);
        expect([...improved, ...declined, ...unchanged, ...notComparable].sort()).toEqual(
          judged.map(([area]) => area).sort(),
        );
      }),
      runs,
    );
  });

  it('has spells that follow each other without a gap', () => {
    fc.assert(
      fc.property(anyHistory, someDays(1), (events, [a]) => {
        const { spells } = trajectory(recordOf(events), { asOf: a!, knownAt: a! }, context);
        spells.overall.forEach((spell, index) => {
          const next = spells.overall[index + 1];
          expect(spell.to).toBe(next?.from ?? null);
          expect(spell.grade).not.toBe(next?.grade);
        });
      }),
      runs,
    );
  });
});

describe('the difference between knowledge dates', () => {
  it('composes over a day in between', () => {
    fc.assert(
      fc.property(anyHistory, someDays(3), fc.boolean(), (events, days, fixed) => {
        const records = [recordOf(events)];
        const [a, b, c] = days.toSorted((one, other) => one - other);
        const options = fixed ? { asOf: b! } : {};
        const over = (from: EpochDay, to: EpochDay) => diff(records, from, to, context, options);
        expect(composeDiffs(over(a!, b!), over(b!, c!))).toEqual(over(a!, c!));
      }),
      runs,
    );
  });

  it('is what a replay of those days adds up to', () => {
    fc.assert(
      fc.property(anyHistory, someDays(2), (events, [a, b]) => {
        const record = recordOf(events);
        const answers = new Map(answersOf(record, { asOf: a!, knownAt: a! }, context));
        const before = new Map(answers);
        for (const { changes } of replay([record], context, { from: addDays(a!, 1), to: b! })) {
          apply(changes, answers);
        }
        const after = answersOf(record, { asOf: b!, knownAt: b! }, context);
        if (b! > a!) expect(changesBetween(before, answers)).toEqual(changesBetween(before, after));
      }),
      runs,
    );
  });
});

describe('a replay of a random history', () => {
  it('tells with each step what the answers are then, by all that was told until then', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const known = new Map<string, Recorded>(
          recordedOf(events).map((one) => [one.event.id, one]),
        );
        const told = new AuthorityRecord(authorityKey('sunderland'));
        const steps = [...replay([recordOf(events)], context)];
        const first = steps[0] ? addDays(epochDay(steps[0].day), -1) : undefined;
        if (first === undefined) return;
        const answers = new Map(answersOf(told, { asOf: first, knownAt: first }, context));
        for (const { day, event, changes } of steps) {
          if (event) told.add(known.get(event.id)!);
          apply(changes, answers);
          const on = { asOf: epochDay(day), knownAt: epochDay(day) };
          const now = answersOf(told, on, context);
          expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(now));
        }
      }),
      { numRuns: 60 },
    );
  });
});

function apply(changes: readonly AnswerChange[], answers: Map<string, string>): void {
  for (const { field, before, after } of changes) {
    expect(answers.get(field) ?? null).toBe(before);
    if (after === null) answers.delete(field);
    else answers.set(field, after);
  }
}

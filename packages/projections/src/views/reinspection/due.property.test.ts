import {
  addDays,
  authorityKey,
  type ClaimEvent,
  type EpochDay,
  earliestDay,
  epochDay,
  isoDay,
  knownDay,
  latestDay,
} from '@monitoring-timeline/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DueRow } from '../../answers/due.ts';
import { englandChildren } from '../../policy/index.ts';
import { AuthorityRecord } from '../../record/authority-record.ts';
import {
  covered,
  directory,
  inspectedAndReported,
  recordsOf,
  rowsOn,
  statement,
  visited,
} from '../../testing/due.ts';
import { nextDueDay } from './due.ts';

const day = (from: string, to: string) =>
  fc.integer({ min: epochDay(from), max: epochDay(to) }) as fc.Arbitrary<EpochDay>;

/** An inspection with its report, and now and then a statement that follows it. */
const inspection = fc
  .record({
    start: day('2014-01-01', '2026-06-01'),
    length: fc.integer({ min: 4, max: 25 }),
    wait: fc.integer({ min: 20, max: 225 }),
    framework: fc.constantFrom('SIF', 'ILACS'),
    overall: fc.constantFrom('outstanding', 'good', 'requires_improvement', 'inadequate'),
    statement: fc.option(fc.integer({ min: 1, max: 200 })),
    done: fc.boolean(),
  })
  .map(({ start, length, wait, framework, overall, statement: after, done }) => {
    const [from, to, published] = [0, length, length + wait].map((later) =>
      isoDay(addDays(start, later)),
    );
    const of = { framework, from: from!, to: to! };
    const grades = { overall, leadership: overall } as const;
    const version = framework === 'SIF' ? '2013' : '2018';
    const events = inspectedAndReported({ ...of, version, published: published!, grades });
    return after === null
      ? events
      : [
          ...events,
          statement('action_statement', isoDay(addDays(start, length + wait + after)), of, done),
        ];
  });

const visit = fc
  .record({
    on: day('2014-01-01', '2026-06-01'),
    kind: fc.constantFrom('monitoring', 'focused'),
    letter: fc.option(fc.integer({ min: 10, max: 60 })),
    priorityAction: fc.boolean(),
  })
  .map(({ on, kind, letter, priorityAction }) =>
    visited(
      kind,
      isoDay(on),
      letter === null ? {} : { published: isoDay(addDays(on, letter)), priorityAction },
    ),
  );

const coverage = fc
  .record({
    activity: fc.constantFrom('graded_inspection', 'monitoring_visit'),
    to: day('2016-01-01', '2028-01-01'),
    axis: fc.constantFrom('published' as const, 'carried_out' as const),
  })
  .map(({ activity, to, axis }) => [covered(activity, '2009-01-01', isoDay(to), axis)]);

const history: fc.Arbitrary<readonly ClaimEvent[]> = fc
  .array(fc.oneof(inspection, visit, coverage), { minLength: 1, maxLength: 8 })
  .map((parts) => [...new Map(parts.flat().map((event) => [event.id, event])).values()]);

const asked = day('2014-06-01', '2028-12-31');

/** What of a row matters when days pass: everything but what is counted and told in days. */
function reading(rows: readonly DueRow[]): unknown {
  return rows.map(({ daysPast, daysPastWindow, explanation, recordTo, ...rest }) => rest);
}

const rank = { not_yet: 0, window_open: 1, due: 2, overdue: 3, not_known: 3 } as const;

function rankOf({ status }: DueRow): number | undefined {
  return status in rank ? rank[status as keyof typeof rank] : undefined;
}

describe('due', () => {
  it('never goes back on a clock while days pass and nothing happens', () => {
    fc.assert(
      fc.property(history, asked, fc.integer({ min: 1, max: 900 }), (events, from, days) => {
        const records = recordsOf(...events);
        const knownAt = isoDay(latestDay(from, ...events.map(({ known }) => knownDay(known))));
        const rows = (on: EpochDay) => rowsOn(records, isoDay(on), { knownAt });
        const start = epochDay(knownAt);
        // each time that a clock comes round it is another
        const name = ({ rule, anchor, period }: DueRow) => `${rule}/${anchor?.date}/${period}`;
        const later = new Map(rows(addDays(start, days)).map((row) => [name(row), row]));
        for (const row of rows(start)) {
          const then = later.get(name(row));
          const [before, after] = [rankOf(row), then && rankOf(then)];
          if (before === undefined || after === undefined) continue;
          expect(after).toBeGreaterThanOrEqual(before);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never uses what became known after the day asked about', () => {
    fc.assert(
      fc.property(history, asked, asked, (events, asOf, knownAt) => {
        const held = events.filter(({ known }) => knownDay(known) <= knownAt);
        const on = isoDay(asOf);
        const at = { knownAt: isoDay(knownAt) };
        expect(rowsOn(recordsOf(...events), on, at)).toEqual(rowsOn(recordsOf(...held), on, at));
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the order in which events came', () => {
    const shuffled = history.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, asked, ([events, other], asOf) => {
        const on = isoDay(asOf);
        expect(rowsOn(recordsOf(...other), on)).toEqual(rowsOn(recordsOf(...events), on));
      }),
      { numRuns: 100 },
    );
  });

  it('calls nothing overdue that an authority owes unless a source says that it was not done', () => {
    fc.assert(
      fc.property(history, asked, (events, asOf) => {
        const said = events.some(
          (event) => event.type === 'StatementPublished' && !event.data.done,
        );
        const overdue = rowsOn(recordsOf(...events), isoDay(asOf), { status: 'overdue' });
        const authority = overdue.filter(({ owedBy }) => owedBy === 'authority');
        if (!said) expect(authority).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the next due day', () => {
  it('comes no later than anything that changes: up to it every day reads the same', () => {
    const context = { policy: englandChildren, directory };
    fc.assert(
      fc.property(
        history,
        asked,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (events, asOf, part) => {
          const records = recordsOf(...events);
          const record =
            records.get(authorityKey('sunderland')) ??
            new AuthorityRecord(authorityKey('sunderland'));
          const national = records.get(authorityKey('england'));
          const next = nextDueDay(record, { asOf, knownAt: asOf }, { ...context, national });
          const end = addDays(asOf, 4000);
          const last = addDays(earliestDay(next ?? end, end, epochDay('2030-01-01')), -1);
          fc.pre(last >= asOf);
          const between = isoDay(addDays(asOf, Math.floor((last - asOf) * part)));
          // records of their own, so that nothing remembered can hide a change
          const at = (on: string) =>
            reading(rowsOn(recordsOf(...events), on, { policy: englandChildren }));
          expect(at(between)).toEqual(at(isoDay(asOf)));
          expect(at(isoDay(last))).toEqual(at(isoDay(asOf)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is not each morrow while the record reaches on: in twelve years fewer days turn than there are months', () => {
    const records = recordsOf(
      ...inspectedAndReported({
        framework: 'SIF',
        version: '2013',
        from: '2014-03-03',
        to: '2014-03-27',
        published: '2014-05-06',
        grades: { overall: 'good', leadership: 'good' },
      }),
      covered('graded_inspection', '2009-01-01', '2026-08-20'),
      covered('monitoring_visit', '2009-01-01', '2026-08-20'),
    );
    const record = records.get(authorityKey('sunderland'))!;
    const national = records.get(authorityKey('england'));
    const context = { policy: englandChildren, directory, national };
    const turning: EpochDay[] = [];
    let day: EpochDay | undefined = epochDay('2014-05-06');
    while (day !== undefined && day <= epochDay('2026-08-20')) {
      day = nextDueDay(record, { asOf: day, knownAt: day }, context);
      if (day !== undefined) turning.push(day);
    }
    expect(turning).toContain(epochDay('2026-08-21'));
    expect(turning.length).toBeLessThan(12 * 12);
  });

  it('is nothing where nothing can change any more', () => {
    const record = new AuthorityRecord(authorityKey('cumbria'));
    const at = { asOf: epochDay('2029-01-01'), knownAt: epochDay('2029-01-01') };
    const context = { policy: englandChildren, directory, national: undefined };
    expect(nextDueDay(record, at, context)).toBeUndefined();
  });
});

describe('asking again', () => {
  it('gives what a first asking gives, whatever was asked before', () => {
    fc.assert(
      fc.property(history, fc.array(asked, { minLength: 2, maxLength: 6 }), (events, days) => {
        const records = recordsOf(...events);
        for (const on of days.map(isoDay)) {
          expect(rowsOn(records, on)).toEqual(rowsOn(recordsOf(...events), on));
        }
      }),
      { numRuns: 80 },
    );
  });
});

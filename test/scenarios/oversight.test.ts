import { authorityKey, england, epochDay, streamOf } from '@monitoring-timeline/core';
import {
  authorityOfStream,
  board,
  type Coordinates,
  commitments,
  composeDiffs,
  diff,
  englandChildren,
  explain,
  findings,
  type ListOptions,
  list,
  onDay,
  parseCondition,
  partsOfStanding,
  reconcile,
  replay,
  standing,
} from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import {
  directory,
  recordOf,
  recordsOf,
  shippedContext,
  shippedEvents,
} from '../support/record.ts';
import { inFull } from '../support/rounds.ts';

/** Every authority with `pnpm faults`. */
const records = recordsOf(shippedEvents());
const context = shippedContext();
const answering = { ...context, policy: englandChildren, national: records.get(england) };
const on = (asOf: string, knownAt = asOf): Coordinates => ({
  ...onDay(asOf),
  knownAt: onDay(knownAt).knownAt,
});

describe('the national table of August 2016', () => {
  const table = reconcile(records, 'SIF outcomes at 5 August 2016', directory);

  it('counts reports: 27 of 28 cells are ours, and nobody is blamed for the other', () => {
    expect(table).toMatchObject({ countedAs: 'reports', cells: 28, equal: 27 });
    expect(table.counted).toEqual({ published: 104, ours: 104 });
    expect(table.repeated).toEqual(['slough']);
    expect(table.differing).toMatchObject([
      {
        area: 'care_leavers',
        grade: 'requires_improvement',
        published: 51,
        ours: 52,
        explainedBy: [],
        unexplained: -1,
      },
    ]);
  });

  it('has three rows that do not add up to 104, and one whose percentages make 101 (Q27)', () => {
    const off = table.rows.filter(({ missing }) => missing !== 0);
    expect(off.map(({ area, sum, notJudged }) => [area, sum, notJudged])).toEqual([
      ['children_in_care', 103, ['isles-of-scilly']],
      ['adoption', 103, ['isles-of-scilly']],
      ['care_leavers', 102, ['isles-of-scilly']],
    ]);
    expect(table.rows.filter(({ percentSum }) => percentSum !== 100)).toMatchObject([
      { area: 'adoption', percentSum: 101 },
    ]);
  });

  it('is explained by Slough’s first report where authorities are counted', () => {
    const counted = reconcile(records, table.event, directory, { count: 'authorities' });
    const explained = counted.differing.filter(({ unexplained }) => unexplained === 0);
    expect(explained.map(({ explainedBy }) => explainedBy)).toEqual(
      Array.from({ length: 7 }, () => ['slough']),
    );
    expect(counted.differing.every(({ difference }) => Math.abs(difference) === 1)).toBe(true);
  });

  it('stands beside one of the North East, which is ours in every cell', () => {
    expect(reconcile(records, 'north east', directory)).toMatchObject({ cells: 4, equal: 4 });
  });
});

describe('commitments', () => {
  it('due by February 2020 are two of Cheshire East, and one more in July (Q29)', () => {
    const asked = commitments(records, on('2020-01-20'), context, {
      dueBy: { precision: 'month', from: '2020-02' },
    }).filter(({ status }) => status !== 'day_passed');
    expect(asked.map(({ authority, due }) => [authority.name, due])).toEqual([
      ['Cheshire East', 'by 2020-01-31'],
      ['Cheshire East', 'by 2020-02'],
    ]);
    const later = commitments(records, on('2020-01-20'), context, {
      dueWithin: { precision: 'month', from: '2020-07' },
    });
    expect(later.map(({ authority }) => authority.name)).toEqual(['Cheshire East']);
  });
});

describe('an oversight team', () => {
  it('lists who is inadequate on a day, alphabetically, by the record of that day', () => {
    const where = [parseCondition('overall=inadequate')];
    const names = (day: string) =>
      list(records, on(day), context, { where, region: 'NE' }).map(
        ({ authority }) => authority.name,
      );
    expect(names('2016-08-05')).toEqual(['Darlington', 'Sunderland']);
  });

  it('has one row on the board for each authority of its region', () => {
    const rows = board(records, on('2018-07-26'), context, { region: 'North East' });
    expect(rows).toHaveLength(12);
    expect(rows.find(({ authority }) => authority.key === 'sunderland')).toMatchObject({
      standing: { overall: 'inadequate' },
      trajectory: { label: 'improving' },
      lastActivity: { kind: 'reinspection', end: '2018-05-18', daysAgo: 69 },
    });
  });

  it('sees that private fostering was asked of all three authorities', () => {
    const [topic] = findings(records, on('2020-02-01'), context, { topic: 'private fostering' });
    expect(topic).toMatchObject({
      topic: 'private_fostering',
      authorities: ['cheshire-east', 'stockton-on-tees', 'sunderland'],
      recurring: true,
    });
  });

  it('is led from a grade to the line of the report', () => {
    const record = recordOf(records, authorityKey('sunderland'));
    const at = on('2018-07-26');
    const parts = partsOfStanding(standing(record, at, context));
    const { answers } = explain(record, at, context, 'standing', parts);
    const overall = answers.find(({ field }) => field === 'overall');
    expect(overall?.events.map(({ locator }) => locator)).toContain(
      'lines 9 to 16; recommendations in lines 135 to 152',
    );
  });
});

describe('what was learnt', () => {
  const sunderland = authorityKey('sunderland');
  const some = new Map(
    [...records].filter(([key], at) => inFull || at % 12 === 0 || key === sunderland),
  );
  const over = (from: string, to: string) =>
    diff(some.values(), epochDay(from), epochDay(to), answering);

  it('on 25 July 2018 changed Sunderland’s areas and its label, not its overall', () => {
    const one = over('2018-07-24', '2018-07-25').authorities.find(
      ({ authority }) => authority === sunderland,
    );
    const changed = new Map(one?.answers.map((one) => [one.field, one.after]));
    expect(changed.get('standing.areas.adoption')).toBe('good');
    expect(changed.get('trajectory.label')).toBe('improving');
    expect(changed.has('standing.overall')).toBe(false);
  });

  it('in a year is what was learnt in its halves', () => {
    expect(
      composeDiffs(over('2024-12-31', '2025-06-30'), over('2025-06-30', '2025-12-31')),
    ).toEqual(over('2024-12-31', '2025-12-31'));
  });

  it(`replays every event of ${inFull ? 'the record' : 'a twelfth of its authorities'} once, in the order of the days`, () => {
    const steps = [...replay(some.values(), answering)];
    const told = steps.flatMap(({ event }) => event?.id ?? []);
    const there = shippedEvents().filter((event) => some.has(authorityOfStream(streamOf(event))!));
    expect(there.length).toBeGreaterThan(400);
    expect(told).toHaveLength(there.length);
    expect(new Set(told).size).toBe(told.length);
    const days = steps.map(({ day }) => day);
    expect(days).toEqual(days.toSorted());
  });
});

describe('the list of authorities narrowed by more than a grade', () => {
  const today = onDay('2026-08-20');
  const keysOf = (options: ListOptions) =>
    list(records, today, context, options).map(({ authority }) => authority.key);

  it('by inadequate in any area holds whom no overall grade would show', () => {
    const any = keysOf({ anyInadequate: true });
    const overall = keysOf({ where: [parseCondition('overall=inadequate')] });
    expect(any).toEqual(expect.arrayContaining([...overall, 'trafford']));
    expect(overall).not.toContain('trafford');
  });

  it('by trajectory, priority action and intervention is what the answers of each say', () => {
    const declining = keysOf({ trajectory: 'declining' });
    expect(declining).toContain('somerset');
    expect(declining).not.toContain('sunderland');
    expect(keysOf({ intervention: true })).toEqual([
      'cheshire-east',
      'devon',
      'halton',
      'havering',
      'isles-of-scilly',
      'swindon',
      'tameside',
    ]);
    for (const key of keysOf({ priorityAction: true })) {
      const { visits } = standing(recordOf(records, key), today, context);
      expect(visits.some(({ priorityAction }) => priorityAction === true)).toBe(true);
    }
  });

  it('by who improved since 2018 shows each grade that moved, up or down', () => {
    const improved = list(records, today, context, {
      improvedSince: epochDay('2018-01-01'),
      region: 'North East',
    });
    expect(improved.map(({ authority }) => authority.key)).not.toContain('stockton-on-tees');
    expect(improved.find(({ authority }) => authority.key === 'sunderland')?.moved).toContainEqual({
      area: 'overall',
      from: 'inadequate',
      to: 'outstanding',
      direction: 'improved',
      published: '2025-03-11',
    });
    const newcastle = improved.find(({ authority }) => authority.key === 'newcastle-upon-tyne');
    expect(newcastle?.moved?.map(({ direction }) => direction)).toContain('declined');
  });
});

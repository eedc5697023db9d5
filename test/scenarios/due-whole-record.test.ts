import { join } from 'node:path';
import {
  addDays,
  addMonths,
  authorityKey,
  type EpochDay,
  earliestOf,
  england,
  epochDay,
  isoDay,
} from '@monitoring-timeline/core';
import {
  type DueRow,
  due,
  englandChildren,
  type GradedReport,
  type Policy,
  policyFrom,
} from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { directory, recordsOf, shippedEvents } from '../support/record.ts';

const records = recordsOf(shippedEvents());
const everything = { asOf: epochDay('2026-11-21'), knownAt: epochDay('2026-11-21') };

/** The cycle of three years for every grade, suspended days counted: what a reader of the handbook alone would count by. */
const cycleForAll: Policy = policyFrom({
  ...englandChildren,
  rules: englandChildren.rules
    .filter(({ id }) => id === 'ilacs-cycle')
    .map((rule) => ({
      ...rule,
      clockStops: false,
      trigger: { event: 'graded_report', frameworks: ['ILACS'] },
    })),
});

/** The shipped rules with hindsight: what was measured in 2026 is used of every year. */
const withHindsight: Policy = policyFrom({
  ...englandChildren,
  rules: englandChildren.rules.map(({ known: _, ...rule }) => rule),
});

function reinspection(
  authority: string,
  day: EpochDay,
  policy: Policy,
  publicOnly = false,
): DueRow {
  const at = { asOf: day, knownAt: day, publicOnly };
  const row = due(records, at, policy, directory, { authority }).find(
    ({ activity }) => activity === 'graded_inspection',
  );
  if (!row) throw new Error(`${authority} has no row for its next graded inspection`);
  return row;
}

interface Pair {
  readonly authority: string;
  readonly name: string;
  readonly first: GradedReport;
  readonly second: GradedReport;
  /** First day on site of the second; undefined where it is not known to the day. */
  readonly start: EpochDay | undefined;
}

const pairs: readonly Pair[] = directory.all().flatMap(({ key, name }) => {
  const reports = records.get(key)?.at(everything).reports ?? [];
  return reports.slice(1).map((second, index) => {
    const start = second.activity.start?.value;
    return {
      authority: key,
      name,
      first: reports[index]!,
      second,
      start: typeof start === 'number' ? start : undefined,
    };
  });
});

/** The same authority in the same framework family, both ILACS, and the first begun after the pause. */
const sincePause = pairs.filter(
  ({ first, second, start }) =>
    first.framework === 'ILACS' &&
    second.framework === 'ILACS' &&
    start !== undefined &&
    first.activity.start !== undefined &&
    earliestOf(first.activity.start.value) > epochDay('2021-06-27'),
);

/** A cell of the table. */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return text.includes(',') ? `"${text}"` : text;
}

function overallOf({ judgements }: GradedReport): string | undefined {
  return judgements.get('overall')?.value.grade;
}

describe('the day before each graded inspection began', () => {
  const dated = pairs.filter(({ start }) => start !== undefined);
  const rows = dated
    .filter(({ authority, start }) =>
      directory.existsOn(authorityKey(authority), addDays(start!, -1)),
    )
    .map((pair) => ({
      pair,
      row: reinspection(pair.authority, addDays(pair.start!, -1), withHindsight),
    }));
  const ruled = rows.filter(({ row }) => row.rule !== null);

  it('is told for 558 pairs, of which 69 have no day and 151 no rule', () => {
    expect({
      pairs: pairs.length,
      withoutDay: pairs.length - dated.length,
      withoutRule: rows.length - ruled.length,
      ruled: ruled.length,
    }).toEqual({ pairs: 558, withoutDay: 69, withoutRule: 151, ruled: 338 });
  });

  it('reads as in the table that was gone through by eye', async () => {
    const lines = ruled.map(({ pair: { name, first, second, start }, row }) =>
      [
        name,
        first.framework,
        overallOf(first),
        second.framework,
        isoDay(start!),
        row.rule,
        row.version,
        row.anchor?.date,
        row.opens,
        row.due,
        row.closes,
        row.status,
        row.daysPast,
        row.daysPastWindow,
        row.certainty,
        row.suspensions.length > 0 ? 'suspended' : '',
      ]
        .map(cell)
        .join(','),
    );
    const head =
      'authority,framework,overall,next_framework,next_began,rule,version,anchor,opens,due,closes,status,days_past,days_past_window,certainty,suspension';
    await expect(`${[head, ...lines].join('\n')}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, '../golden/due-before-next.csv'),
    );
  });

  it('finds nobody inspected already but where a source tells of an earlier day: the week off site, or a slip', () => {
    const inProgress = ruled.filter(({ row }) => row.status === 'in_progress');
    expect(inProgress.map(({ pair }) => pair.authority)).toEqual([
      'cheshire-east',
      'isles-of-scilly',
    ]);
    expect(inProgress.map(({ row }) => row.underWay?.start)).toEqual(['2019-11-11', '2023-07-10']);
    const others = ruled.filter((one) => !inProgress.includes(one)).map(({ row }) => row.status);
    // Sunderland was inspected on the day after the suspension
    expect([...new Set(others)].sort()).toEqual([
      'due',
      'not_yet',
      'overdue',
      'suspended',
      'window_open',
    ]);
  });
});

describe('the 67 pairs of ILACS inspections since the pause', () => {
  const read = sincePause.map(({ authority, start }) =>
    reinspection(authority, addDays(start!, -1), cycleForAll),
  );

  it('by the window of 30 to 42 months: 44 were inspected while due, 13 after it by 5 to 116 days', () => {
    const of = (status: string) => read.filter((row) => row.status === status);
    expect(read).toHaveLength(67);
    expect(of('window_open')).toHaveLength(10);
    expect(of('due')).toHaveLength(44);
    const late = of('overdue').map(({ daysPastWindow }) => daysPastWindow!);
    expect(late).toHaveLength(13);
    expect([Math.min(...late), Math.max(...late)]).toEqual([5, 116]);
  });

  it('after an inadequate judgement all 9 lie in the range that was observed', () => {
    const inadequate = sincePause.filter(({ first }) => overallOf(first) === 'inadequate');
    const waits = inadequate.map(({ authority, start }) =>
      reinspection(authority, addDays(start!, -1), withHindsight),
    );
    expect(waits).toHaveLength(9);
    expect(waits.filter(({ status }) => status === 'overdue' || status === 'not_yet')).toEqual([]);
  });
});

describe('the month ends from January 2025 to June 2026', () => {
  const monthEnds = Array.from({ length: 18 }, (_, index) =>
    addMonths(epochDay('2025-02-01'), index),
  ).map((first) => addDays(first, -1));

  /** True where inspectors had come by a day after the inspection that a row counts from. */
  function hadBegun({ authority, anchor }: DueRow, day: EpochDay): boolean {
    const { activities } = records.get(authority.key)!.at(everything);
    return activities.some(
      ({ activity, framework, start }) =>
        activity === 'inspection' &&
        framework === 'ILACS' &&
        start !== undefined &&
        earliestOf(start.value) > epochDay(anchor!.date) &&
        earliestOf(start.value) <= day,
    );
  }

  function backtest(policy: Policy, publicOnly: boolean) {
    const found = monthEnds.flatMap((day) =>
      due(records, { asOf: day, knownAt: day, publicOnly }, policy, directory)
        .filter(({ activity, rule }) => activity === 'graded_inspection' && rule !== null)
        .map((row) => ({ row, begun: row.anchor ? hadBegun(row, day) : false })),
    );
    const flags = found.filter(({ row }) => row.status === 'overdue');
    const certain = flags.filter(({ row }) => row.certainty === 'certain');
    const count = (list: typeof found) => list.filter(({ begun }) => begun).length;
    return {
      flags: flags.length,
      alreadyBegun: count(flags),
      certain: certain.length,
      certainAlreadyBegun: count(certain),
    };
  }

  it('by what was public the rule of 42 months raised 78 flags, 50 of them inspected already, and none is called certain', () => {
    expect(backtest(cycleForAll, true)).toEqual({
      flags: 78,
      alreadyBegun: 50,
      certain: 0,
      certainAlreadyBegun: 0,
    });
  });

  it('with what the later reports tell of, 28 flags are left and none had been inspected', () => {
    const { alreadyBegun, flags, certainAlreadyBegun } = backtest(cycleForAll, false);
    expect({ flags, alreadyBegun, certainAlreadyBegun }).toEqual({
      flags: 28,
      alreadyBegun: 0,
      certainAlreadyBegun: 0,
    });
  });

  it('by the shipped policy, which waits longer after inadequate, 21 are left, and on the day itself none is certain', () => {
    expect(backtest(withHindsight, false)).toEqual({
      flags: 21,
      alreadyBegun: 0,
      certain: 0,
      certainAlreadyBegun: 0,
    });
  });

  it('90 days after a window closed were no proof: 18 of 23 such flags had been inspected', () => {
    const old = monthEnds.flatMap((day) =>
      due(records, { asOf: day, knownAt: day, publicOnly: true }, cycleForAll, directory)
        .filter(({ status, daysPastWindow }) => status === 'overdue' && daysPastWindow! >= 90)
        .map((row) => hadBegun(row, day)),
    );
    expect([old.length, old.filter(Boolean).length]).toEqual([23, 18]);
  });

  it('Devon at the end of March 2025 was 609 days past its window, and inspected six months before', () => {
    const day = epochDay('2025-03-31');
    const row = reinspection('devon', day, cycleForAll, true);
    expect(row.daysPastWindow).toBe(609);
    expect(hadBegun(row, day)).toBe(true);
    expect(reinspection('devon', day, cycleForAll).status).toBe('in_progress');
  });
});

it('the national record says how far the rest reaches', () => {
  expect(records.get(england)?.at(everything).of('CoverageStated').length).toBeGreaterThan(4);
});

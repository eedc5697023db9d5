import {
  type EpochDay,
  epochDay,
  isoDay,
  isWorkingDay,
  workingDaysBetween,
} from '@monitoring-timeline/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAfter, deadline, offsetDay, suspendedSpans } from './deadline.ts';
import type { Offset, Suspension } from './schema.ts';

const after = (from: string, offset: Offset) => isoDay(offsetDay(epochDay(from), offset));
const someDay = fc.integer({
  min: epochDay('2012-01-01'),
  max: epochDay('2025-12-31'),
}) as fc.Arbitrary<EpochDay>;

describe('offsets', () => {
  it.each([
    ['2019-11-29', { months: 36 }, '2022-11-29'],
    ['2018-08-31', { months: 30 }, '2021-02-28'],
    ['2020-02-29', { months: 12 }, '2021-02-28'],
    ['2020-02-29', { months: 48 }, '2024-02-29'],
    ['2018-07-25', { weeks: 4 }, '2018-08-22'],
    ['2018-07-25', { workingDays: 70 }, '2018-11-01'],
    ['2016-08-05', { workingDays: 70 }, '2016-11-14'],
    ['2020-01-09', { workingDays: 70 }, '2020-04-20'],
    ['2015-07-20', [{ workingDays: 70 }, { weeks: 4 }], '2015-11-24'],
  ] as const)('count from %s by %j to %s', (from, offset, to) => {
    expect(after(from, offset as Offset)).toBe(to);
  });

  it('in months keep the order of days', () => {
    fc.assert(
      fc.property(someDay, someDay, fc.integer({ min: 0, max: 60 }), (a, b, months) => {
        const [first, last] = a < b ? [a, b] : [b, a];
        expect(offsetDay(first, { months })).toBeLessThanOrEqual(offsetDay(last, { months }));
      }),
    );
  });

  it('in working days end on a working day that many of them later', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 90 }), (day, workingDays) => {
        const end = offsetDay(day, { workingDays });
        expect(isWorkingDay(end)).toBe(true);
        expect(workingDaysBetween(day, end)).toBe(workingDays);
      }),
    );
  });
});

describe('days after a deadline', () => {
  const after = (due: string, asOf: string, stops = true) => {
    const suspensions = suspendedSpans([pause], 'graded_inspection');
    const days = { opens: undefined, due: epochDay(due), closes: undefined, suspensions, stops };
    return daysAfter(days, days.due, epochDay(asOf));
  };

  it('leave out those in which the clock stood still', () => {
    expect(after('2020-01-29', '2020-03-16')).toBe(47);
    expect(after('2020-01-29', '2021-06-27')).toBe(47);
    expect(after('2020-01-29', '2021-12-05')).toBe(676 - 468);
    expect(after('2021-07-01', '2021-12-05')).toBe(157);
    expect(after('2020-01-29', '2021-12-05', false)).toBe(676);
    expect(after('2020-01-29', '2020-01-01')).toBe(0);
  });
});

const pause: Suspension = {
  activity: 'graded_inspection',
  from: '2020-03-17',
  to: '2021-06-27',
  reason: 'COVID-19',
  verified: true,
  source: { title: 'Announcement' },
};
const length = epochDay('2021-06-27') - epochDay('2020-03-17') + 1;
const window = { opens: { months: 30 }, due: { months: 36 }, closes: { months: 42 } };
const spans = (...suspensions: readonly Suspension[]) =>
  suspendedSpans(suspensions, 'graded_inspection');

function daysOf(clockStops: boolean, anchor: string, asOf: string) {
  const rule = { offsets: window, clockStops };
  const { opens, due, closes, suspensions } = deadline(
    rule,
    epochDay(anchor),
    spans(pause),
    epochDay(asOf),
  );
  return {
    opens: isoDay(opens!),
    due: isoDay(due),
    closes: isoDay(closes!),
    noted: suspensions.length,
  };
}

/** The day that 36 months after 29 November 2019 come to be under a clock that these stop. */
function dueAfter(...suspensions: readonly Suspension[]) {
  const rule = { offsets: window, clockStops: true };
  return deadline(rule, epochDay('2019-11-29'), spans(...suspensions), epochDay('2022-01-01')).due;
}

describe('suspensions', () => {
  it('are noted and leave every day where it was', () => {
    expect(daysOf(false, '2019-11-29', '2022-01-01')).toEqual({
      opens: '2022-05-29',
      due: '2022-11-29',
      closes: '2023-05-29',
      noted: 1,
    });
  });

  it('stop the clock only where the rule says so: each of their days moves the deadline by one', () => {
    const stopped = daysOf(true, '2019-11-29', '2022-01-01');
    expect(epochDay(stopped.due)).toBe(epochDay('2022-11-29') + length);
    expect(epochDay(stopped.closes)).toBe(epochDay('2023-05-29') + length);
  });

  it('stop a clock that starts within them only for what is left of them', () => {
    const stopped = daysOf(true, '2021-06-01', '2022-01-01');
    expect(epochDay(stopped.due)).toBe(epochDay('2024-06-01') + 26);
  });

  it('do not count before they began, since nobody knew of them', () => {
    expect(daysOf(true, '2019-11-29', '2020-03-16')).toMatchObject({
      due: '2022-11-29',
      noted: 0,
    });
    expect(daysOf(true, '2019-11-29', '2020-03-17').noted).toBe(1);
  });

  it('do not touch a clock that started after them or ended before them', () => {
    expect(daysOf(true, '2021-06-28', '2022-01-01')).toMatchObject({ due: '2024-06-28', noted: 0 });
    expect(daysOf(true, '2016-01-10', '2022-01-01').closes).toBe('2019-07-10');
  });

  it('that overlap count each day once', () => {
    const second = { ...pause, from: '2021-01-01', to: '2021-07-07' };
    expect(dueAfter(second, pause)).toBe(epochDay('2022-11-29') + length + 10);
  });

  it('that begin on the very day of the deadline still move it', () => {
    const stopped = daysOf(true, '2017-03-17', '2022-01-01');
    expect(epochDay(stopped.due)).toBe(epochDay('2020-03-17') + length);
    expect(daysOf(true, '2017-03-16', '2022-01-01').due).toBe('2020-03-16');
  });

  it('that end on the day of the anchor are noted and move nothing', () => {
    expect(daysOf(true, '2021-06-27', '2022-01-01')).toMatchObject({ due: '2024-06-27', noted: 1 });
  });

  it('that lie apart count their own days and not those between', () => {
    const later = { ...pause, from: '2021-08-01', to: '2021-08-10' };
    expect(dueAfter(later, pause)).toBe(epochDay('2022-11-29') + length + 10);
  });

  it.each([
    ['lies within another', '2020-05-01', '2020-05-31'],
    ['ends with another', '2020-05-01', '2021-06-27'],
  ])('of which one %s count as that other alone', (_, from, to) => {
    const inner = { ...pause, from, to };
    expect(dueAfter(pause, inner)).toBe(epochDay('2022-11-29') + length);
    expect(spans(inner, pause)).toEqual(spans(pause));
  });

  it('that begin on one day are both named, the shorter first', () => {
    const brief = { ...pause, to: '2020-06-30' };
    const named = spans(pause, brief);
    expect(named.map(({ suspension }) => suspension)).toEqual([brief, pause]);
    expect(spans(brief, pause)).toEqual(named);
    expect(dueAfter(pause, brief)).toBe(epochDay('2022-11-29') + length);
  });

  it('that share a single day count it once', () => {
    const next = { ...pause, from: '2021-06-27', to: '2021-07-07' };
    expect(dueAfter(pause, next)).toBe(epochDay('2022-11-29') + length + 10);
  });

  it('of another activity do not count', () => {
    expect(suspendedSpans([pause], 'monitoring_visit')).toEqual([]);
  });
});

describe('a clock that comes round', () => {
  const yearly = { offsets: { due: { months: 12 } }, clockStops: false, every: { months: 12 } };
  const turn = (anchor: string, asOf: string, rule: Parameters<typeof deadline>[0] = yearly) => {
    const { due, period } = deadline(rule, epochDay(anchor), [], epochDay(asOf));
    return [isoDay(due), period?.number];
  };

  it.each([
    ['2018-07-25', '2018-07-25', '2019-07-25', 1],
    ['2018-07-25', '2019-07-25', '2019-07-25', 1],
    ['2018-07-25', '2019-07-26', '2020-07-25', 2],
    ['2018-07-25', '2026-07-25', '2026-07-25', 8],
    ['2018-07-25', '2026-07-26', '2027-07-25', 9],
    ['2020-02-29', '2023-03-01', '2024-02-29', 4],
    ['2020-02-29', '2024-03-01', '2025-02-28', 5],
  ])('of %s is on %s due on %s, time %i', (anchor, asOf, due, number) => {
    expect(turn(anchor, asOf)).toEqual([due, number]);
  });

  it('counts its first time by its offset, and the others from there', () => {
    const rule = { ...yearly, offsets: { due: [{ months: 6 }, { weeks: 1 }] } };
    expect(turn('2018-07-25', '2018-08-01', rule)).toEqual(['2019-02-01', 1]);
    expect(turn('2018-07-25', '2019-02-02', rule)).toEqual(['2020-02-01', 2]);
    const inWeeks = { ...yearly, offsets: { due: { weeks: 4 } } };
    expect(turn('2018-07-25', '2020-08-01', inWeeks)).toEqual(['2020-08-22', 3]);
  });

  it('is due on the first of its days that is not before the one asked about, and its periods meet', () => {
    fc.assert(
      fc.property(someDay, someDay, fc.integer({ min: 1, max: 30 }), (anchor, asOf, months) => {
        const rule = { ...yearly, offsets: { due: { months } }, every: { months } };
        const { due, period } = deadline(rule, anchor, [], asOf);
        let expected = 1;
        while (offsetDay(anchor, { months: expected * months }) < asOf) expected += 1;
        expect(period?.number).toBe(expected);
        expect(due).toBe(offsetDay(anchor, { months: expected * months }));
        expect(period!.from).toBeLessThanOrEqual(asOf);
        if (expected === 1) return;
        expect(period!.from - 1).toBe(offsetDay(anchor, { months: (expected - 1) * months }));
      }),
    );
  });
});

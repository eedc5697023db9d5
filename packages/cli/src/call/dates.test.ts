import { epochDay } from '@monitoring-timeline/core';
import { monthsFrom } from '@monitoring-timeline/projections';
import { instantGiven, monthsGiven } from '@monitoring-timeline/projections/asking';
import { describe, expect, it } from 'vitest';
import { dateOption, datesOf, dayOption } from './dates.ts';
import { typed } from './manner.ts';

describe('a day typed as an option', () => {
  it('is taken where it exists', () => {
    expect(dayOption('--as-of', '2016-02-29')).toBe('2016-02-29');
  });

  it.each(['2018-02-30', '2017-02-29', '2018-13-01', '2018-7-1', '25/07/2018', '', 'today'])(
    'is refused as "%s", naming the option and an example',
    (text) => {
      expect(() => dayOption('--as-of', text)).toThrow(/--as-of: ".*" is not .*--as-of 2018-07-25/);
    },
  );
});

describe('an instant typed as an option', () => {
  it.each([
    ['2026-01-15', '2026-01-15T23:59:59.999Z'],
    ['2026-07-15', '2026-07-15T22:59:59.999Z'],
    // clocks go forward at 01:00 on 29 March 2026 and back at 02:00 on 25 October
    ['2026-03-28', '2026-03-28T23:59:59.999Z'],
    ['2026-03-29', '2026-03-29T22:59:59.999Z'],
    ['2026-10-24', '2026-10-24T22:59:59.999Z'],
    ['2026-10-25', '2026-10-25T23:59:59.999Z'],
  ])('means the end of its day in London where it is the day %s alone', (text, instant) => {
    expect(instantGiven(typed('--recorded-at'), text)).toBe(instant);
  });

  it.each([
    ['2026-07-15T12:00:00Z', '2026-07-15T12:00:00.000Z'],
    ['2026-07-15T12:00:00+01:00', '2026-07-15T11:00:00.000Z'],
    ['2026-07-15T12:00', '2026-07-15T11:00:00.000Z'],
    ['2026-01-15T12:00:00.5', '2026-01-15T12:00:00.500Z'],
  ])(
    '%s becomes a UTC time stamp of fixed width, London where it names no zone',
    (text, instant) => {
      expect(instantGiven(typed('--recorded-at'), text)).toBe(instant);
    },
  );

  it.each(['2026-02-30T12:00:00Z', '2026-01-15T25:00:00Z', '2026-01-15Tnoon', 'T'])(
    'is refused as "%s", naming the option',
    (text) => {
      expect(() => instantGiven(typed('--recorded-at'), text)).toThrow(/^--recorded-at: /);
    },
  );
});

describe('the dates of a question', () => {
  it('stay open where nothing was typed', () => {
    expect(datesOf({})).toEqual({
      asOf: undefined,
      knownAt: undefined,
      recordedAt: undefined,
      publicOnly: undefined,
    });
  });
});

describe('a date typed as an option', () => {
  it('is taken as precise as it is written', () => {
    expect(dateOption('--on', '2018-07')).toEqual({ precision: 'month', from: '2018-07' });
    expect(dateOption('--by', '2020-01/2020-06')).toMatchObject({ precision: 'range' });
  });

  it.each(['2018-02-30', '2018-13', 'soon', '', '25/07/2018'])('is refused as "%s"', (text) => {
    expect(() => dateOption('--by', text)).toThrow(/--by: ".*" is not a date.*--by 2018-07-25/);
  });
});

describe('a span to come typed as an option', () => {
  it.each([
    ['6m', 6],
    ['1y', 12],
    ['18M', 18],
    ['P6M', 6],
    ['P1Y6M', 18],
    ['p2y', 24],
  ])('is read as months: %s', (text, months) => {
    expect(monthsGiven(typed('--within'), text)).toBe(months);
  });

  it.each(['6', 'm', '-6m', '6 weeks', '101y', 'P1W', 'P1Y2D', '-P6M', 'PT6M', ''])(
    'is refused as "%s"',
    (text) => {
      expect(() => monthsGiven(typed('--within'), text)).toThrow(/--within: .*--within 6m/);
    },
  );

  it('ends on the same day of a later month, or on its last', () => {
    expect(monthsFrom(epochDay('2026-08-31'), 6)).toEqual({
      precision: 'range',
      from: '2026-08-31',
      to: '2027-02-28',
    });
  });
});

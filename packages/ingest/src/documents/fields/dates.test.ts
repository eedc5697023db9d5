import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, isoDay, readDay, readDays } from './dates.ts';

const span = (text: string) => {
  const read = readDays(text);
  return typeof read === 'string' ? read : [read.from, read.to];
};

describe('days on site', () => {
  it.each([
    ['17 March to 21 March 2025', '2025-03-17', '2025-03-21'],
    ['10 to 14 June 2024', '2024-06-10', '2024-06-14'],
    ['9 July 2018 to 20 July 2018', '2018-07-09', '2018-07-20'],
    ['23 April\u201318 May 2018', '2018-04-23', '2018-05-18'],
    ['30 April to 4 May 2018', '2018-04-30', '2018-05-04'],
    ['8 December to 9 January 2015', '2014-12-08', '2015-01-09'],
    ['1/06/2015 \u2013 25/06/2015', '2015-06-01', '2015-06-25'],
    ['Monday 3rd to Friday 14th October 2022', '2022-10-03', '2022-10-14'],
    ['26 and 27 February 2020', '2020-02-26', '2020-02-27'],
    ['4, 5 and 6 June 2019', '2019-06-04', '2019-06-06'],
    ['05 July 2016\u201327 July 2016', '2016-07-05', '2016-07-27'],
    ['2026-04-27 to 2026-05-01', '2026-04-27', '2026-05-01'],
    ['11 December 2018', '2018-12-11', '2018-12-11'],
  ])('printed as "%s" run from %s to %s', (text, from, to) => {
    expect(span(text)).toEqual([from, to]);
  });

  it('that do not follow each other are parts of their own; a weekend between parts none', () => {
    const parts = (text: string) => {
      const read = readDays(text);
      return typeof read === 'string' ? read : (read.parts ?? [read.from, read.to]);
    };
    expect(parts('15, 16 and 21 July 2025')).toEqual([
      { from: '2025-07-15', to: '2025-07-16' },
      { from: '2025-07-21', to: '2025-07-21' },
    ]);
    expect(parts('6, 7, 10 and 11 March 2025')).toEqual(['2025-03-06', '2025-03-11']);
  });

  it('in two spells are two parts, and run from the first day of the first to the last of the second', () => {
    const read = readDays('19 November-11 December 2013 and 28 \u2013 30 January 2014');
    expect(read).toMatchObject({
      from: '2013-11-19',
      to: '2014-01-30',
      parts: [
        { from: '2013-11-19', to: '2013-12-11' },
        { from: '2014-01-28', to: '2014-01-30' },
      ],
    });
  });

  it('end where the date ends, whatever stands behind', () => {
    const text = '6 to 10 May 2024\nLead inspector: Ann Example';
    const read = readDays(text);
    expect(typeof read === 'string' ? read : text.slice(0, read.length)).toBe('6 to 10 May 2024');
  });

  it('without a year stay unread unless the caller has proof of it', () => {
    expect(readDays('6 to 10 May')).toBe('no_year');
    expect(readDays('6 to 10 May', { year: 2024 })).toMatchObject({ from: '2024-05-06' });
  });

  it('that cannot be are told apart by their fault and never put right', () => {
    expect(readDays('31 June to 4 July 2019')).toBe('no_such_day');
    expect(readDays('20 May to 10 May 2019')).toBe('out_of_order');
    expect(readDays('the spring of that year')).toBe('no_date');
  });

  it('are read back from every way of printing a range', () => {
    const months =
      'January February March April May June July August September October November December'.split(
        ' ',
      );
    const day = fc.date({
      min: new Date('2009-01-01T00:00:00Z'),
      max: new Date('2030-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    const ways = [
      (a: string[], b: string[]) => `${a.join(' ')} to ${b.join(' ')}`,
      (a: string[], b: string[]) => `${a.join(' ')}\u2013${b.join(' ')}`,
      (a: string[], b: string[]) =>
        a[2] === b[2]
          ? `${a.slice(0, 2).join(' ')} - ${b.join(' ')}`
          : `${a.join(' ')} - ${b.join(' ')}`,
      (a: string[], b: string[]) =>
        a[1] === b[1] && a[2] === b[2]
          ? `${a[0]} to ${b.join(' ')}`
          : `${a.join(' ')} to ${b.join(' ')}`,
    ];
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(...ways),
        (from, length, way) => {
          const to = new Date(from.getTime() + length * 86_400_000);
          const printed = (date: Date) => [
            String(date.getUTCDate()),
            months[date.getUTCMonth()] ?? '',
            String(date.getUTCFullYear()),
          ];
          const iso = (date: Date) => date.toISOString().slice(0, 10);
          expect(span(way(printed(from), printed(to)))).toEqual([iso(from), iso(to)]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('one day', () => {
  it('is the first full date of a text', () => {
    expect(readDay('Report published: 07 February 2017')).toBe('2017-02-07');
    expect(readDay('Report published: 10/08/2015')).toBe('2015-08-10');
    expect(readDay('in February 2017')).toBeUndefined();
  });

  it('that no calendar has is none', () => {
    expect(isoDay(2023, 2, 29)).toBeUndefined();
    expect(readDay('31 April 2020')).toBeUndefined();
  });

  it('is counted to the next across a month', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  });
});

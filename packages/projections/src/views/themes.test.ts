import { type ClaimGiven, claimEvent, day, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../testing/records.ts';
import { themes } from './themes.ts';

const analyst = { ...sources.press, rank: 'secondary', assertedBy: 'analyst' } as const;

function theme(
  type: 'ThemeRaised' | 'ThemeStillEvident' | 'ThemeResolved',
  on: string,
  more: Readonly<Record<string, unknown>> = {},
  given: ClaimGiven = {},
) {
  const data = { theme: 'supervision', topic: `${type} ${on}`, ...more };
  return claimEvent(type, data, { occurred: day(on), known: on, ...given });
}

const of = (events: ReturnType<typeof theme>[], asOf = '2020-01-01') =>
  themes(recordOf(events), on(asOf), context).themes;

const raised = theme('ThemeRaised', '2016-11-09', {
  at: { activity: 'visit', visitKind: 'monitoring', sequence: 2, days: day('2016-11-08') },
});

describe('a theme', () => {
  it('is raised, still evident, then resolved, by the last word in time', () => {
    const still = theme('ThemeStillEvident', '2018-05-18');
    const gone = theme('ThemeResolved', '2019-05-18');
    const statusOn = (asOf: string) => of([raised, still, gone], asOf)[0]?.status;
    expect(statusOn('2016-11-08')).toBeUndefined();
    expect(statusOn('2017-01-01')).toBe('raised');
    expect(statusOn('2018-06-01')).toBe('still_evident');
    expect(statusOn('2019-06-01')).toBe('resolved');
  });

  it('is seen once by a document that was read under two titles', () => {
    const at = { activity: 'visit', visitKind: 'monitoring', sequence: 2, days: day('2016-11-08') };
    const again = theme(
      'ThemeRaised',
      '2016-11-09',
      { at, topic: 'in other words', times: 2 },
      { source: { ...sources.report, title: 'The same letter under another title' } },
    );
    const [row] = of([raised, again]);
    expect(row?.raised.map(({ times, because }) => [times, because.length])).toEqual([[2, 2]]);
    expect(row?.occasions).toBe(2);
  });

  it('keeps what the inspectorate links apart from what an analyst concludes', () => {
    const rows = of([
      raised,
      theme('ThemeStillEvident', '2018-05-18', {}, { source: analyst }),
      theme('ThemeStillEvident', '2018-05-18'),
    ]);
    expect(
      rows.map(({ assertedBy, raised: r, stillEvident: s }) => [assertedBy, r.length, s.length]),
    ).toEqual([
      ['inspectorate', 1, 1],
      ['analyst', 1, 1],
    ]);
  });

  it('does not put an analyst’s own finding among those of the inspectorate', () => {
    const rows = of([raised, theme('ThemeRaised', '2017-02-01', {}, { source: analyst })]);
    expect(rows.map(({ assertedBy, raised: r }) => [assertedBy, r.length])).toEqual([
      ['inspectorate', 1],
      ['analyst', 2],
    ]);
  });

  it('was raised as often as sources say, or as the visits that they name', () => {
    const twice = theme('ThemeRaised', '2018-04-23', { times: 2 });
    expect(of([raised, twice])[0]?.occasions).toBe(2);
    expect(of([raised])[0]).toMatchObject({
      occasions: 1,
      raised: [{ at: { kind: 'monitoring', sequence: 2, days: '2016-11-08' } }],
    });
  });
});

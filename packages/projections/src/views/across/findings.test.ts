import { authorityKey } from '@monitoring-timeline/core';
import { claimEvent, reported, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { type FindingOptions, findings } from './findings.ts';

function report(authority: string, published: string, source = sources.report) {
  return claimEvent(
    'ReportPublished',
    {
      of: { activity: 'inspection', framework: 'ILACS' },
      published,
      findings: [
        {
          kind: 'improvement_point',
          number: 1,
          topic: 'supervision of staff',
          theme: 'supervision',
        },
        { kind: 'improvement_point', topic: `homeless children in ${authority}` },
        { kind: 'good_practice', topic: 'a family hub' },
      ],
    },
    { authority, known: published, source },
  );
}

const records = new Map([
  [
    authorityKey('sunderland'),
    recordOf(
      [
        report('sunderland', '2018-07-25'),
        report('sunderland', '2018-07-25', sources.council),
        report('sunderland', '2021-08-20'),
      ],
      'sunderland',
    ),
  ],
  [
    authorityKey('cheshire-east'),
    recordOf([report('cheshire-east', '2020-01-09')], 'cheshire-east'),
  ],
]);

const of = (asOf: string, options: FindingOptions = {}) =>
  findings(records, on(asOf), context, options);

describe('improvement points', () => {
  it('are grouped by theme across authorities, and a copy of a report doubles none', () => {
    const supervision = of('2020-06-01').find(({ topic }) => topic === 'supervision');
    expect(supervision).toMatchObject({
      authorities: ['cheshire-east', 'sunderland'],
      reports: 2,
      recurring: true,
    });
    expect(supervision?.findings.map(({ publisher }) => publisher)).toEqual(['Ofsted', 'Ofsted']);
  });

  it('recur within one authority too', () => {
    const [only] = of('2022-01-01', { authority: 'sunderland', topic: 'supervision' });
    expect(only).toMatchObject({ reports: 2, recurring: true });
  });

  it('are found by theme or by words of the topic, in a region', () => {
    expect(of('2020-06-01', { topic: 'Homeless' })).toHaveLength(2);
    expect(of('2020-06-01', { topic: 'homeless', region: 'NW' }).map(({ topic }) => topic)).toEqual(
      ['homeless children in cheshire-east'],
    );
  });

  it('leave good practice out unless it is asked for', () => {
    expect(of('2020-06-01').map(({ topic }) => topic)).not.toContain('a family hub');
    expect(of('2020-06-01', { kinds: ['good_practice'] }).map(({ topic }) => topic)).toEqual([
      'a family hub',
    ]);
  });

  it('say how many graded reports of the authority are on record, told of at length or not', () => {
    const listed = reported({ overall: 'good' }, { authority: 'merton', published: '2018-07-25' });
    const told = report('merton', '2021-08-20');
    const merton = authorityKey('merton');
    const only = new Map([[merton, recordOf([listed, told], 'merton')]]);
    const [topic] = findings(only, on('2022-01-01'), context);
    expect(topic).toMatchObject({ reports: 1, findings: [{ gradedReports: 1 }] });
    expect(of('2022-01-01')[0]?.findings[0]).toMatchObject({ gradedReports: 0 });
  });

  it('are not told of before the report came out', () => {
    expect(of('2018-07-24')).toEqual([]);
  });

  it('stand beside the theme of their code, from raised to last found, with how many reports are on record', () => {
    const theme = (type: 'ThemeRaised' | 'ThemeStillEvident', when: string) =>
      claimEvent(
        type,
        { theme: 'supervision', topic: 'supervision of staff' },
        { authority: 'kent', occurred: { precision: 'day', from: when }, known: when },
      );
    const withThemes = new Map([
      ...records,
      [
        authorityKey('kent'),
        recordOf(
          [
            reported({ overall: 'good' }, { authority: 'kent', published: '2019-05-01' }),
            theme('ThemeRaised', '2019-02-01'),
            theme('ThemeStillEvident', '2020-02-01'),
          ],
          'kent',
        ),
      ],
    ]);
    const ask = (options: FindingOptions) =>
      findings(withThemes, on('2021-12-01'), context, options);
    const [topic] = ask({ topic: 'supervision' });
    expect(topic).toMatchObject({
      topic: 'supervision',
      themes: [
        {
          authority: 'kent',
          status: 'still_evident',
          firstRaised: '2019-02-01',
          lastSeen: '2020-02-01',
          occasions: 1,
        },
      ],
    });
    expect(topic!.authorities).toContain('kent');
    const without = findings(records, on('2021-12-01'), context, { topic: 'supervision' })[0]!;
    expect(topic!.gradedReports).toBe(without.gradedReports + 1);
    expect(topic!.reports).toBe(without.reports);
    expect(ask({ kinds: ['improvement_point'] }).flatMap(({ themes }) => themes)).toEqual([]);
    expect(ask({ authority: 'kent' })).toMatchObject([
      { topic: 'supervision', reports: 0, findings: [] },
    ]);
  });
});

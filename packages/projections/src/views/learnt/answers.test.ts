import { days, inspected, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { answering, on, recordOf } from '../../testing/records.ts';
import { dueOf } from '../reinspection/due.ts';
import { standing } from '../standing/standing.ts';
import { dueAnswers, standingAnswers } from './answers.ts';

const record = recordOf([
  reported(
    { overall: 'inadequate', leadership: 'inadequate' },
    {
      framework: 'SIF',
      version: '2013',
      days: days('2015-05-11', '2015-06-04'),
      published: '2015-07-20',
    },
  ),
  inspected({ framework: 'ILACS', days: days('2018-04-23', '2018-05-04') }),
  reported(
    { overall: 'good', leadership: 'good' },
    {
      framework: 'ILACS',
      version: '2018',
      days: days('2018-04-23', '2018-05-04'),
      published: '2018-06-15',
    },
  ),
]);
const asked = [
  '2015-01-01',
  '2015-07-20',
  '2016-08-01',
  '2018-04-24',
  '2018-06-15',
  '2020-05-01',
  '2022-07-01',
];

describe('the answers as texts', () => {
  it.each(asked)('say of %s where an authority stands as the view of it does', (day) => {
    const answers = standingAnswers(record, on(day), answering());
    const shown = standing(record, on(day), answering());
    expect(answers.get('standing.status')).toBe(shown.status);
    expect(answers.get('standing.overall')).toBe(shown.overall?.grade);
    expect(answers.get('standing.areas.leadership')).toBe(shown.areas.leadership?.grade);
    expect(answers.get('standing.report')).toBe(shown.report?.published ?? undefined);
    expect(answers.get('standing.assurance')).toBe(shown.assurance ?? undefined);
    expect(answers.get('standing.awaitingReport')).toBe(
      shown.awaitingReport[0]?.start ?? undefined,
    );
    expect(answers.get('standing.delivery')).toBe(shown.delivery.provider ?? undefined);
  });

  it.each(asked)('say of %s what each clock says in the list of what is due', (day) => {
    const rows = dueOf(record, on(day), answering(), { whole: true });
    const answers = dueAnswers(record, on(day), answering());
    expect([...answers.keys()]).toEqual(
      rows.map(({ rule, activity }) => `due.${rule ?? activity}`),
    );
    for (const { rule, activity, status, due, closes } of rows) {
      const text = answers.get(`due.${rule ?? activity}`);
      expect(text?.split(', ')[0]).toBe(status);
      expect(text?.includes('due ')).toBe(due !== null);
      if (closes) expect(text).toContain(`closes ${closes}`);
    }
  });
});

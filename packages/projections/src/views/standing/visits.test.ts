import { claimEvent, days } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { boardRow } from '../across/board.ts';
import { activity } from '../activity.ts';
import { standing } from './standing.ts';

const on2016 = days('2016-11-08', '2016-11-09');
const of = { activity: 'visit', visitKind: 'monitoring', days: on2016 };
const letterDated = '2016-12-08';

const visit = claimEvent(
  'VisitCarriedOut',
  { kind: 'monitoring', sequence: 2 },
  { occurred: on2016, known: { from: '2016-11-08', basis: 'assumed' } },
);
const letter = claimEvent(
  'ReportPublished',
  { of, letterDated },
  { known: { from: letterDated, basis: 'letter_dated' } },
);
const published = claimEvent(
  'ReportPublished',
  { of, letterDated, published: '2016-12-15' },
  { known: '2016-12-15' },
);

describe('the letter of a visit', () => {
  it('has no publication where only its own date is known, from which its lag is measured', () => {
    const [shown] = standing(recordOf([visit, letter]), on('2017-01-01'), context).visits;
    expect(shown).toMatchObject({ published: null, letterDated, lag: { calendarDays: 29 } });
  });

  it('has one, and a lag up to it, where a source states it', () => {
    const [shown] = standing(recordOf([visit, published]), on('2017-01-01'), context).visits;
    expect(shown).toMatchObject({
      published: '2016-12-15',
      letterDated: null,
      lag: { calendarDays: 36 },
    });
  });
});

describe('a visit in parts', () => {
  const parts = ['2024-07-15', '2024-07-16', '2024-07-21'].map((day) => ({ from: day, to: day }));
  const span = days('2024-07-15', '2024-07-21');
  const carriedOut = claimEvent(
    'VisitCarriedOut',
    { kind: 'focused', parts },
    { occurred: span, known: { from: '2024-07-15', basis: 'assumed' } },
  );
  const record = recordOf([carriedOut]);

  it('has each of its days, and no span, in every answer that shows it', () => {
    expect(standing(record, on('2024-09-01'), context).visits).toMatchObject([{ parts }]);
    expect(activity(record, on('2024-09-01'), context).activities).toMatchObject([{ parts }]);
  });

  it('has none where it was carried out on days that follow each other', () => {
    expect(standing(recordOf([visit]), on('2017-01-01'), context).visits).toMatchObject([
      { parts: null },
    ]);
  });
});

describe('a letter that names areas for priority action', () => {
  const since = days('2022-09-13', '2022-09-14');
  const focused = claimEvent(
    'VisitCarriedOut',
    { kind: 'focused', topic: 'front_door' },
    { occurred: since, known: { from: '2022-09-13', basis: 'assumed' } },
  );
  const urgent = claimEvent(
    'ReportPublished',
    {
      of: { activity: 'visit', visitKind: 'focused', days: since },
      published: '2022-10-27',
      priorityAction: true,
    },
    { known: '2022-10-27' },
  );
  const record = recordOf([focused, urgent]);

  it('is shown first, from its publication on', () => {
    expect(standing(record, on('2022-10-26'), context).priorityActions).toEqual([]);
    expect(standing(record, on('2022-10-27'), context).priorityActions).toMatchObject([
      { kind: 'focused', published: '2022-10-27', priorityAction: true },
    ]);
    expect(activity(record, on('2022-10-27'), context).priorityActions).toMatchObject([
      { kind: 'focused', priorityAction: true },
    ]);
    expect(boardRow(record, on('2022-10-27'), context).priorityActions).toHaveLength(1);
  });

  it('tells what the visit looked at only once it is out', () => {
    const topics = (day: string) =>
      standing(record, on(day), context).visits.map(({ topic }) => topic);
    expect(topics('2022-10-26')).toEqual([null]);
    expect(topics('2022-10-27')).toEqual(['front_door']);
  });
});

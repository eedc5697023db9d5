import { claimEvent, days } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
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

import {
  allSteps,
  authorityKey,
  type ClaimEvent,
  epochDay,
  isoDay,
} from '@monitoring-timeline/core';
import { claimEvent, correction, recordedOf, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { AuthorityRecord } from '../record/authority-record.ts';
import { on } from '../testing/records.ts';
import { changedSince } from './since.ts';

/** A record of events, each with the day on which it came in. */
function recordOf(...came: readonly (readonly [day: string, event: ClaimEvent])[]) {
  const record = new AuthorityRecord(authorityKey('sunderland'));
  const recorded = recordedOf(came.map(([, event]) => event));
  for (const [index, one] of recorded.entries()) {
    record.add({ ...one, recorded: `${came[index]![0]}T09:00:00.000Z` });
  }
  return record;
}

const told = (record: AuthorityRecord, since: string, today: string) =>
  allSteps(changedSince(record, epochDay(since), on(today), () => [])).map(
    ({ kind, known, late, came }) =>
      [kind, known, came === undefined ? null : isoDay(came), late] as const,
  );

const given = { framework: 'ILACS', version: '2023' } as const;
const good = reported({ overall: 'good' }, { ...given, published: '2024-01-12' });
const worse = reported({ overall: 'inadequate' }, { ...given, published: '2025-03-03' });
const better = reported({ overall: 'good' }, { ...given, published: '2025-03-20' });

describe('what changed since a day', () => {
  it('is what became public after it, with the day on which it came in', () => {
    const record = recordOf(['2024-02-01', good], ['2025-03-04', worse]);
    expect(told(record, '2025-03-01', '2025-03-07')).toEqual([
      ['StandingChanged', '2025-03-03', '2025-03-04', false],
      ['InspectionPublished', '2025-03-03', '2025-03-04', false],
    ]);
    expect(told(record, '2025-03-04', '2025-03-07')).toEqual([]);
  });

  it('is also what came in after it and had long been public, marked as late', () => {
    const record = recordOf(['2024-02-01', good], ['2025-06-05', worse]);
    expect(told(record, '2025-06-01', '2025-06-08')).toEqual([
      ['StandingChanged', '2025-03-03', '2025-06-05', true],
      ['InspectionPublished', '2025-03-03', '2025-06-05', true],
    ]);
  });

  it('is no history that was loaded later: nobody waited for it', () => {
    const record = recordOf(['2025-06-05', good], ['2025-06-05', worse]);
    expect(told(record, '2025-06-01', '2025-06-08')).toEqual([]);
    expect(
      told(record, '2025-03-01', '2025-06-08').map(([kind, , , late]) => [kind, late]),
    ).toEqual([
      ['StandingChanged', false],
      ['InspectionPublished', false],
    ]);
  });

  it('is the net of it: a grade that went and came back is no change of the standing', () => {
    const record = recordOf(['2024-02-01', good], ['2025-03-04', worse], ['2025-03-21', better]);
    expect(told(record, '2025-03-01', '2025-03-28').map(([kind]) => kind)).toEqual([
      'InspectionPublished',
      'InspectionPublished',
    ]);
  });

  it('is nothing where one grade of two areas becomes two of the same', () => {
    const covers = ['children_in_care', 'care_leavers'] as const;
    const joint = reported(
      { overall: 'good', children_in_care: 'good' },
      { framework: 'ILACS', version: '2018', published: '2022-01-12', covers },
    );
    const apart = reported(
      { overall: 'good', children_in_care: 'good', care_leavers: 'good' },
      { ...given, published: '2025-03-03' },
    );
    const record = recordOf(['2022-02-01', joint], ['2025-03-04', apart]);
    expect(told(record, '2025-03-01', '2025-03-07').map(([kind]) => kind)).toEqual([
      'InspectionPublished',
    ]);
  });

  it('tells a correction that moves an answer', () => {
    const mended = correction(good, '/data/judgements/0/grade', 'outstanding', {
      known: '2024-01-12',
    });
    const record = recordOf(['2024-02-01', good], ['2025-03-04', mended]);
    expect(told(record, '2025-03-01', '2025-03-07').map(([kind]) => kind)).toEqual([
      'StandingChanged',
      'FactCorrected',
    ]);
  });

  it('reaches back as far as it is asked for, also beyond what notices take for news', () => {
    const record = recordOf([
      '2020-02-01',
      claimEvent(
        'ReportPublished',
        { of: { activity: 'visit', visitKind: 'focused' }, published: '2022-05-10' },
        { known: '2022-05-10' },
      ),
    ]);
    const kinds = (since: string) => told(record, since, '2025-03-07').map(([kind]) => kind);
    expect(kinds('2022-01-01')).toEqual(['VisitLetterPublished']);
    expect(kinds('2023-01-01')).toEqual([]);
  });
});

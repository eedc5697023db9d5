import { england, epochDay } from '@monitoring-timeline/core';
import {
  claimEvent,
  correction,
  days,
  reported,
  retraction,
} from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { answering, recordOf } from '../../testing/records.ts';
import { composeDiffs, DaysReversed, DiffsDoNotMeet, diff } from './diff.ts';

const sif = (published: string, days_: ReturnType<typeof days>, grade: 'good' | 'inadequate') =>
  reported(
    { overall: grade, leadership: grade },
    { framework: 'SIF', version: '2013', days: days_, published },
  );

const first = sif('2015-07-20', days('2015-05-11', '2015-06-04'), 'inadequate');
const second = sif('2018-07-25', days('2018-04-23', '2018-05-18'), 'good');
const mended = correction(first, '/data/judgements/1/grade', 'requires_improvement', {
  known: '2016-02-01',
  cause: 'source',
});
const gone = retraction(second, { known: '2019-02-01', cause: 'source' });
const record = recordOf([gone, second, mended, first]);

const between = (from: string, to: string, asOf?: string) =>
  diff([record], epochDay(from), epochDay(to), answering(), {
    asOf: asOf === undefined ? undefined : epochDay(asOf),
  });

describe('the difference between two knowledge dates', () => {
  it('is refused where the days are the wrong way round', () => {
    expect(() => between('2018-07-25', '2018-07-24')).toThrow(DaysReversed);
    expect(() => between('2018-07-25', '2018-07-24')).toThrow('Give the earlier day first');
  });

  it('leaves out what is known only by assumption, where the public alone counts', () => {
    const begun = claimEvent(
      'InspectionCarriedOut',
      { framework: 'ILACS', version: '2018' },
      {
        occurred: days('2020-01-06', '2020-01-17'),
        known: { from: '2020-01-06', basis: 'assumed' },
      },
    );
    const learnt = (publicOnly: boolean) =>
      diff([recordOf([begun])], epochDay('2020-01-01'), epochDay('2020-02-01'), answering(), {
        publicOnly,
      }).authorities.flatMap(({ events }) => events.map(({ id }) => id));
    expect(learnt(false)).toEqual([begun.id]);
    expect(learnt(true)).toEqual([]);
  });

  it('says how far the record reaches, as known by the second day', () => {
    const stated = claimEvent(
      'CoverageStated',
      { activity: 'graded_inspection', axis: 'published' },
      { authority: england, occurred: days('2009-01-01', '2019-12-31'), known: '2019-01-01' },
    );
    const national = recordOf([stated], england);
    const reach = (from: string, to: string) =>
      diff([record], epochDay(from), epochDay(to), answering(national)).recordTo;
    expect(reach('2018-07-24', '2018-07-25')).toBeNull();
    expect(reach('2018-07-24', '2019-06-01')).toBe('2019-06-01');
    expect(reach('2018-07-24', '2021-06-01')).toBe('2019-12-31');
    expect(between('2018-07-24', '2021-06-01').recordTo).toBeNull();
  });

  it('names what became known and the answers that it changed', () => {
    const [row] = between('2018-07-24', '2018-07-25').authorities;
    expect(row?.events).toMatchObject([{ id: second.id, kind: 'learnt', before: null }]);
    expect(row?.answers).toContainEqual({
      field: 'standing.overall',
      before: 'inadequate',
      after: 'good',
    });
    expect(row?.answers).toContainEqual({
      field: 'trajectory.label',
      before: 'first_inspection',
      after: 'improving',
    });
    expect(row?.because).toEqual([second.id]);
  });

  it('names what is due otherwise, by an event or by the passing of days', () => {
    const [row] = between('2018-07-24', '2018-07-25').authorities;
    const rules = row?.answers.filter(({ field }) => field.startsWith('due.'));
    expect(rules).toContainEqual({
      field: 'due.sif-inadequate-reinspection',
      before: 'overdue, beyond_record, due 2017-07-20',
      after: null,
    });
    const [quiet] = between('2017-07-20', '2017-07-21').authorities;
    expect(quiet?.events).toEqual([]);
    expect(quiet?.answers).toEqual([
      {
        field: 'due.sif-inadequate-reinspection',
        before: 'due, due 2017-07-20',
        after: 'overdue, beyond_record, due 2017-07-20',
      },
    ]);
  });

  it('tells a correction and a retraction from something learnt', () => {
    const corrected = between('2016-01-31', '2016-02-01').authorities[0]?.events;
    expect(corrected?.map(({ id, kind }) => [id, kind]).sort()).toEqual(
      [
        [first.id, 'corrected'],
        [mended.id, 'learnt'],
      ].sort(),
    );
    const retracted = between('2019-01-31', '2019-02-01').authorities[0]?.events;
    expect(retracted?.find(({ id }) => id === second.id)?.kind).toBe('retracted');
  });

  it('is empty where nothing became known and no answer changed', () => {
    expect(between('2016-06-01', '2016-06-30').authorities).toEqual([]);
  });

  it('can ask both ends about one day, in hindsight', () => {
    const { authorities, asOf } = between('2018-06-01', '2018-08-01', '2018-06-01');
    expect(asOf).toBe('2018-06-01');
    expect(authorities[0]?.answers).toContainEqual({
      field: 'standing.overall',
      before: 'inadequate',
      after: 'good',
    });
  });
});

describe('two differences', () => {
  it('that meet compose to the one over both', () => {
    expect(
      composeDiffs(between('2015-01-01', '2016-06-01'), between('2016-06-01', '2020-01-01')),
    ).toEqual(between('2015-01-01', '2020-01-01'));
  });

  it('that do not meet are refused, with the days named', () => {
    expect(() =>
      composeDiffs(between('2015-01-01', '2016-06-01'), between('2016-06-02', '2020-01-01')),
    ).toThrow(DiffsDoNotMeet);
  });
});

import { authorityKey, epochDay } from '@monitoring-timeline/core';
import { list, standing } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import {
  directory,
  recordOf,
  recordsOf,
  shippedContext,
  shippedEvents,
} from '../support/record.ts';

const records = recordsOf(shippedEvents());
const at = (day: string) => ({ asOf: epochDay(day), knownAt: epochDay(day) });
const stands = (authority: string, day: string) =>
  standing(recordOf(records, authorityKey(authority)), at(day), shippedContext());

describe('since when a grade has stood, over grades given to two areas together', () => {
  it('is in Bradford, for care leavers, the report of May 2026: until then a combined grade was inadequate', () => {
    expect(stands('bradford', '2026-11-29').areas.care_leavers).toMatchObject({
      grade: 'good',
      since: '2026-05-21',
      sinceCrossesCombined: false,
    });
  });

  it('is in Stockton, for care leavers, the combined grade of July 2019 that began the run', () => {
    expect(stands('stockton-on-tees', '2026-11-29').areas.care_leavers).toMatchObject({
      grade: 'requires_improvement',
      since: '2019-07-01',
      published: '2023-05-09',
      sinceCrossesCombined: true,
    });
  });

  it('is told in lists as in the standing', () => {
    const where = [{ area: 'care_leavers', grade: 'requires_improvement' }] as const;
    const rows = list(records, at('2026-11-29'), shippedContext(), { where });
    const stockton = rows.find(({ authority }) => authority.key === 'stockton-on-tees');
    expect(stockton?.grades[0]).toMatchObject({ since: '2019-07-01', sinceCrossesCombined: true });
  });

  it('is told apart for both areas of a combined grade', () => {
    const { children_in_care: care } = stands('stockton-on-tees', '2020-01-01').areas;
    expect(care).toMatchObject({
      grade: 'requires_improvement',
      since: '2016-08-05',
      sinceOf: { children_in_care: '2016-08-05', care_leavers: '2019-07-01' },
    });
  });
});

describe('strands before the single inspection framework', () => {
  it('leave Norfolk inadequate at protecting children after the report on looked after children', () => {
    const { overall, areas, inadequateAreas } = stands('norfolk', '2013-10-31');
    expect(overall).toBeNull();
    expect(areas.help_and_protection).toMatchObject({
      grade: 'inadequate',
      framework: 'CPI',
      published: '2013-02-22',
      strand: 'the arrangements to protect children',
      carriedOver: true,
    });
    expect(areas.children_in_care).toMatchObject({ grade: 'inadequate', framework: 'TLAC' });
    expect(inadequateAreas).toEqual(['help_and_protection', 'children_in_care']);
  });

  it('left twenty authorities inadequate at protecting children on 31 October 2013', () => {
    const day = at('2013-10-31');
    const inadequate = directory
      .all()
      .filter(({ key }) => directory.existsOn(key, day.asOf))
      .filter(
        ({ key }) => stands(key, '2013-10-31').areas.help_and_protection?.grade === 'inadequate',
      );
    expect(inadequate).toHaveLength(20);
    expect(inadequate.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['norfolk', 'medway', 'northamptonshire', 'sandwell']),
    );
  });
});

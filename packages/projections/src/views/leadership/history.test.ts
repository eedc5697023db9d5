import type { PartialDate } from '@monitoring-timeline/core';
import { type ClaimGiven, claimEvent, day, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import { leadershipChanges } from './changes.ts';
import { leadershipHistory } from './leadership-history.ts';

const alex = 'p-00000000000000000001';
const sam = 'p-00000000000000000002';

type More = Readonly<Record<string, unknown>>;

function changed(
  change: 'started' | 'ended' | 'appointed',
  occurred: PartialDate,
  more: More = {},
  given: ClaimGiven = {},
) {
  return claimEvent(
    'LeadershipChanged',
    { role: 'dcs', change, ...more },
    {
      occurred,
      known: '2015-01-01',
      ...given,
    },
  );
}

function seenInPost(on: string, more: More = {}, given: ClaimGiven = {}) {
  return claimEvent(
    'LeadershipObserved',
    { role: 'dcs', ...more },
    {
      occurred: day(on),
      known: on,
      ...given,
    },
  );
}

const month = (from: string): PartialDate => ({ precision: 'month', from });
const since = (from: string): PartialDate => ({ precision: 'since', from });

function of(events: ReturnType<typeof changed>[], asOf = '2020-01-01') {
  return leadershipHistory(recordOf(events), on(asOf), context);
}

describe('a post that only its title tells', () => {
  const chair = { role: 'other', title: 'Chair of Cabinet', person: alex };
  const member = { role: 'other', title: 'Member of Cabinet', person: sam };

  it('is one tenure by two sources, whoever is seen in another post between them', () => {
    const { tenures } = of([
      seenInPost('2020-01-01', chair),
      seenInPost('2020-01-01', member),
      seenInPost('2020-01-01', chair, { source: sources.press }),
    ]);
    const rows = tenures.map(({ personId, because }) => [personId, because.length]);
    expect(rows.sort()).toEqual([
      [alex, 2],
      [sam, 1],
    ]);
  });

  it('is one tenure by two sources where nobody is named and the days are the same', () => {
    const manager = { role: 'other', title: 'Manager for early help' };
    const { tenures } = of([
      seenInPost('2019-01-01', manager),
      seenInPost('2019-01-01', manager, { source: sources.press }),
      seenInPost('2019-06-01', manager),
    ]);
    expect(tenures).toHaveLength(2);
  });
});

describe('a number of changes', () => {
  it('is told once by a document that was read under two titles, and twice where it says two things', () => {
    const turnover = (count: number, title: string) =>
      claimEvent(
        'TurnoverObserved',
        { role: 'dcs', count },
        { occurred: month('2018-05'), known: '2018-07-25', source: { ...sources.report, title } },
      );
    const told = leadershipHistory(
      recordOf([turnover(4, 'Report'), turnover(4, 'The report'), turnover(3, 'Report')]),
      on('2020-01-01'),
      context,
    ).turnover;
    expect(told.map(({ count, because }) => [count, because.length]).sort()).toEqual([
      [3, 1],
      [4, 2],
    ]);
  });
});

describe('a tenure', () => {
  it('begins once where two sources name the month and a day in it', () => {
    const { tenures } = of([
      changed('started', month('2017-11'), { status: 'interim' }, { source: sources.press }),
      changed('started', day('2017-11-06')),
    ]);
    expect(tenures).toMatchObject([
      { from: '2017-11-06', status: 'interim', disagreements: [], personId: null },
    ]);
  });

  it('keeps the other day on which a source has the same person begin', () => {
    const { tenures } = of([
      changed('started', month('2019-03'), { person: alex }, { source: sources.press }),
      changed('started', day('2019-07-01'), { person: alex }, { source: sources.council }),
    ]);
    expect(tenures).toMatchObject([
      { from: '2019-07-01', disagreements: [{ field: 'start', value: '2019-03' }] },
    ]);
  });

  it('changes where an interim becomes permanent', () => {
    const { tenures } = of([
      changed('started', month('2015-07'), { person: alex, status: 'interim' }),
      changed('started', month('2016-03'), { person: alex, status: 'permanent' }),
    ]);
    expect(tenures.map(({ status, state }) => [status, state])).toEqual([
      ['interim', 'superseded'],
      ['permanent', 'last_told'],
    ]);
  });

  it('joins the appointment, the start, those who saw them, and the end', () => {
    const { tenures } = of([
      seenInPost('2018-02-01', { person: alex }),
      changed('ended', month('2019-10'), { person: alex }),
      changed('appointed', month('2017-12'), { person: alex }),
      changed('started', month('2018-01'), { person: alex }),
    ]);
    expect(tenures).toMatchObject([
      {
        appointed: '2017-12',
        from: '2018-01',
        to: '2019-10',
        state: 'ended',
        seen: { first: '2018-02-01', times: 1 },
        months: { atLeast: 20, atMost: 21 },
      },
    ]);
  });

  it('is not taken up by an appointment alone', () => {
    const appointed = changed(
      'appointed',
      since('2018-07'),
      { status: 'designate' },
      { known: '2018-07-25' },
    );
    const { tenures, holders } = of([appointed]);
    expect(tenures).toMatchObject([
      { state: 'last_told', confirmed: false, from: null, appointed: '2018-07' },
    ]);
    expect(holders.dcs).toMatchObject({ confirmed: false });
    expect(of([appointed], '2020-07-26')).toMatchObject({
      holders: {},
      lastKnown: { dcs: { state: 'presumed_ended', rule: 'post-for-a-time-lapses 1' } },
    });
  });

  it('has no start where somebody was only seen in post, and lasts from letter to letter', () => {
    const { tenures } = of([
      seenInPost('2016-12-08', { person: alex }),
      seenInPost('2017-03-01', { person: alex }),
      seenInPost('2018-03-01', { person: sam }),
    ]);
    expect(tenures.map(({ from, seen, state }) => [from, seen?.first, seen?.last, state])).toEqual([
      [null, '2016-12-08', '2017-03-01', 'superseded'],
      [null, '2018-03-01', '2018-03-01', 'last_told'],
    ]);
  });

  it('never takes an unnamed holder for a named person seen later', () => {
    const { tenures } = of([
      changed('started', since('2017-11'), { status: 'interim' }),
      seenInPost('2018-02-01', { person: alex }),
    ]);
    expect(tenures.map(({ personId, from }) => [personId, from])).toEqual([
      [null, '2017-11'],
      [alex, null],
    ]);
  });

  it('is shown with a joint post under either role', () => {
    const record = recordOf([
      changed('started', since('2017-11'), { jointWith: ['adult_services_director'] }),
    ]);
    const view = leadershipHistory(record, on('2018-05-18'), context, {
      role: 'adult_services_director',
    });
    expect(view.tenures).toMatchObject([
      { role: 'dcs', jointWith: ['adult_services_director'], months: { atLeast: 5, atMost: 6 } },
    ]);
  });

  it('does not end in a vacancy where nothing is on record', () => {
    const view = of([changed('ended', month('2017-11'), { person: alex })]);
    expect(view.tenures).toMatchObject([
      { from: null, to: '2017-11', state: 'ended', months: null },
    ]);
    expect(view.holders).toEqual({});
    expect(view.lastKnown.dcs).toMatchObject({ personId: alex, state: 'ended' });
    expect(view.note).toContain('not a vacancy');
  });
});

describe('what does not go together', () => {
  it('is kept: one person in two posts that nobody calls joint', () => {
    const view = of([
      changed('appointed', month('2016-05'), { role: 'delivery_chief_executive', person: alex }),
      seenInPost('2016-12-08', { person: alex }),
    ]);
    expect(view.conflicts).toMatchObject([
      { kind: 'two_posts', roles: ['dcs', 'delivery_chief_executive'] },
    ]);
  });

  it('is none where a source calls the posts joint, or the first had ended', () => {
    const joint = of([
      seenInPost('2016-12-08', { person: alex, jointWith: ['chief_executive'] }),
      seenInPost('2016-12-08', { role: 'chief_executive', person: alex }),
    ]);
    expect(joint.conflicts).toEqual([]);
    const moved = of([
      changed('started', month('2015-01'), { person: alex }),
      changed('ended', month('2016-01'), { person: alex }),
      changed('started', month('2016-05'), { role: 'chief_executive', person: alex }),
    ]);
    expect(moved.conflicts).toEqual([]);
  });

  it('is kept: two people in one post on one day', () => {
    const view = of([
      seenInPost('2016-12-08', { person: alex }),
      seenInPost('2016-12-08', { person: sam }, { source: sources.council }),
    ]);
    expect(view.conflicts).toMatchObject([{ kind: 'two_people', people: [{}, {}] }]);
  });
});

describe('turnover', () => {
  it('stays a count without dates and makes no changes of post', () => {
    const turnover = claimEvent(
      'TurnoverObserved',
      { role: 'dcs', count: 4 },
      {
        occurred: { precision: 'range', from: '2015', to: '2018-05' },
      },
    );
    const record = recordOf([turnover]);
    const view = leadershipHistory(record, on('2020-01-01'), context);
    expect(view.turnover).toMatchObject([{ count: 4, period: '2015/2018-05' }]);
    expect(view.tenures).toEqual([]);
    const { asOf, knownAt } = on('2020-01-01');
    const rules = tellingRulesKnown(undefined, knownAt);
    expect(leadershipChanges(record.at(on('2020-01-01')), asOf, () => null, rules)).toEqual([]);
  });
});

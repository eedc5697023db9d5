import { claimEvent, day } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { on, recordOf } from '../../testing/records.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import { postsHeld } from './holders.ts';

const alex = 'p-00000000000000000001';
const sam = 'p-00000000000000000002';

const seenBy = claimEvent(
  'LeadershipObserved',
  { role: 'dcs', person: alex },
  {
    occurred: { precision: 'by', from: '2017-06' },
    known: '2017-07-01',
  },
);

function dcsOn(asOf: string, ...events: (typeof seenBy)[]) {
  const { asOf: dayAsked, knownAt } = on(asOf, '2020-01-01');
  const rules = tellingRulesKnown(undefined, knownAt);
  return postsHeld(recordOf(events).at({ asOf: dayAsked, knownAt }), dayAsked, () => null, rules)
    .holders.dcs;
}

describe('somebody seen in post by a day', () => {
  it('is on record from that day, as seen by then', () => {
    expect(dcsOn('2017-06-29', seenBy)).toBeUndefined();
    expect(dcsOn('2018-01-01', seenBy)).toMatchObject({ personId: alex, observed: 'by 2017-06' });
  });

  it('is later word than somebody seen before it, and earlier than somebody seen after', () => {
    const before = claimEvent(
      'LeadershipObserved',
      { role: 'dcs', person: sam },
      {
        occurred: day('2016-12-08'),
      },
    );
    const after = claimEvent(
      'LeadershipObserved',
      { role: 'dcs', person: sam },
      {
        occurred: day('2017-12-08'),
      },
    );
    expect(dcsOn('2018-01-01', before, seenBy)?.personId).toBe(alex);
    expect(dcsOn('2018-01-01', after, seenBy)?.personId).toBe(sam);
  });
});

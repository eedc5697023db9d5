import {
  addDays,
  authorityKey,
  type ClaimEvent,
  epochDay,
  isoDay,
  type Steps,
  stepSize,
} from '@monitoring-timeline/core';
import { claimEvent, correction, days, recordedOf } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { noticesOf } from '../notices/derive.ts';
import { seenOf } from '../notices/seen.ts';
import { on } from '../testing/records.ts';
import { AuthorityRecord } from './authority-record.ts';

const dayOf = (number: number) => isoDay(addDays(epochDay('1970-01-01'), number));
const today = on('2026-01-01');

/** Visits too far from each other to be one, each told by one claim; of the first some are mended. */
function visits(count: number): readonly ClaimEvent[] {
  const some = all.slice(0, count);
  return [
    ...some,
    ...some.slice(0, 40).map((one) => correction(one, '/data/topic', 'care leavers')),
  ];
}

const all = Array.from({ length: 2000 }, (_, at) =>
  claimEvent(
    'VisitCarriedOut',
    { kind: 'focused' },
    {
      authority: 'kent',
      occurred: days(dayOf(9 * at), dayOf(9 * at + 1)),
      known: dayOf(9 * at),
    },
  ),
);

/** A record that counts whenever somebody looks at what a claim says. */
function counting(events: readonly ClaimEvent[]) {
  const looked = { now: 0 };
  const record = new AuthorityRecord(authorityKey('kent'));
  for (const { event, ...rest } of recordedOf(events, 'authority-kent')) {
    const { data, ...others } = event;
    const counted = {
      ...others,
      get data() {
        looked.now += 1;
        return data;
      },
    };
    record.add({ ...rest, event: counted as typeof event });
  }
  looked.now = 0;
  return { record, looked };
}

/** What the work comes to, and the most looks that one of its steps takes. */
function worked<T>(steps: Steps<T>, looked: { now: number }) {
  let most = 0;
  for (;;) {
    const step = steps.next();
    most = Math.max(most, looked.now);
    looked.now = 0;
    if (step.done) return { most, is: step.value };
  }
}

describe('a long record', () => {
  it('is worked out in steps in each of which few claims are looked at, however many there are', () => {
    const of = (count: number) => {
      const { record, looked } = counting(visits(count));
      return worked(record.atInSteps(today), looked);
    };
    const [short, long] = [of(1000), of(2000)];
    expect(long.is.activities).toHaveLength(2000);
    expect(short.most).toBeLessThan(20 * stepSize);
    expect(long.most).toBeLessThan(20 * stepSize);
  });

  it('is at hand afterwards, as at one go, also as it was at an earlier place of the log', () => {
    const { record, looked } = counting(visits(600));
    const half = { ...today, upTo: [...record.claims()][300]!.position };
    for (const at of [today, half]) {
      const plain = counting(visits(600)).record.at(at);
      const { is } = worked(record.atInSteps(at), looked);
      expect(record.at(at)).toBe(is);
      expect(is.claims.map(({ event }) => event.id)).toEqual(
        plain.claims.map(({ event }) => event.id),
      );
      looked.now = 0;
      expect(is.activities).toHaveLength(plain.activities.length);
      expect(looked.now).toBe(0);
    }
  });

  it('takes in what is added between two steps', () => {
    const { record } = counting(all.slice(0, 300));
    const steps = record.atInSteps(today);
    steps.next();
    for (const recorded of recordedOf(all.slice(0, 600), 'authority-kent')) record.add(recorded);
    const { is } = worked(steps, { now: 0 });
    expect(is.activities).toHaveLength(600);
    expect(record.at(today)).toBe(is);
  });

  it('is seen, and told of, in steps that look at each claim a few times', () => {
    const count = 2000;
    const { record, looked } = counting(visits(count));
    const place = { ...today, upTo: [...record.claims()][count / 2]!.position };
    const before = worked(
      seenOf(record, place, () => []),
      looked,
    );
    const after = worked(
      seenOf(record, today, () => []),
      looked,
    );
    expect(after.most).toBeLessThan(12 * count);
    const cause = {
      authority: record.authority,
      day: today.asOf,
      newsFrom: epochDay('1970-01-01'),
    };
    let steps = 0;
    for (const each = noticesOf(before.is, after.is, cause); !each.next().done; ) steps += 1;
    expect(steps).toBeGreaterThan(count / 2 / 64);
  });
});

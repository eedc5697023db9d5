import {
  addDays,
  addMonths,
  bounds,
  type ClaimEvent,
  type EpochDay,
  isoDay,
} from '@monitoring-timeline/core';
import {
  claimEvent,
  correction,
  day,
  inspected,
  reported,
  days as span,
} from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { standing } from './standing.ts';

const [alex, sam, kim] = ['1', '2', '3'].map((n) => `p-0000000000000000000${n}`);

const post = (
  change: 'started' | 'ended' | 'appointed',
  from: string,
  more: Readonly<Record<string, unknown>>,
) =>
  claimEvent(
    'LeadershipChanged',
    { role: 'dcs', change, ...more },
    { occurred: { precision: 'month', from }, known: `${from}-20` },
  );
const seen = (from: string, more: Readonly<Record<string, unknown>>) =>
  claimEvent('LeadershipObserved', { role: 'dcs', ...more }, { occurred: day(from), known: from });
const taken = (type: 'InterventionStarted' | 'InterventionEnded', from: string, what: string) =>
  claimEvent(type, { instrument: what }, { occurred: day(from), known: from });
const delivered = (stage: string, from: string) =>
  claimEvent(
    'DeliveryChanged',
    { provider: 'A trust', form: 'trust', stage },
    { occurred: day(from), known: from },
  );

const sif = { framework: 'SIF', days: span('2015-03-02', '2015-03-26') };
const ilacs = { framework: 'ILACS', days: span('2018-05-14', '2018-05-18') };
const events: readonly ClaimEvent[] = [
  inspected(sif),
  reported(
    { overall: 'inadequate', leadership: 'inadequate' },
    { ...sif, published: '2015-05-19' },
  ),
  inspected(ilacs),
  reported({ overall: 'good', leadership: 'good' }, { ...ilacs, published: '2018-06-29' }),
  inspected({ framework: 'ILACS', days: span('2021-11-01', '2021-11-05') }),
  post('started', '2015-07', { person: alex, status: 'interim' }),
  post('started', '2016-03', { person: sam, status: 'permanent' }),
  post('ended', '2018-01', { person: sam }),
  seen('2018-02-12', { person: kim }),
  seen('2017-05-03', { role: 'lscb_chair', person: alex }),
  seen('2015-06-15', { role: 'commissioner', person: kim }),
  taken('InterventionStarted', '2015-06-02', 'direction'),
  taken('InterventionStarted', '2015-06-10', 'improvement_notice'),
  taken('InterventionEnded', '2017-09-07', 'improvement_notice'),
  delivered('announced', '2015-09-01'),
  delivered('delivering', '2016-04-01'),
];

/** Around the first and last days of what is told, and the same days one, two and three years on, when a telling grows old. */
const days = [
  ...new Set(
    events.flatMap(({ occurred }) => {
      const { startEarliest, startLatest, endLatest } = bounds(occurred);
      const told = [startEarliest, startLatest, endLatest].filter(Number.isFinite);
      return told.flatMap((one) =>
        [0, 12, 24, 36].flatMap((months) =>
          [-1, 0, 1, 2].map((more) => isoDay(addDays(addMonths(one as EpochDay, months), more))),
        ),
      );
    }),
  ),
];

describe('a record that was asked at many days', () => {
  const all = [...events, correction(events[5]!, '/occurred/from', '2015-08')];
  const before = recordOf(all);

  it('answers at each as one that was never asked before', () => {
    const others = ['2016-12-31', '2026-12-31'].flatMap((knownAt) => {
      const asked = (asOf: string, record = before) =>
        JSON.stringify(standing(record, on(asOf, knownAt), context));
      const once = new Map(days.map((asOf) => [asOf, asked(asOf)]));
      return days.filter((asOf) => {
        const anew = asked(asOf, recordOf(all));
        return asked(asOf) !== anew || once.get(asOf) !== anew;
      });
    });
    expect(days.length).toBeGreaterThan(300);
    expect(others).toEqual([]);
  });

  it('shows the name of a person as it is when it asks', () => {
    const named = (name: string | null) =>
      standing(before, on('2016-06-01'), { ...context, nameOf: () => name }).leadership.dcs?.person;
    expect([named('Sam Ode'), named(null), named('Sam Ode')]).toEqual(['Sam Ode', null, 'Sam Ode']);
  });

  it('lets nobody change in one answer what the next has, too', () => {
    const answer = standing(before, on('2019-01-01'), context);
    const { leadership } = answer.areas;
    expect(() => Object.assign(leadership!, { grade: 'outstanding' })).toThrow(TypeError);
    expect(Object.assign(structuredClone(leadership!), { label: null }).label).toBeNull();
    expect(standing(before, on('2019-01-02'), context).areas).toEqual(answer.areas);
  });
});

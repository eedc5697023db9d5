import { type AuthorityKey, isoDay } from '@monitoring-timeline/core';
import {
  type Coordinates,
  interventionsHistory,
  leadershipHistory,
  onDay,
  standing,
  stands,
  themes,
  toldWords,
} from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { recordOf, recordsOf, shippedContext, shippedEvents } from '../support/record.ts';

const records = recordsOf(shippedEvents());
const context = shippedContext();
const today = '2026-08-20';

const on = (asOf: string, knownAt = asOf): Coordinates => ({
  ...onDay(asOf),
  knownAt: onDay(knownAt).knownAt,
});
const key = (authority: string) => authority as AuthorityKey;
const interventions = (authority: string, asOf = today, knownAt = asOf) =>
  interventionsHistory(recordOf(records, key(authority)), on(asOf, knownAt), context);
const posts = (authority: string, asOf = today, knownAt = asOf) =>
  leadershipHistory(recordOf(records, key(authority)), on(asOf, knownAt), context);

describe('interventions on record without an end', () => {
  it('in Sunderland: the commissioner of 2015 is presumed gone with the direction that made the appointment', () => {
    const [commissioner] = interventions('sunderland').history.filter(
      ({ instrument }) => instrument === 'commissioner',
    );
    expect(commissioner).toMatchObject({
      person: 'Nick Whitfield',
      state: 'presumed_ended',
      rule: 'commissioner-ends-with-direction 1',
      to: null,
    });
    expect(interventions('sunderland').inForce).toEqual([]);
    // the day after the appointment it stands
    expect(interventions('sunderland', '2015-07-21').inForce).toMatchObject([
      { instrument: 'commissioner', state: 'told_now' },
      { instrument: 'direction', state: 'told_now' },
    ]);
  });

  it('in Trafford: the notice of 2019 stands until the report of January 2023, and is presumed ended then', () => {
    const notice = (asOf: string) => interventions('trafford', asOf).history[0]!;
    expect(notice('2023-01-30')).toMatchObject({ state: 'last_told', from: '2019-05-23' });
    expect(notice(today)).toMatchObject({
      state: 'presumed_ended',
      lastTold: { date: '2019-05-23' },
      why: 'the report of 31 January 2023 is not inadequate',
      rule: 'intervention-ends-above-inadequate 1',
    });
    expect(toldWords(notice(today), { begun: notice(today).from })).toBe(
      'begun 23 May 2019; presumed ended: the report of 31 January 2023 is not inadequate',
    );
  });

  it('in Trafford today: two areas are inadequate and no overall grade is given, so intervention may be expected', () => {
    expect(interventions('trafford')).toMatchObject({
      inForce: [],
      expected: { certain: false, rule: 'intervention-expected 1' },
      note: 'expected, none on record',
    });
  });

  it('in Herefordshire: one commissioner follows the other, whichever page is asked', () => {
    const told = interventions('herefordshire', '2025-06-01');
    const commissioners = told.history.filter(({ instrument }) => instrument === 'commissioner');
    expect(commissioners.map(({ person, state, to }) => [person, state, to])).toEqual([
      ['Eleanor Brazil', 'ended', '2025-02'],
      ['Deborah McMillan', 'told_now', null],
    ]);
    const { holders } = posts('herefordshire', '2025-06-01');
    expect(holders.commissioner).toMatchObject({ person: 'Deborah McMillan' });
    // a direction takes the place of a notice; all of it is presumed over with a report that is good
    expect(told.history[0]).toMatchObject({
      instrument: 'improvement_notice',
      state: 'superseded',
      rule: 'direction-replaces-notice 1',
    });
    expect(interventions('herefordshire').inForce).toEqual([]);
  });

  it('name commissioners and advisers whom a statement alone names', () => {
    const named = (authority: string, instrument: string) =>
      interventions(authority).history.find((one) => one.instrument === instrument)?.person;
    expect(named('stoke-on-trent', 'commissioner')).toBe('Eleanor Brazil');
    expect(named('sefton', 'commissioner')).toBe('Paul Moffat');
    expect(named('west-sussex', 'commissioner')).toBe('John Coughlan');
    expect(named('bournemouth-christchurch-and-poole', 'adviser')).toBe('John Coughlan');
  });

  it('end where the list of the department or a page says so', () => {
    const ends = (authority: string) =>
      interventions(authority).history.map(({ instrument, state, to }) => [instrument, state, to]);
    expect(ends('south-gloucestershire')).toEqual([['improvement_notice', 'ended', '2023-12-21']]);
    expect(ends('plymouth')).toEqual([['improvement_notice', 'ended', 'by 2024-03']]);
    expect(ends('tameside')).toEqual([
      ['improvement_notice', 'ended', 'by 2024-03'],
      ['direction', 'last_told', null],
    ]);
    expect(ends('kirklees')).toContainEqual(['direction', 'ended', '2020-01-13']);
    expect(ends('wakefield')).toContainEqual(['direction', 'ended', '2022-01-13']);
  });

  it('as known before a later report are last told of, whatever is known since', () => {
    expect(interventions('sunderland', '2021-08-19').inForce).toMatchObject([
      { instrument: 'direction', state: 'last_told', lastTold: { date: '2018-07-25' } },
    ]);
    // with hindsight the end of December 2021 vouches for the day
    expect(interventions('sunderland', '2021-08-19', today).inForce).toMatchObject([
      { instrument: 'direction', state: 'told_now', why: 'ends December 2021' },
    ]);
  });

  it('are read by no rule that was not known: before July 2017 no report ends one', () => {
    const [direction] = interventions('somerset', '2018-02-01', '2018-02-01').history;
    expect(direction).toMatchObject({ state: 'presumed_ended' });
    const before = interventions('somerset', '2018-02-01', '2017-07-30').history[0];
    expect(before).toMatchObject({ state: 'last_told' });
    for (const { rule } of interventions('somerset', '2016-01-01').history) {
      expect(rule).not.toContain('above-inadequate');
    }
  });
});

describe('directors of children’s services', () => {
  it('in Halton: not somebody unnamed since 2006, but whom a letter of 2023 was addressed to, last known', () => {
    const { holders, lastKnown, tenures } = posts('halton');
    expect(holders.dcs).toBeUndefined();
    expect(lastKnown.dcs).toMatchObject({
      person: 'Mil Vasic',
      title: 'Strategic Director, People',
      byAddress: true,
      observed: '2023-01-13',
      months: 43,
      state: 'last_told',
    });
    expect(tenures.find(({ from }) => from === '2006-12')).toMatchObject({ state: 'superseded' });
  });

  it('in Barking and Dagenham: not somebody unnamed since 2009, but whom a letter of 2025 was addressed to', () => {
    expect(posts('barking-and-dagenham').holders.dcs).toMatchObject({
      person: 'Elaine Allegretti',
      title: 'Strategic Director Children’s and Adults',
      byAddress: true,
      lastTold: { date: '2025-04-29' },
    });
  });

  it('in Staffordshire: whom a letter of January 2026 was addressed to', () => {
    expect(posts('staffordshire').holders.dcs).toMatchObject({
      person: 'Ms Bernie Brown',
      observed: '2026-01-27',
      state: 'told_now',
    });
  });

  it('in Sunderland: Jill Colbert, chief executive of the company and never of the council', () => {
    const { holders, lastKnown } = posts('sunderland');
    expect(holders.dcs).toMatchObject({
      person: 'Jill Colbert',
      jointWith: ['delivery_chief_executive'],
    });
    expect(holders.delivery_chief_executive).toMatchObject({ person: 'Jill Colbert' });
    expect(
      [holders.chief_executive, lastKnown.chief_executive].map((one) => one?.person),
    ).not.toContain('Jill Colbert');
    // whose chief executive the joint post of 2018 would be the report leaves open
    expect(posts('sunderland', '2018-08-01', '2018-07-25').holders.dcs).toMatchObject({
      confirmed: false,
      organisation: null,
      jointWith: [],
    });
  });

  it('in Devon: who leaves is told by the page that names who comes', () => {
    const { tenures } = posts('devon');
    const caslake = tenures.find(({ person }) => person === 'Melissa Caslake');
    expect(caslake).toMatchObject({ to: '2022-12', state: 'ended' });
  });
});

describe('boards that ended by law', () => {
  it('have a chair on 29 September 2019, and nobody is said to chair one the day after', () => {
    expect(posts('sunderland', '2019-09-29').holders.lscb_chair).toBeDefined();
    for (const authority of records.keys()) {
      const { holders, tenures } = posts(authority, '2019-09-30');
      expect(holders.lscb_chair).toBeUndefined();
      for (const one of tenures.filter(({ role }) => role === 'lscb_chair')) {
        expect(stands(one)).toBe(false);
      }
    }
  });
});

describe('themes', () => {
  it('of Sunderland stood until the report of 2021, and lapse with it', () => {
    const of = (asOf: string) => themes(recordOf(records, key('sunderland')), on(asOf), context);
    const referrals = (asOf: string) =>
      of(asOf).themes.find(({ theme }) => theme === 'repeat_referrals')!;
    expect(referrals('2018-08-01')).toMatchObject({ state: 'told_now', reportsSince: 0 });
    expect(referrals('2021-08-19')).toMatchObject({ state: 'last_told', reportsSince: 0 });
    expect(referrals(today)).toMatchObject({
      state: 'presumed_ended',
      status: 'still_evident',
      lastTold: { date: '2018-05-18' },
      reportsSince: 2,
      rule: 'theme-lapses 1',
    });
    expect(toldWords(referrals(today), { seen: 'last found' })).toBe(
      'last found 18 May 2018; presumed ended: 2 graded reports since, the first the report of 20 August 2021',
    );
    expect(of(today).speaksOf.gradedReports).toBeGreaterThan(of(today).speaksOf.documents - 3);
  });
});

/** What was shown as so today when every thing without an end counted as going on, and what is now. */
describe('over the whole record', () => {
  const everywhere = [...records.keys()].filter((one) => one !== 'england');

  it('of 39 interventions told of 7 stand, and no report since is above inadequate', () => {
    const all = everywhere.flatMap((one) =>
      interventions(one).history.map((told) => ({ told, authority: one })),
    );
    const standing = all.filter(({ told }) => stands(told));
    expect([all.length, standing.length]).toEqual([39, 7]);
    for (const { told, authority } of standing) {
      const { reports } = recordOf(records, authority).at(on(today));
      const above = reports.filter(
        ({ published, judgements }) =>
          isoDay(published) > told.from! && judgements.get('overall')?.value.grade !== 'inadequate',
      );
      expect(above.map(({ published }) => isoDay(published))).toEqual([]);
    }
  });

  it('every director shown was told of within three years, and all others stand apart', () => {
    const views = everywhere.map((one) => standing(recordOf(records, one), on(today), context));
    const held = views.flatMap(({ leadership }) => leadership.dcs ?? []);
    const known = views.flatMap(({ lastKnown }) => lastKnown.dcs ?? []);
    expect(held.every(({ lastTold }) => lastTold!.date >= '2023-08')).toBe(true);
    expect([held.length, known.length, views.length - held.length - known.length]).toEqual([
      76, 77, 5,
    ]);
  });
});

import { authorityKey } from '@monitoring-timeline/core';
import {
  activity,
  type Coordinates,
  interventionsHistory,
  leadershipHistory,
  onDay,
} from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { recordOf, recordsOf, shippedContext, shippedEvents } from '../support/record.ts';

const records = recordsOf(shippedEvents());
const context = shippedContext();
const sunderland = recordOf(records, authorityKey('sunderland'));

const on = (asOf: string, knownAt = asOf): Coordinates => ({
  ...onDay(asOf),
  knownAt: onDay(knownAt).knownAt,
});
const people = (asOf: string, knownAt = asOf) =>
  leadershipHistory(sunderland, on(asOf, knownAt), context);

describe('the director of children’s services in Sunderland', () => {
  it('on 8 December 2016 was Alex Hopkins, by the address of a letter (Q14)', () => {
    expect(people('2016-12-08').holders.dcs).toMatchObject({
      person: 'Alex Hopkins',
      observed: '2016-12-08',
      since: null,
    });
  });

  it('on 1 May 2018 was an interim, not named, also over adults (Q15)', () => {
    expect(people('2018-05-01', '2018-07-25').holders.dcs).toMatchObject({
      person: null,
      status: 'interim',
      since: '2017-11',
      jointWith: ['adult_services_director'],
    });
  });

  it('on 1 August 2018 will be somebody appointed to a joint post, not confirmed in it (Q16)', () => {
    const view = people('2018-08-01', '2018-07-25');
    expect(view.holders.dcs).toMatchObject({
      person: null,
      status: 'designate',
      confirmed: false,
      jointWith: [],
      organisation: null,
    });
    const designate = view.tenures.find(({ confirmed, role }) => role === 'dcs' && !confirmed);
    expect(designate).toMatchObject({ appointed: '2018-07', from: null });
  });

  it('changed four times, on days that nobody gives, and was five to six months in post (Q17)', () => {
    const view = people('2018-05-18', '2018-07-25');
    expect(view.turnover.map(({ count, printed }) => [count, printed])).toContainEqual([
      4,
      'four changes',
    ]);
    const dcs = view.tenures.filter(({ role }) => role === 'dcs');
    expect(dcs.map(({ person, from, state }) => [person, from, state])).toEqual([
      ['Alex Hopkins', null, 'superseded'],
      [null, '2017-11', 'told_now'],
    ]);
    expect(dcs[1]?.months).toEqual({ atLeast: 5, atMost: 6 });
  });

  it('is on record in two posts in 2016, by sources that both stay', () => {
    const [conflict, ...more] = people('2016-12-31').conflicts;
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({
      kind: 'two_posts',
      people: [{ person: 'Alex Hopkins' }],
      roles: ['dcs', 'delivery_chief_executive'],
    });
    expect(new Set(conflict?.claims.map(({ publisher }) => publisher)).size).toBeGreaterThan(1);
  });
});

describe('monitoring visits of which no letter is on record', () => {
  it('are told by the press, and never credited to a later report (visits 3 and 4 to Sunderland)', () => {
    const told = activity(sunderland, on('2018-08-01'), context).withoutReport;
    expect(
      told.map(({ sequence, start, published, toldBy }) => [sequence, start, published, toldBy]),
    ).toEqual([
      [1, '2016-08', null, ['sunderlandecho.com']],
      [3, '2017-02', null, ['sunderlandecho.com']],
      [4, '2017-06', null, ['thenorthernecho.co.uk']],
    ]);
  });
});

describe('who delivers services in Sunderland', () => {
  it('is one step of a change, told of by four sources', () => {
    const { deliveryHistory } = interventionsHistory(sunderland, on('2026-08-20'), context);
    const delivering = deliveryHistory.filter(({ stage }) => stage === 'delivering');
    expect(delivering).toMatchObject([
      { provider: 'Together for Children', form: 'company', when: '2017-04-01' },
    ]);
    expect(delivering[0]?.toldBy).toHaveLength(4);
  });
});

describe('intervention in Sunderland', () => {
  const of = (asOf: string, knownAt = asOf) =>
    interventionsHistory(sunderland, on(asOf, knownAt), context);

  it('had no improvement board on 1 April 2018: it ended in March, too early for inspectors (Q18)', () => {
    const view = of('2018-04-01', '2018-07-25');
    expect(view.inForce.map(({ instrument }) => instrument)).not.toContain('improvement_board');
    const board = view.history.find(({ instrument }) => instrument === 'improvement_board');
    expect(board).toMatchObject({ state: 'ended', to: '2018-03', from: 'by 2018-03' });
    expect(board?.endNotes.join()).toContain('too early');
  });

  it('went from a first direction to a second, lifted in December 2021', () => {
    const directions = of('2022-01-01').history.filter(
      ({ instrument }) => instrument === 'direction',
    );
    expect(
      directions.map(({ from, state, replacedBy, to }) => [from, state, replacedBy, to]),
    ).toEqual([
      ['2015-07-20', 'superseded', '2017-04-03', null],
      ['2017-04-03', 'ended', null, '2021-12'],
    ]);
    // a newspaper dates the whole intervention from the second direction's month
    expect(directions[1]?.otherStarts.map(({ from }) => from)).toContain('2017-04');
  });

  it('has the council deliver on 1 January 2017 and the company from 1 April (Q19)', () => {
    expect(of('2017-01-01', '2018-08-01').delivery.provider).toBe('council');
    expect(of('2017-04-01', '2018-08-01').delivery.provider).toBe('Together for Children');
  });

  it('is known of nobody where no source speaks of it, and that is said', () => {
    const stockton = interventionsHistory(
      recordOf(records, authorityKey('stockton-on-tees')),
      on('2018-01-01'),
      context,
    );
    expect(stockton).toMatchObject({ history: [], note: 'none known' });
  });
});

describe('the whole record', () => {
  it('gives every authority a leadership history without a vacancy made of silence', () => {
    for (const record of records.values()) {
      const view = leadershipHistory(record, on('2026-08-20'), context);
      for (const tenure of view.tenures) {
        if (tenure.state === 'ended' && tenure.rule === null) expect(tenure.to).not.toBeNull();
        else expect(tenure.to).toBeNull();
        expect(tenure.because.length).toBeGreaterThan(0);
      }
    }
  });
});

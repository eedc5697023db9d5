import { epochDay } from '@monitoring-timeline/core';
import type {
  ActivityTold,
  DeliveryStage,
  Intervention,
  Tenure,
  Theme,
} from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { contactOf } from './contacts.ts';
import { entriesOf } from './entries.ts';
import { reachOf } from './entry.ts';
import { deliveryEntry, interventionEntry, tenureEntry, themeEntry } from './lasting.ts';

const asOf = epochDay('2026-11-30');
const silent = { state: 'last_told', lastTold: { date: '2018-07-25', source: 'A report' } };

function inspection(given: Partial<ActivityTold> = {}): ActivityTold {
  return {
    activity: 'inspection',
    kind: 'reinspection',
    framework: 'SIF',
    sequence: null,
    start: '2018-04-23',
    end: '2018-05-18',
    parts: null,
    published: '2018-07-25',
    graded: true,
    priorityAction: null,
    basis: 'published',
    toldBy: ['Ofsted'],
    because: ['0123456789ab'],
    grades: { overall: 'inadequate', leadership: 'good' },
    disagreements: [],
    ...given,
  };
}

describe('an inspection on a timeline', () => {
  it('has its days, the wait for its report, and its grades by area', () => {
    const [one] = contactOf(inspection(), false);
    expect(one).toMatchObject({
      id: 'inspections-01234567',
      lane: 'inspections',
      name: 'SIF reinspection inspection',
      short: 'SIF',
      when: '23 April to 18 May 2018',
      says: 'Published on 25 July 2018, 68 days after the last day on site. Its grade: inadequate.',
      facts: ['Overall effectiveness: inadequate', 'Leadership: good', 'Told of by Ofsted'],
      graded: { grade: 'inadequate', text: 'Inadequate' },
    });
    expect(one?.span).toEqual({ from: epochDay('2018-04-23'), to: epochDay('2018-05-18') });
    expect(one?.published).toBe(epochDay('2018-07-25'));
  });

  it('has each of its parts where inspectors came more than once', () => {
    const day = (on: string) => ({ from: on, to: on });
    const parts = ['2018-05-15', '2018-05-16', '2018-05-21'].map(day);
    const [one] = contactOf(inspection({ start: '2018-05-15', end: '2018-05-21', parts }), false);
    expect(one?.when).toBe('15 May 2018, 16 May 2018 and 21 May 2018');
  });

  it('without days on record has its report alone, and without a day at all no place', () => {
    const [one] = contactOf(inspection({ start: null, end: null }), false);
    expect(one?.span).toBeUndefined();
    expect(one?.says).toMatch(/^When inspectors came is not on record\./);
    expect(reachOf(one!)).toEqual({ from: epochDay('2018-07-25'), to: epochDay('2018-07-25') });
    expect(contactOf(inspection({ start: null, end: null, published: null }), false)).toEqual([]);
  });

  it('says where it has no overall grade, and of which area its one grade is', () => {
    const [several] = contactOf(
      inspection({ grades: { leadership: 'good', children_in_care: 'good' } }),
      false,
    );
    expect(several?.graded).toEqual({ grade: undefined, text: 'No overall grade' });
    const [strand] = contactOf(inspection({ grades: { help_and_protection: 'adequate' } }), false);
    expect(strand?.graded).toEqual({ grade: 'adequate', text: 'Adequate, help and protection' });
  });

  it('may be announced, and a visit may name areas for priority action', () => {
    const [next] = contactOf(inspection({ published: null, grades: {} }), true);
    expect(next?.says).toBe('Announced for a later day.');
    const [visit] = contactOf(
      inspection({
        activity: 'visit',
        kind: 'monitoring',
        sequence: 2,
        priorityAction: true,
        grades: {},
      }),
      false,
    );
    expect(visit).toMatchObject({ lane: 'visits', name: 'Monitoring visit 2', urgent: true });
    expect(visit?.says).toContain('Its letter names areas for priority action.');
  });
});

describe('what lasts on a timeline', () => {
  const tenure = {
    role: 'dcs',
    person: null,
    title: null,
    status: 'interim',
    from: '2017-11',
    to: null,
    appointed: null,
    seen: null,
    confirmed: true,
    byAddress: false,
    organisation: null,
    reportedBy: ['Ofsted'],
    disagreements: [],
    because: ['a1', 'b2'],
    ...silent,
  } as unknown as Tenure;

  it('is told of up to the last telling, and silent from there to the day', () => {
    const [one] = tenureEntry(tenure, asOf);
    expect(one).toMatchObject({
      name: 'Director of children’s services: not named',
      short: 'Not named, DCS',
      when: 'From November 2017',
      span: { from: epochDay('2017-11-01'), to: epochDay('2018-07-25') },
      silentTo: asOf,
    });
  });

  it('is silent no more where a source tells of its end, or it is superseded', () => {
    const [left] = tenureEntry({ ...tenure, to: '2018-03', state: 'ended' }, asOf);
    expect(left).toMatchObject({ when: 'November 2017 to March 2018', silentTo: undefined });
    const [over] = interventionEntry(
      {
        instrument: 'direction',
        title: null,
        person: null,
        from: '2015-07-20',
        to: null,
        replacedBy: '2017-04-03',
        startNotes: [],
        endNotes: [],
        otherStarts: [{ from: '2017-04', publisher: 'A newspaper' }],
        because: ['c3'],
        ...silent,
        state: 'superseded',
      } as unknown as Intervention,
      asOf,
    );
    expect(over).toMatchObject({ name: 'Direction', silentTo: undefined });
    expect(over?.facts).toEqual([
      'Replaced by the one of 3 April 2017',
      'A newspaper gives April 2017 as its beginning',
    ]);
  });

  it('of a theme is from when it was raised to when it was last found', () => {
    const seen = (when: string) => ({ when });
    const [one] = themeEntry(
      {
        theme: 'thresholds',
        topic: 'thresholds not understood',
        assertedBy: 'inspectorate',
        raised: [seen('2016-11-09')],
        stillEvident: [seen('2018-05-18')],
        resolved: [],
        because: ['d4'],
        ...silent,
        state: 'presumed_ended',
      } as unknown as Theme,
      asOf,
    );
    expect(one?.span).toEqual({ from: epochDay('2016-11-09'), to: epochDay('2018-05-18') });
    expect(one?.facts).toContain('Found again: 18 May 2018');
  });

  it('of a delivery is as long as sources tell of it, until another takes over', () => {
    const stage = (provider: string, when: string): DeliveryStage =>
      ({
        provider,
        form: 'company',
        stage: 'delivering',
        when,
        note: null,
        toldBy: ['Ofsted'],
        because: ['e5'],
      }) as unknown as DeliveryStage;
    const now = { provider: 'second', form: 'company', since: '2021-04-01', ...silent } as never;
    const first = deliveryEntry(stage('first', '2015-10-01'), '2021-04-01', now, asOf);
    expect(first.span?.to).toBe(epochDay('2021-04-01'));
    expect(first.silentTo).toBeUndefined();
    const second = deliveryEntry(stage('second', '2021-04-01'), undefined, now, asOf);
    expect(second.silentTo).toBe(asOf);
  });
});

it('entries stand in the order of time, and two of one event have names of their own', () => {
  const view = (activities: readonly ActivityTold[]) => ({ activities, next: [] }) as never;
  const entries = entriesOf(
    {
      activity: view([
        inspection({ because: ['same-event'] }),
        inspection({
          start: '2015-05-11',
          end: '2015-06-04',
          published: '2015-07-20',
          because: ['same-event'],
        }),
      ]),
      before: [
        {
          name: 'Northshire',
          activity: view([inspection({ start: '2011-03-01', end: null, because: ['f6'] })]),
        },
      ],
      leadership: { tenures: [] } as never,
      interventions: { history: [], deliveryHistory: [], delivery: {} } as never,
      themes: { themes: [] } as never,
    },
    asOf,
  );
  expect(entries.map(({ id, lane }) => [id, lane])).toEqual([
    ['before-f6', 'before'],
    ['inspections-same-eve', 'inspections'],
    ['inspections-same-eve-2', 'inspections'],
  ]);
  expect(entries[0]?.name).toBe('Northshire: SIF reinspection inspection');
});

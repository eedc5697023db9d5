import { addDays, epochDay } from '@monitoring-timeline/core';
import { claimsOf, correction, reported, retraction } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { isLate, noticesOf } from './derive.ts';
import type { DueSeen, Seen } from './seen.ts';

const nothing: Seen = {
  grades: new Map(),
  report: undefined,
  awaited: new Map(),
  posts: new Map(),
  interventions: new Map(),
  due: new Map(),
};
const seen = (some: Partial<Seen>): Seen => ({ ...nothing, ...some });

const report = reported({ overall: 'good' }, { published: '2024-01-12' });
const mended = correction(report, '/data/judgements/0/grade', 'inadequate', {
  known: '2024-01-12',
});
const gone = retraction(report, { known: '2024-01-12' });
const [event, correcting, retracting] = claimsOf(report, mended, gone);

const day = epochDay('2024-01-12');
const byDay = { authority: report.authority, day };
const byEvent = { ...byDay, event: event!, position: event!.position };

/** Kinds and subjects of what is told. */
const told = (before: Seen, after: Seen, cause: Parameters<typeof noticesOf>[2] = byDay) =>
  noticesOf(before, after, cause).map(({ kind, subject }) => [kind, subject]);

const clock = (given: Partial<DueSeen> = {}): DueSeen => ({
  rule: 'ilacs-cycle',
  anchor: '2021-11-30',
  status: 'not_yet',
  certain: true,
  opens: '2024-05-30',
  due: '2024-11-30',
  closes: '2025-05-30',
  because: ['r'],
  ...given,
});
const clocks = (given: Partial<DueSeen> = {}) => seen({ due: new Map([['cycle', clock(given)]]) });

describe('a fact that comes in', () => {
  it('is late where it had been public for more than thirty days', () => {
    expect(isLate(event!, addDays(day, 30))).toBe(false);
    expect(isLate(event!, addDays(day, 31))).toBe(true);
  });

  it('gives nothing but its late arrival, with what it changed, where it is late', () => {
    const before = seen({
      grades: new Map([
        ['overall', { grade: 'good', because: ['g'] }],
        ['adoption', { grade: 'good', because: ['g'] }],
      ]),
    });
    const after = seen({
      grades: new Map([
        ['overall', { grade: 'inadequate', because: ['i'] }],
        ['adoption', { grade: 'good', because: ['g'] }],
      ]),
      interventions: new Map([['notice', ['n']]]),
    });
    const [one, ...more] = noticesOf(before, after, { ...byEvent, day: addDays(day, 31) });
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      kind: 'LateArrival',
      authority: 'sunderland',
      day: '2024-02-12',
      position: event!.position,
      because: [report.id],
      subject: {
        event: report.id,
        type: 'ReportPublished',
        known: '2024-01-12',
        changes: { overall: { from: 'good', to: 'inadequate' } },
      },
    });
    expect(Object.keys(one!.subject.changes as object)).toEqual(['overall']);
  });

  it('that repairs another is told of as a correction or as a retraction, naming what it repairs', () => {
    expect(noticesOf(nothing, nothing, { ...byEvent, event: correcting! })).toMatchObject([
      {
        kind: 'FactCorrected',
        subject: { target: report.id, repair: 'corrected', place: '/data/judgements/0/grade' },
        because: [mended.id, report.id],
      },
    ]);
    expect(noticesOf(nothing, nothing, { ...byEvent, event: retracting! })).toMatchObject([
      {
        kind: 'FactCorrected',
        subject: { target: report.id, repair: 'retracted', place: null },
        because: [gone.id, report.id],
      },
    ]);
  });

  it('that repairs another is never late, tells what it moves, and brings no report', () => {
    const before = seen({
      grades: new Map([['overall', { grade: 'good', because: ['g'] }]]),
      posts: new Map([['dcs', { holder: 'a', because: ['a'] }]]),
      due: new Map([['cycle', clock()]]),
    });
    const after = seen({
      grades: new Map([['overall', { grade: 'inadequate', because: ['i'] }]]),
      report: { published: '2024-01-12', because: ['b'] },
      awaited: new Map([['ILACS 2024-01-08', ['b']]]),
      posts: new Map([['dcs', { holder: 'b', because: ['b'] }]]),
      interventions: new Map([['notice', ['n']]]),
      due: new Map([['cycle', clock({ status: 'due' })]]),
    });
    const long = { ...byEvent, event: correcting!, day: addDays(day, 400) };
    expect(told(before, after, long).map(([kind]) => kind)).toEqual([
      'FactCorrected',
      'StandingChanged',
      'LeadershipChanged',
      'InterventionChanged',
      'BecameDue',
    ]);
    expect(noticesOf(before, after, long)[0]).toMatchObject({
      subject: { changes: { overall: { from: 'good', to: 'inadequate' } } },
    });
  });

  it('that changes nothing is told of to nobody', () => {
    expect(told(nothing, nothing, byEvent)).toEqual([]);
  });
});

describe('a report', () => {
  const first = seen({ report: { published: '2021-01-01', because: ['a'] } });
  const next = seen({ report: { published: '2024-01-12', because: ['b'] } });

  it('is told of once, when an event brings it', () => {
    expect(noticesOf(first, next, byEvent)).toMatchObject([
      { kind: 'InspectionPublished', subject: { published: '2024-01-12' }, because: ['b'] },
    ]);
    expect(told(nothing, next, byEvent)).toHaveLength(1);
    expect(told(next, next, byEvent)).toEqual([]);
  });

  it('is not told of by a day that is reached, nor where there is none any more', () => {
    expect(told(first, next, byDay)).toEqual([]);
    expect(told(first, nothing, byEvent)).toEqual([]);
  });
});

describe('the standing', () => {
  it('is told of by the areas that moved, also those that came and went, with the facts behind them', () => {
    const before = seen({
      grades: new Map([
        ['overall', { grade: 'good', because: ['x'] }],
        ['lscb', { grade: 'good', because: ['y'] }],
        ['leadership', { grade: 'good', because: ['x'] }],
      ]),
    });
    const after = seen({
      grades: new Map([
        ['overall', { grade: 'inadequate', because: ['z', 'a'] }],
        ['care_leavers', { grade: 'good', because: ['z'] }],
        ['leadership', { grade: 'good', because: ['other'] }],
      ]),
    });
    const [one, ...more] = noticesOf(before, after, byDay);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ kind: 'StandingChanged', because: ['a', 'z'], position: null });
    expect(one!.subject).toEqual({
      areas: {
        care_leavers: { from: null, to: 'good' },
        lscb: { from: 'good', to: null },
        overall: { from: 'good', to: 'inadequate' },
      },
    });
    expect(Object.keys(one!.subject.areas as object)).toEqual(['care_leavers', 'lscb', 'overall']);
  });
});

describe('what is in force', () => {
  it('tells of a report that comes to be awaited, and not of one awaited before', () => {
    const before = seen({ awaited: new Map([['ILACS 2023-01-01', ['a']]]) });
    const after = seen({
      awaited: new Map([
        ['ILACS 2023-01-01', ['a']],
        ['ILACS 2024-01-08', ['b']],
      ]),
    });
    expect(noticesOf(before, after, byDay)).toMatchObject([
      { kind: 'ReportAwaited', subject: { inspection: 'ILACS 2024-01-08' }, because: ['b'] },
    ]);
    expect(told(after, before)).toEqual([]);
  });

  it('tells of a post whose holder is another, or is known for the first time', () => {
    const held = (...posts: readonly (readonly [string, string])[]) =>
      seen({ posts: new Map(posts.map(([role, holder]) => [role, { holder, because: [role] }])) });
    const before = held(['dcs', 'a'], ['chief', 'c']);
    const after = held(['dcs', 'b'], ['chief', 'c'], ['lead_member', 'd']);
    expect(noticesOf(before, after, byDay)).toMatchObject([
      { kind: 'LeadershipChanged', subject: { role: 'dcs' }, because: ['dcs'] },
      { kind: 'LeadershipChanged', subject: { role: 'lead_member' }, because: ['lead_member'] },
    ]);
    expect(told(after, after)).toEqual([]);
  });

  it('tells of interventions that begin, by their facts, and that end, by the event that ends them', () => {
    const notice = seen({ interventions: new Map([['notice since 2020', ['n']]]) });
    const direction = seen({ interventions: new Map([['direction since 2024', ['d']]]) });
    expect(noticesOf(notice, direction, byEvent)).toMatchObject([
      {
        kind: 'InterventionChanged',
        subject: { begins: 'direction since 2024' },
        because: ['d'],
      },
      {
        kind: 'InterventionChanged',
        subject: { ends: 'notice since 2020' },
        because: [report.id],
      },
    ]);
    expect(noticesOf(notice, nothing, byDay)).toMatchObject([{ because: [] }]);
    expect(told(notice, notice)).toEqual([]);
  });
});

describe('a clock', () => {
  it.each([
    ['window_open', 'WindowOpened'],
    ['due', 'BecameDue'],
    ['overdue', 'BecameOverdue'],
  ])('that comes to be %s is told of as %s', (status, kind) => {
    const [one, ...more] = noticesOf(clocks(), clocks({ status }), byDay);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ kind, because: ['r'] });
    expect(one!.subject).toEqual({
      rule: 'ilacs-cycle',
      anchor: '2021-11-30',
      opens: '2024-05-30',
      due: '2024-11-30',
      closes: '2025-05-30',
    });
    expect(told(clocks({ status }), clocks({ status }))).toEqual([]);
    expect(told(nothing, clocks({ status }))).toHaveLength(1);
  });

  it('is overdue only where that is certain, and is told of when it comes to be', () => {
    const doubtful = clocks({ status: 'overdue', certain: false });
    expect(told(clocks({ status: 'due' }), doubtful)).toEqual([]);
    expect(told(doubtful, clocks({ status: 'overdue' })).map(([kind]) => kind)).toEqual([
      'BecameOverdue',
    ]);
  });

  it('opens and comes due in doubt or not: that is the calendar’s alone', () => {
    expect(told(clocks(), clocks({ status: 'due', certain: false }))).toHaveLength(1);
  });

  it.each(['not_yet', 'in_progress', 'met', 'not_known', 'no_rule'])(
    'that is %s alarms nobody',
    (status) => {
      expect(told(clocks({ status: 'due' }), clocks({ status }))).toEqual([]);
    },
  );
});

import { addDays, allSteps, epochDay } from '@monitoring-timeline/core';
import { claimsOf, correction, reported, retraction } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import type { ActivitySeen } from './activity-seen.ts';
import { type Cause, noticesOf } from './derive.ts';
import { noticeWords } from './notice-words.ts';
import type { DueSeen, InterventionSeen, PostSeen, Seen } from './seen.ts';

const nothing: Seen = {
  empty: false,
  grades: new Map(),
  reportDay: undefined,
  activities: [],
  awaited: new Set(),
  posts: new Map(),
  interventions: new Map(),
  delivery: { provider: null, because: [] },
  due: new Map(),
};
const seen = (some: Partial<Seen>): Seen => ({ ...nothing, ...some });

const report = reported({ overall: 'good' }, { published: '2024-01-12' });
const mended = correction(report, '/data/judgements/0/grade', 'inadequate', {
  known: '2024-01-12',
});
const gone = retraction(report, { known: '2024-01-12' });
const [, correcting, retracting] = claimsOf(report, mended, gone);

const day = epochDay('2024-01-12');
const byDay: Cause = { authority: report.authority, day };
const byEvent: Cause = { ...byDay, event: report.id };

const derived = (before: Seen, after: Seen, cause: Cause) =>
  allSteps(noticesOf(before, after, cause));

/** Kinds and subjects of what is told. */
const told = (before: Seen, after: Seen, cause: Cause = byDay) =>
  derived(before, after, cause).map(({ kind, subject }) => [kind, subject]);
const kinds = (before: Seen, after: Seen, cause: Cause = byDay) =>
  derived(before, after, cause).map(({ kind }) => kind);

const grades = (some: Readonly<Record<string, string>>, because = 'g') =>
  new Map(Object.entries(some).map(([area, grade]) => [area, { grade, because: [because] }]));

const clock = (given: Partial<DueSeen> = {}): DueSeen => ({
  rule: 'ilacs-cycle',
  activity: 'graded_inspection',
  owedBy: 'inspectorate',
  anchor: '2021-11-30',
  status: 'not_yet',
  certain: true,
  opens: '2024-05-30',
  due: '2024-11-30',
  closes: '2025-05-30',
  words: null,
  because: ['r'],
  ...given,
});
const clocks = (given: Partial<DueSeen> = {}) => seen({ due: new Map([['cycle', clock(given)]]) });

const activity = (given: Partial<ActivitySeen> = {}): ActivitySeen => ({
  claims: ['a'],
  activity: 'visit',
  framework: 'ILACS',
  visitKind: 'focused',
  sequence: null,
  start: '2023-12-05',
  end: '2023-12-06',
  published: null,
  startDay: epochDay('2023-12-05'),
  publishedDay: undefined,
  priorityAction: false,
  priorities: [],
  progress: null,
  because: ['a'],
  ...given,
});
const out = { published: '2024-01-12', publishedDay: day };
const visits = (...some: readonly Partial<ActivitySeen>[]) =>
  seen({ activities: some.map(activity) });

describe('what changes nothing', () => {
  it('is told to nobody', () => {
    expect(told(nothing, nothing, byEvent)).toEqual([]);
    expect(told(visits(out), visits(out), byEvent)).toEqual([]);
  });

  it('is told to nobody where another source tells the same of a report', () => {
    expect(told(visits(out), visits({ ...out, claims: ['b', 'a'] }), byEvent)).toEqual([]);
  });
});

describe('the standing', () => {
  it('is told of by the areas that moved, also those that came and went, before and after', () => {
    const before = seen({ grades: grades({ overall: 'good', lscb: 'good', leadership: 'good' }) });
    const after = seen({
      grades: grades({ overall: 'inadequate', care_leavers: 'good', leadership: 'good' }, 'z'),
    });
    const [one, ...more] = derived(before, after, byDay);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ kind: 'StandingChanged', weight: 5, because: ['z'] });
    expect(one!.subject).toEqual({
      areas: {
        care_leavers: { from: null, to: 'good' },
        lscb: { from: 'good', to: null },
        overall: { from: 'good', to: 'inadequate' },
      },
    });
    expect(one!.changes).toEqual([
      { field: 'standing.areas.care_leavers', before: null, after: 'good' },
      { field: 'standing.areas.lscb', before: 'good', after: null },
      { field: 'standing.overall', before: 'good', after: 'inadequate' },
    ]);
  });

  it('that one grade held for two areas is each one’s own before and after, and going apart is neither up nor down', () => {
    const joint = (grade: string) => ({ grade, joint: true, because: ['g'] });
    const before = seen({
      grades: new Map([
        ['care_leavers', joint('outstanding')],
        ['children_in_care', joint('requires_improvement')],
      ]),
    });
    const apart = seen({
      grades: grades({ care_leavers: 'outstanding', children_in_care: 'good' }, 'z'),
    });
    const [one] = derived(before, apart, byDay);
    expect(one!.subject).toEqual({
      areas: { children_in_care: { from: 'requires_improvement', to: 'good', joint: 'from' } },
    });
    const names = { authority: () => 'Sunderland', person: () => null };
    expect(noticeWords(one!, names).text).toContain(
      'Children in care is good; it was requires improvement to be good, in one grade with another area.',
    );
    const [again] = derived(apart, before, byDay);
    expect(again!.subject).toMatchObject({ areas: { children_in_care: { joint: 'to' } } });
  });

  it('is told of as late, with both days, where its report was public for more than thirty days', () => {
    const before = seen({ grades: grades({ overall: 'good' }) });
    const after = seen({ grades: grades({ overall: 'inadequate' }), reportDay: day });
    const at = (on: number) => derived(before, after, { ...byEvent, day: addDays(day, on) })[0];
    expect(at(30)).toMatchObject({ kind: 'StandingChanged', known: '2024-01-12', late: false });
    expect(at(31)).toMatchObject({ known: '2024-01-12', day: '2024-02-12', late: true });
  });
});

describe('reports and letters', () => {
  it.each([
    ['VisitLetterPublished', {}],
    ['MonitoringLetterPublished', { visitKind: 'monitoring' }],
    ['InspectionPublished', { activity: 'inspection', visitKind: null }],
  ] as const)('that come out are told of once as %s', (kind, given) => {
    const before = visits(given);
    const after = visits({ ...given, ...out });
    expect(derived(before, after, byEvent)).toMatchObject([
      { kind, known: '2024-01-12', subject: { published: '2024-01-12' }, because: ['a'] },
    ]);
    expect(kinds(nothing, after, byEvent)).toEqual([kind]);
    expect(kinds(after, after, byEvent)).toEqual([]);
  });

  it('of more than a year ago are history, and no news', () => {
    const late = { ...byEvent, day: addDays(day, 366) };
    expect(kinds(nothing, visits(out), late)).toHaveLength(1);
    expect(kinds(nothing, visits(out), { ...late, day: addDays(day, 367) })).toEqual([]);
  });

  it('that name areas for priority action are told of before all else', () => {
    const after = visits({ ...out, priorityAction: true, priorities: ['supervision'] });
    expect(derived(visits(), after, byEvent)).toMatchObject([
      { kind: 'PriorityAction', weight: 5, subject: { topics: ['supervision'] } },
      { kind: 'VisitLetterPublished', weight: 4 },
    ]);
    expect(kinds(after, after, byEvent)).toEqual([]);
  });
});

describe('inspectors', () => {
  const ahead = { start: '2024-02-05', startDay: epochDay('2024-02-05') };

  it('are told of when they are announced, when they come, and not again when the letter is out', () => {
    expect(kinds(nothing, visits(ahead), byEvent)).toEqual(['InspectionAnnounced']);
    const on = { ...byDay, day: epochDay('2024-02-05') };
    expect(kinds(nothing, visits(ahead), on)).toEqual(['InspectionBegun']);
    expect(kinds(visits(), visits(out), byEvent)).toEqual(['VisitLetterPublished']);
  });

  it('of a graded inspection have come where its grades are awaited', () => {
    const graded = { activity: 'inspection', visitKind: null } as const;
    expect(kinds(nothing, visits(graded), byEvent)).toEqual([]);
    const awaited = seen({ activities: [activity(graded)], awaited: new Set(['a']) });
    expect(kinds(nothing, awaited, byEvent)).toEqual(['InspectionBegun']);
    expect(kinds(awaited, awaited, byEvent)).toEqual([]);
  });
});

describe('posts', () => {
  const held = (...posts: readonly (readonly [string, string])[]) =>
    seen({
      posts: new Map(
        posts.map(([role, holder]): [string, PostSeen] => [
          role,
          { holder, person: holder, status: 'permanent', since: null, because: [role] },
        ]),
      ),
    });

  it('are told of whose holder is another, or is known for the first time', () => {
    const before = held(['dcs', 'a'], ['chief', 'c']);
    const after = held(['dcs', 'b'], ['chief', 'c'], ['lead_member', 'd']);
    expect(derived(before, after, byDay)).toMatchObject([
      { kind: 'LeadershipChanged', subject: { role: 'dcs', from: 'a', to: 'b' } },
      { kind: 'LeadershipChanged', subject: { role: 'lead_member', from: null, to: 'd' } },
    ]);
    expect(told(after, after)).toEqual([]);
  });
});

describe('interventions', () => {
  const notice: InterventionSeen = {
    instrument: 'improvement_notice',
    title: null,
    from: '2020-01-01',
    to: null,
    state: 'told_now',
    why: null,
    because: ['n'],
  };
  const one = (given: Partial<InterventionSeen> = {}, name = 'notice since 2020') =>
    seen({ interventions: new Map([[name, { ...notice, ...given }]]) });

  it('are told of when they begin, end, and come to be presumed over', () => {
    expect(kinds(nothing, one(), byEvent)).toEqual(['InterventionBegun']);
    expect(kinds(one(), one({ state: 'ended' }), byEvent)).toEqual(['InterventionEnded']);
    expect(kinds(one(), one({ state: 'superseded' }), byEvent)).toEqual(['InterventionEnded']);
    expect(kinds(one(), one({ state: 'presumed_ended' }))).toEqual(['InterventionPresumedEnded']);
  });

  it('are no news by silence alone, nor where they were over when they became known', () => {
    expect(told(one(), one({ state: 'last_told' }))).toEqual([]);
    expect(told(nothing, one({ state: 'ended' }), byEvent)).toEqual([]);
    expect(told(nothing, one({ state: 'presumed_ended' }), byEvent)).toEqual([]);
  });

  it('that a source dates otherwise neither begin nor end', () => {
    expect(told(one(), one({ from: '2020-02-01' }, 'notice since 2020-02'), byEvent)).toEqual([]);
  });

  it('give way to another body that delivers the services', () => {
    const trust = seen({ delivery: { provider: 'A trust', because: ['t'] } });
    expect(told(nothing, trust)).toEqual([['DeliveryChanged', { from: null, to: 'A trust' }]]);
  });
});

describe('a clock', () => {
  it.each([
    ['window_open', 'WindowOpened'],
    ['due', 'BecameDue'],
    ['overdue', 'BecameOverdue'],
    ['not_known', 'PastNotKnown'],
  ])('that comes to be %s is told of as %s', (status, kind) => {
    const [one, ...more] = derived(clocks(), clocks({ status }), byDay);
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

  it.each([
    ['annual-engagement-meeting', 'inspectorate', 3],
    ['annual-engagement-meeting', 'authority', 1],
    ['direction-review', 'department', 1],
    ['priority-action-plan', 'authority', 3],
  ] as const)('of %s owed by the %s weighs %i', (rule, owedBy, weight) => {
    const [one] = derived(clocks({ rule, owedBy }), clocks({ rule, owedBy, status: 'due' }), byDay);
    expect(one).toMatchObject({ kind: 'BecameDue', weight });
  });

  it.each([
    ['due', 'ReportExpected'],
    ['overdue', 'ReportPast'],
  ])('of a report that comes to be %s is told of as %s', (status, kind) => {
    const rule = 'report-expected';
    expect(kinds(clocks({ rule }), clocks({ rule, status }))).toEqual([kind]);
  });

  it('is overdue only where that is certain, and is told of when it comes to be', () => {
    const doubtful = clocks({ status: 'overdue', certain: false });
    expect(told(clocks({ status: 'due' }), doubtful)).toEqual([]);
    expect(kinds(doubtful, clocks({ status: 'overdue' }))).toEqual(['BecameOverdue']);
  });

  it('opens and comes due in doubt or not: that is the calendar’s alone', () => {
    expect(told(clocks(), clocks({ status: 'due', certain: false }))).toHaveLength(1);
  });

  it.each(['not_yet', 'in_progress', 'met', 'not_shown', 'no_rule'])(
    'that is %s alarms nobody',
    (status) => {
      expect(told(clocks({ status: 'due' }), clocks({ status }))).toEqual([]);
    },
  );
});

describe('a repair', () => {
  const before = seen({ grades: grades({ overall: 'good' }, report.id) });
  const after = seen({ grades: grades({ overall: 'inadequate' }, mended.id) });

  it('that moves an answer is told of with what it moves, and is never late', () => {
    const cause = { ...byEvent, day: addDays(day, 400), repairs: [correcting!] };
    const [standing, corrected, ...more] = derived(before, after, cause);
    expect(more).toEqual([]);
    expect(standing).toMatchObject({ kind: 'StandingChanged', late: false });
    expect(corrected).toMatchObject({
      kind: 'FactCorrected',
      subject: {
        repairs: [{ target: report.id, repair: 'corrected', place: '/data/judgements/0/grade' }],
      },
      changes: [{ field: 'standing.overall', before: 'good', after: 'inadequate' }],
      because: [mended.id, report.id].sort(),
    });
  });

  it('that takes a fact back is told of as such', () => {
    expect(derived(before, nothing, { ...byEvent, repairs: [retracting!] })).toMatchObject([
      { kind: 'StandingChanged' },
      { kind: 'FactCorrected', subject: { repairs: [{ repair: 'retracted', place: null }] } },
    ]);
  });

  it('that moves nothing is no notice', () => {
    expect(told(before, before, { ...byEvent, repairs: [correcting!] })).toEqual([]);
  });
});

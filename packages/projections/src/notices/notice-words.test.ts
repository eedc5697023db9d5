import { authorityKey, epochDay } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import type { NoticeKind } from './kinds.ts';
import { noticeOf } from './notice.ts';
import { noticeWords } from './notice-words.ts';

const person = 'p-00000000000000000001';
const names = { authority: () => 'Leeds', person: () => 'Jo Example' };

const said = (kind: NoticeKind, subject: Readonly<Record<string, unknown>>, more: object = {}) =>
  noticeWords(
    noticeOf({
      kind,
      authority: authorityKey('leeds'),
      day: epochDay('2026-04-14'),
      subject,
      because: [],
      ...more,
    }),
    names,
  );

describe('the words of a notice', () => {
  it('have the overall grade first, and say how many areas fell', () => {
    const areas = {
      children_in_care: { from: 'outstanding', to: 'good' },
      care_leavers: { from: null, to: 'good' },
      overall: { from: 'outstanding', to: 'good' },
    };
    const { title, text } = said('StandingChanged', { areas }, { known: epochDay('2026-04-13') });
    expect(title).toBe(
      'Leeds: Overall effectiveness good, was outstanding, and 2 more areas: 1 down',
    );
    expect(text).toBe(
      'Overall effectiveness is good; it was outstanding. Children in care is good; it was outstanding. Care leavers is good; it had no grade before. Public since 13 April 2026.',
    );
    const unreported = { overall: { from: 'inadequate', to: 'not_reported' } };
    expect(said('StandingChanged', { areas: unreported }).text).toContain(
      'Overall effectiveness is not reported; it was inadequate.',
    );
    const { overall: _, ...others } = areas;
    expect(said('StandingChanged', { areas: others }).title).toBe(
      'Leeds: standing changed in 2 areas: 1 down',
    );
  });

  it('of a correction name persons, never ids, and what is due by its name', () => {
    const repairs = [
      { target: 'x', repair: 'retracted', place: null, why: 'another person is meant' },
    ];
    const changes = [
      { field: 'standing.leadership.dcs', before: `${person}/interim/2026-01-05/`, after: null },
      { field: 'due.ilacs-cycle', before: 'not_yet, due 2026-05-01', after: 'due, due 2026-04-01' },
    ];
    const { title, text } = said('FactCorrected', { repairs }, { changes });
    expect(title).toBe('Leeds: a fact was taken back');
    expect(text).toBe(
      'A fact taken back: another person is meant. What it changes: director of children’s services, from Jo Example, interim to nothing; ILACS inspection, from not yet, due 1 May 2026 to due, due 1 April 2026.',
    );
  });

  it('of what was taken back say so, and end once', () => {
    const repairs = [{ target: 'x', repair: 'retracted', place: null, why: 'Undone by Ann.' }];
    expect(said('FactCorrected', { repairs }, { changes: [] }).text).toBe(
      'A fact taken back: Undone by Ann.',
    );
  });

  it('of a day that was put right say which day it was and is, and of what', () => {
    const repairs = [{ target: 'x', repair: 'corrected', place: '/occurred/from', why: 'misread' }];
    const changes = [
      { field: 'activity.focused 2026-10-05', before: null, after: 'published 2026-11-12' },
      { field: 'activity.focused 2026-10-06', before: 'published 2026-11-12', after: null },
      { field: 'activity.ILACS 2026-01', before: 'begun', after: 'published 2026-03-02' },
    ];
    expect(said('FactCorrected', { repairs }, { changes }).text).toBe(
      'A fact put right: misread. What it changes: first day of the focused visit, from 6 October 2026 to 5 October 2026; ILACS inspection of January 2026, from begun to published 2 March 2026.',
    );
  });

  it('of one that is taken back say in full what it had told', () => {
    const told = {
      rule: 'a-rule-of-our-own',
      anchor: '2025-04-01',
      due: '2026-04-01',
      closes: null,
    };
    const withdrawn = { withdraws: 'x', kind: 'BecameDue', of: '2026-04-01', told };
    expect(said('NoticeWithdrawn', withdrawn)).toEqual({
      title: 'Leeds: does not hold any more: due: step of the rule “a rule of our own”',
      text: 'On 1 April 2026 it was told: “The step of the rule “a rule of our own” fell due on 1 April 2026. Counted from 1 April 2025.” That does not hold by what is known now.',
    });
  });
});

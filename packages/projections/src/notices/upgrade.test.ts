import { describe, expect, it } from 'vitest';
import type { KeptNotice } from './notice.ts';
import { noticeWords } from './notice-words.ts';
import { upgraded } from './upgrade.ts';

const names = { authority: () => 'Sunderland', person: () => null };

/** A notice as the second form kept it: without weight, sources, changes and instant. */
function kept(kind: string, subject: object): KeptNotice {
  const rest = { id: 'x', authority: 'sunderland', day: '2026-11-30', position: null };
  return JSON.parse(JSON.stringify({ ...rest, kind, subject, because: ['y'], sequence: '1' }));
}

function told(kind: string, subject: object): string {
  const { title, text } = noticeWords(upgraded(kept(kind, subject)), names);
  return `${title} | ${text}`;
}

const moved = { leadership: { from: 'good', to: 'inadequate' } };

describe('a notice of an earlier form', () => {
  it.each([
    [
      'LateArrival',
      { event: 'y', type: 'ReportPublished', known: '2018-07-25', changes: moved },
      'Sunderland: Leadership inadequate, was good',
    ],
    [
      'LateArrival',
      { event: 'y', type: 'InspectionCarriedOut', known: '2018-04-23', changes: {} },
      'Sunderland: a fact came in that moves no grade | A fact came in that moves no grade. It has been public since 23 April 2018 and came in late, on 30 November 2026.',
    ],
    ['ReportAwaited', { inspection: 'ILACS 2026' }, 'Sunderland: graded inspection begun'],
    [
      'InterventionChanged',
      { begins: 'improvement_notice since 2019-03-04' },
      'intervention begun: improvement notice | The government intervenes: improvement notice, since 4 March 2019.',
    ],
    [
      'InterventionChanged',
      { ends: 'improvement_notice since 2019-03-04' },
      'Improvement notice, begun 4 March 2019, ended.',
    ],
    [
      'InterventionChanged',
      { begins: 'delivery by A trust' },
      'Services are delivered by A trust.',
    ],
    [
      'InterventionChanged',
      { ends: 'delivery by A trust' },
      'Services are delivered by another; before by A trust.',
    ],
    ['LeadershipChanged', { role: 'dcs' }, 'not named | '],
    [
      'FactCorrected',
      { target: 'y', repair: 'corrected', place: '/data', changes: moved },
      'A fact put right: for a reason that was not kept. What it changes: leadership, from good to inadequate.',
    ],
    [
      'FactCorrected',
      { target: 'y', repair: 'retracted', place: null, changes: {} },
      'a fact was taken back | A fact taken back: for a reason that was not kept.',
    ],
    [
      'NoticeWithdrawn',
      { withdraws: 'z', kind: 'StandingChanged', of: '2026-11-29' },
      'does not hold any more: standing changed',
    ],
    [
      'NoticeWithdrawn',
      { withdraws: 'z', kind: 'ReportAwaited', of: '2026-11-29' },
      'does not hold any more: graded inspection begun',
    ],
  ])('is put into words: %s %o', (kind, subject, words) => {
    expect(told(kind, subject)).toContain(words);
  });

  it('asks for attention only where it moved a grade', () => {
    const late = (changes: object) =>
      upgraded(kept('LateArrival', { known: '2018-04-23', changes })).weight;
    expect([late(moved), late({})]).toEqual([5, 1]);
  });
});

import { authorityKey, createDirectory, epochDay } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { authoritiesWanted, wantsNotice } from './interest.ts';
import type { NoticeKind } from './kinds.ts';
import { noticeOf } from './notice.ts';

const directory = createDirectory();
const notice = (
  kind: NoticeKind,
  subject: Readonly<Record<string, unknown>> = {},
  authority = 'sunderland',
) =>
  noticeOf({
    kind,
    authority: authorityKey(authority),
    day: epochDay('2026-01-05'),
    subject,
    because: [],
    changes:
      kind === 'StandingChanged'
        ? [{ field: 'standing.areas.leadership', before: 'inadequate', after: 'good' }]
        : [],
  });
const standing = notice('StandingChanged');
const due = notice('BecameDue', { rule: 'ilacs-cycle' });

describe('an interest', () => {
  it('wants a reminder where its kind, its rule or a weight is named', () => {
    const reminder = { ...notice('BecameDue', { rule: 'annual-engagement' }), weight: 1 };
    const wanted = (interest: Parameters<typeof wantsNotice>[0]): boolean =>
      wantsNotice(interest, reminder);
    expect(wanted({})).toBe(false);
    expect(wanted({ authorities: new Set(['sunderland']) })).toBe(false);
    expect(wanted({ kinds: new Set(['BecameDue'] as const) })).toBe(true);
    expect(wanted({ rule: 'annual-engagement' })).toBe(true);
    expect([1, 2].map((weight) => wanted({ weight }))).toEqual([true, false]);
  });

  it('in nothing said wants everything else', () => {
    expect([standing, due, notice('ImportEnded')].map((one) => wantsNotice({}, one))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('in a region and in authorities wants what lies in both', () => {
    const authorities = authoritiesWanted({ region: 'North East' }, directory);
    expect(wantsNotice({ authorities }, standing)).toBe(true);
    expect(wantsNotice({ authorities }, notice('BecameDue', {}, 'merton'))).toBe(false);
    const both = authoritiesWanted({ region: 'London', authority: ['Sunderland'] }, directory);
    expect(both).toEqual(new Set());
    const two = authoritiesWanted({ authority: ['Sunderland', 'Merton'] }, directory);
    expect(two).toEqual(new Set(['sunderland', 'merton']));
  });

  it('in an authority wants the summary of an import that brought something of it', () => {
    const authorities = new Set(['sunderland']);
    const ended = (...of: readonly string[]) =>
      notice('ImportEnded', { authorities: of }, 'england');
    expect(wantsNotice({ authorities }, ended('merton', 'sunderland'))).toBe(true);
    expect(wantsNotice({ authorities }, ended('merton'))).toBe(false);
  });

  it.each([
    [{ kinds: new Set(['StandingChanged'] as const) }, true, false],
    [{ areas: new Set(['leadership'] as const) }, true, false],
    [{ areas: new Set(['adoption'] as const) }, false, false],
    [{ inadequate: true }, true, false],
    [{ weight: 4 }, true, false],
    [{ rule: 'ilacs-cycle' }, false, true],
  ])('%j narrows what is told', (interest, wantsStanding, wantsDue) => {
    expect(wantsNotice(interest, standing)).toBe(wantsStanding);
    expect(wantsNotice(interest, due)).toBe(wantsDue);
  });

  it('is told when what it may have had is withdrawn, however light that is', () => {
    const withdrawn = notice('NoticeWithdrawn', { kind: 'BecameDue' });
    expect(wantsNotice({ kinds: new Set(['BecameDue'] as const), weight: 3 }, withdrawn)).toBe(
      true,
    );
    expect(wantsNotice({ kinds: new Set(['WindowOpened'] as const) }, withdrawn)).toBe(false);
  });
});

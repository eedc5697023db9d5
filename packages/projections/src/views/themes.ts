import { type ActivityRef, type EpochDay, isoDay, toText } from '@monitoring-timeline/core';
import type { Theme, ThemeOccasion, ThemeSeen, Themes } from '../answers/themes.ts';
import type { Coordinates } from '../coordinates.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import type { ClaimOf, Knowledge } from '../record/knowledge.ts';
import { authorityShown, type ViewContext } from './authority.ts';
import { byOccurred, compareText, firstDay } from './dated.ts';
import { because } from './evidence.ts';

export type ThemeStatus = 'raised' | 'still_evident' | 'resolved';

type RaisedClaim = ClaimOf<'ThemeRaised'>;
type ThemeClaim = RaisedClaim | ClaimOf<'ThemeStillEvident'> | ClaimOf<'ThemeResolved'>;

/** Themes on record by a day, alphabetical by code, the inspectorate's word before an analyst's. */
export function themesOf(knowledge: Knowledge, asOf: EpochDay): readonly Theme[] {
  const claims: readonly ThemeClaim[] = [
    ...knowledge.of('ThemeRaised'),
    ...knowledge.of('ThemeStillEvident'),
    ...knowledge.of('ThemeResolved'),
  ].filter(({ event }) => firstDay(event.occurred) <= asOf);
  const byTheme = Map.groupBy(claims, ({ event }) => event.data.theme);
  return [...byTheme.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([theme, all]) => rowsOf(theme, all.toSorted(byOccurred)));
}

function asserter(claim: ThemeClaim): string {
  return claim.event.source.assertedBy;
}

function isRaised(claim: ThemeClaim): claim is RaisedClaim {
  return claim.event.type === 'ThemeRaised';
}

function rowsOf(theme: string, claims: readonly ThemeClaim[]): readonly Theme[] {
  const links = claims.filter((claim) => !isRaised(claim));
  const asserters = new Set((links.length > 0 ? links : claims).map(asserter));
  // what an analyst alone says was raised is in no other row
  if (claims.some((claim) => isRaised(claim) && asserter(claim) === 'analyst')) {
    asserters.add('analyst');
  }
  return [...asserters]
    .sort((a, b) => Number(a === 'analyst') - Number(b === 'analyst') || compareText(a, b))
    .map((who) => row(theme, who, claims));
}

function row(theme: string, who: string, claims: readonly ThemeClaim[]): Theme {
  const mine = claims.filter((claim) =>
    isRaised(claim) ? who === 'analyst' || asserter(claim) !== 'analyst' : asserter(claim) === who,
  );
  const of = (type: ThemeClaim['event']['type']) => mine.filter(({ event }) => event.type === type);
  const raised = of('ThemeRaised');
  return {
    theme,
    topic: (raised[0] ?? mine[0])!.event.data.topic,
    assertedBy: who,
    status: statusOf(mine),
    occasions: occasionsOf(raised),
    raised: occasionsSeen(raised),
    stillEvident: occasionsSeen(of('ThemeStillEvident')),
    resolved: occasionsSeen(of('ThemeResolved')),
    because: because(mine),
  };
}

const statuses: Readonly<Record<ThemeClaim['event']['type'], ThemeStatus>> = {
  ThemeRaised: 'raised',
  ThemeStillEvident: 'still_evident',
  ThemeResolved: 'resolved',
};

/** By the last word in time; the claims come in that order. */
function statusOf(claims: readonly ThemeClaim[]): ThemeStatus {
  return statuses[claims.at(-1)!.event.type];
}

function occasionsOf(raised: readonly ThemeClaim[]): number {
  const named = new Set(
    raised.flatMap(({ event }) => (event.data.at?.days ? [toText(event.data.at.days)] : [])),
  );
  return Math.max(
    raised.length > 0 ? 1 : 0,
    named.size,
    ...raised.map(({ event }) => event.data.times ?? 0),
  );
}

/** The publisher's word on one occasion: what tells two such words apart, whatever name each source has for the document. */
function wordOf({ when, at, known, assertedBy, publisher }: ThemeSeen): string {
  return JSON.stringify([when, at?.activity, at?.kind, at?.days, known, assertedBy, publisher]);
}

/** Each occasion once: a document that was read twice, under two titles, says what it says once. */
function occasionsSeen(claims: readonly ThemeClaim[]): readonly ThemeSeen[] {
  const shown: ThemeSeen[] = [];
  for (const claim of claims) {
    const own = seen(claim);
    const twin = shown.findIndex(
      (other) => other.title !== own.title && wordOf(other) === wordOf(own),
    );
    const first = shown[twin];
    if (!first) shown.push(own);
    else {
      const times = Math.max(first.times ?? 0, own.times ?? 0) || null;
      shown[twin] = { ...first, times, because: [...first.because, ...own.because] };
    }
  }
  return shown;
}

function seen(claim: ThemeClaim): ThemeSeen {
  const { occurred, known, source, data } = claim.event;
  return {
    topic: data.topic,
    when: toText(occurred),
    at: data.at ? occasion(data.at) : null,
    times: data.times ?? null,
    known: known.from,
    assertedBy: source.assertedBy,
    publisher: source.publisher,
    title: source.title,
    locator: source.locator ?? null,
    because: because(claim),
  };
}

function occasion({ activity, kind, visitKind, sequence, days }: ActivityRef): ThemeOccasion {
  return {
    activity,
    kind: visitKind ?? kind ?? null,
    sequence: sequence ?? null,
    days: days ? toText(days) : null,
  };
}

/** What inspectors raised in an authority, what a later one still found, and who says so. */
export function themes(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
): Themes {
  const rows = themesOf(record.at(coordinates), coordinates.asOf);
  return {
    authority: authorityShown(record.authority, coordinates.asOf, context).shown,
    asOf: isoDay(coordinates.asOf),
    knownAt: isoDay(coordinates.knownAt),
    themes: rows,
    because: [...new Set(rows.flatMap((one) => one.because))].sort(),
  };
}

import {
  type ActivityRef,
  type EpochDay,
  formatPartialDate,
  isoDay,
  toText,
} from '@monitoring-timeline/core';
import type { Theme, ThemeOccasion, ThemeSeen, Themes } from '../answers/themes.ts';
import type { Coordinates } from '../coordinates.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import type { ClaimOf, Knowledge } from '../record/knowledge.ts';
import { authorityShown, type ViewContext } from './authority.ts';
import { byOccurred, compareText, firstDay } from './dated.ts';
import { because, becauseOfAll } from './evidence.ts';
import { recordTo } from './picture/coverage.ts';
import { speaksOf } from './speaks-of.ts';
import { type AroundFindings, type FindingTold, findingTold } from './told/findings.ts';
import { type TellingRules, tellingRulesKnown } from './told/rules.ts';
import { lastTelling } from './told/told.ts';
import { reportsInForce } from './trajectory/points.ts';

/** By the last word in time; what it is worth today `state` says. */
export type ThemeStatus = 'raised' | 'still_evident' | 'resolved';

type RaisedClaim = ClaimOf<'ThemeRaised'>;
type ThemeClaim = RaisedClaim | ClaimOf<'ThemeStillEvident'> | ClaimOf<'ThemeResolved'>;

/** Themes on record by a day, alphabetical by code, the inspectorate's word before an analyst's. */
export function themesOf(
  knowledge: Knowledge,
  asOf: EpochDay,
  rules: TellingRules,
): readonly Theme[] {
  const around = { reports: reportsInForce(knowledge.reports, asOf), rules, asOf };
  const claims: readonly ThemeClaim[] = [
    ...knowledge.of('ThemeRaised'),
    ...knowledge.of('ThemeStillEvident'),
    ...knowledge.of('ThemeResolved'),
  ].filter(({ event }) => firstDay(event.occurred) <= asOf);
  const byTheme = Map.groupBy(claims, ({ event }) => event.data.theme);
  return [...byTheme.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([theme, all]) => rowsOf(theme, all.toSorted(byOccurred), around));
}

function asserter(claim: ThemeClaim): Theme['assertedBy'] {
  return claim.event.source.assertedBy;
}

function isRaised(claim: ThemeClaim): claim is RaisedClaim {
  return claim.event.type === 'ThemeRaised';
}

function rowsOf(
  theme: string,
  claims: readonly ThemeClaim[],
  around: AroundFindings,
): readonly Theme[] {
  const links = claims.filter((claim) => !isRaised(claim));
  const asserters = new Set((links.length > 0 ? links : claims).map(asserter));
  // what an analyst alone says was raised is in no other row
  if (claims.some((claim) => isRaised(claim) && asserter(claim) === 'analyst')) {
    asserters.add('analyst');
  }
  return [...asserters]
    .sort((a, b) => Number(a === 'analyst') - Number(b === 'analyst') || compareText(a, b))
    .map((who) => row(theme, who, claims, around));
}

function row(
  theme: string,
  who: Theme['assertedBy'],
  claims: readonly ThemeClaim[],
  around: AroundFindings,
): Theme {
  const mine = claims.filter((claim) =>
    isRaised(claim) ? who === 'analyst' || asserter(claim) !== 'analyst' : asserter(claim) === who,
  );
  const of = (type: ThemeClaim['event']['type']) => mine.filter(({ event }) => event.type === type);
  const raised = of('ThemeRaised');
  const resolved = of('ThemeResolved');
  const found = mine.filter((claim) => !resolved.includes(claim));
  const { told, reportsSince, by } =
    mine.at(-1)!.event.type === 'ThemeResolved'
      ? resolvedTold(found, resolved)
      : findingTold('theme', lastTelling(found), around);
  return {
    theme,
    topic: (raised[0] ?? mine[0])!.event.data.topic,
    assertedBy: who,
    status: statusOf(mine),
    occasions: occasionsOf(raised),
    raised: occasionsSeen(raised),
    stillEvident: occasionsSeen(of('ThemeStillEvident')),
    resolved: occasionsSeen(of('ThemeResolved')),
    ...told,
    reportsSince,
    because: because(mine, by),
  };
}

function resolvedTold(found: readonly ThemeClaim[], resolved: readonly ThemeClaim[]): FindingTold {
  const why = `resolved ${formatPartialDate(resolved.at(-1)!.event.occurred)}`;
  const lastTold = lastTelling(found)?.shown ?? null;
  return { told: { state: 'ended', lastTold, why, rule: null }, reportsSince: 0, by: [] };
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
  const shown: { readonly claims: readonly ThemeClaim[]; readonly theme: ThemeSeen }[] = [];
  for (const claim of claims) {
    const own = seen(claim);
    const twin = shown.findIndex(
      ({ theme }) => theme.title !== own.title && wordOf(theme) === wordOf(own),
    );
    const first = shown[twin];
    if (!first) shown.push({ claims: [claim], theme: own });
    else {
      const claims = [...first.claims, claim];
      const times = Math.max(first.theme.times ?? 0, own.times ?? 0) || null;
      shown[twin] = { claims, theme: { ...first.theme, times, because: because(claims) } };
    }
  }
  return shown.map(({ theme }) => theme);
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
  const { asOf, knownAt } = coordinates;
  const knowledge = record.at(coordinates);
  const rows = themesOf(knowledge, asOf, tellingRulesKnown(context.policy, knownAt));
  return {
    authority: authorityShown(record.authority, coordinates.asOf, context).shown,
    asOf: isoDay(coordinates.asOf),
    knownAt: isoDay(coordinates.knownAt),
    recordTo: recordTo(context.national, coordinates, 'graded_inspection'),
    speaksOf: speaksOf(record, rows, reportsInForce(knowledge.reports, asOf)),
    themes: rows,
    because: becauseOfAll(
      rows.map((row) => row.because),
      (id) => record.claim(id),
    ),
  };
}

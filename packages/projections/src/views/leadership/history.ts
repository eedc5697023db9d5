import {
  bounds,
  byPrecedence,
  type EpochDay,
  earliestDay,
  isoDay,
  type LeadershipRole,
  leadershipRoles,
  monthsBetween,
  type NameOf,
  type PartialDate,
  type Resolved,
  toText,
} from '@monitoring-timeline/core';
import type { DisagreementShown, SpanOfMonths } from '../../answers/common.ts';
import type { LeadershipHistory, Tenure, TenureState, Turnover } from '../../answers/leadership.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { compareText, firstDay } from '../dated.ts';
import { because } from '../evidence.ts';
import { startText } from '../moment.ts';
import { postConflicts } from './conflicts.ts';
import { postHolders } from './holders.ts';
import { momentOf, postFacts } from './tenure-facts.ts';
import { claimsOf, type TenureClaims, tenureClaims } from './tenures.ts';

export interface LeadershipOptions {
  /** Only this role, posts joint with it included. */
  readonly role?: LeadershipRole | undefined;
}

/** Who held which post, since when, and how surely. */
export function leadershipHistory(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
  { role }: LeadershipOptions = {},
): LeadershipHistory {
  const { asOf, knownAt } = coordinates;
  const knowledge = record.at(coordinates);
  const all = tenureClaims(knowledge, asOf);
  const wanted = role === undefined ? all : all.filter((tenure) => rolesOf(tenure).includes(role));
  const tenures = shownTenures(wanted, all, asOf, context.nameOf);
  const turnover = turnoverOf(knowledge, asOf).filter(
    (one) => role === undefined || one.role === role,
  );
  const conflicts = postConflicts(wanted, context.nameOf);
  const holders = postHolders(knowledge, asOf, context.nameOf);
  const rows = [...tenures, ...turnover, ...conflicts];
  return {
    authority: authorityShown(record.authority, asOf, context).shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    role: role ?? null,
    holders: role === undefined ? holders : { ...(holders[role] ? { [role]: holders[role] } : {}) },
    tenures,
    turnover,
    conflicts,
    note: 'a role without a holder here is one of which no source on record speaks: it is not a vacancy',
    because: [...new Set(rows.flatMap((row) => row.because))].sort(),
  };
}

/**
 * The number of changes that sources give without dates, in the order of their periods. A document that was read twice, under two
 * titles, says it once.
 */
export function turnoverOf(knowledge: Knowledge, asOf: EpochDay): readonly Turnover[] {
  const shown: { readonly title: string; readonly turnover: Turnover }[] = [];
  const claims = knowledge
    .of('TurnoverObserved')
    .filter(({ event }) => firstDay(event.occurred) <= asOf)
    .toSorted(byPrecedence);
  for (const claim of claims) {
    const { data, occurred, source } = claim.event;
    const { title } = source;
    const turnover: Turnover = {
      role: data.role,
      count: data.count ?? null,
      printed: data.printed ?? null,
      period: toText(occurred),
      publisher: source.publisher,
      locator: source.locator ?? null,
      because: because(claim),
    };
    const twin = shown.findIndex(
      (other) => other.title !== title && sameTurnover(other.turnover, turnover),
    );
    const first = shown[twin];
    if (!first) shown.push({ title, turnover });
    else {
      const both = [...first.turnover.because, ...turnover.because];
      shown[twin] = { title: first.title, turnover: { ...first.turnover, because: both } };
    }
  }
  return shown.map(({ turnover }) => turnover);
}

function sameTurnover(a: Turnover, b: Turnover): boolean {
  return (['role', 'count', 'printed', 'period', 'publisher'] as const).every(
    (field) => a[field] === b[field],
  );
}

function rolesOf(tenure: TenureClaims): readonly LeadershipRole[] {
  return [
    tenure.role,
    ...claimsOf(tenure).flatMap(({ event }) => event.data.jointWith ?? []),
  ] as readonly LeadershipRole[];
}

function shownTenures(
  wanted: readonly TenureClaims[],
  all: readonly TenureClaims[],
  asOf: EpochDay,
  nameOf: NameOf,
): readonly Tenure[] {
  return wanted
    .toSorted(
      (a, b) =>
        leadershipRoles.indexOf(a.role) - leadershipRoles.indexOf(b.role) ||
        beginning(a) - beginning(b) ||
        compareText(claimsOf(a)[0]!.event.id, claimsOf(b)[0]!.event.id),
    )
    .map((tenure) => shown(tenure, all, asOf, nameOf));
}

function beginning(tenure: TenureClaims): EpochDay {
  return earliestDay(...claimsOf(tenure).map(({ event }) => firstDay(event.occurred)));
}

function shown(
  tenure: TenureClaims,
  all: readonly TenureClaims[],
  asOf: EpochDay,
  nameOf: NameOf,
): Tenure {
  const start = momentOf('start', tenure.starts);
  const end = momentOf('end', tenure.ends);
  const appointed = momentOf('appointed', tenure.appointments);
  const claims = claimsOf(tenure);
  const state = stateOf(tenure, all);
  return {
    ...postFacts(tenure, nameOf),
    organisation:
      claims.find(({ event }) => event.data.organisation)?.event.data.organisation ?? null,
    from: start ? startText(start.value) : null,
    to: end ? toText(end.value) : null,
    appointed: appointed ? startText(appointed.value) : null,
    seen: seenIn(tenure),
    state,
    months: monthsInPost(start?.value, end?.value, state, asOf),
    uncertain: start !== undefined && asOf < bounds(start.value).startLatest,
    disagreements: [start, end].flatMap((moment) => (moment ? disagreementsOf(moment) : [])),
    reportedBy: [...new Set(claims.map(({ event }) => event.source.publisher))].sort(compareText),
    because: because(claims),
  };
}

function seenIn({ observations }: TenureClaims): Tenure['seen'] {
  const days = observations.map(({ event }) => toText(event.occurred)).sort(compareText);
  const [first] = days;
  const last = days.at(-1);
  return first === undefined || last === undefined
    ? null
    : { first, last, times: new Set(days).size };
}

function stateOf(tenure: TenureClaims, all: readonly TenureClaims[]): TenureState {
  if (tenure.ends.length > 0) return 'ended';
  if (tenure.starts.length === 0 && tenure.observations.length === 0) return 'not_taken_up';
  // of the many posts called `other` nobody succeeds anybody but under the same title
  const title = tenure.role === 'other' ? claimsOf(tenure)[0]!.event.data.title : undefined;
  const later = all.slice(all.indexOf(tenure) + 1);
  const succeeded = later.some(
    (other) =>
      other.role === tenure.role &&
      (other.starts.length > 0 || other.observations.length > 0) &&
      (tenure.role !== 'other' || claimsOf(other)[0]!.event.data.title === title),
  );
  return succeeded ? 'succeeded' : 'not_known_to_have_ended';
}

function monthsInPost(
  start: PartialDate | undefined,
  end: PartialDate | undefined,
  state: TenureState,
  asOf: EpochDay,
): SpanOfMonths | null {
  if (!start || state === 'succeeded') return null;
  const from = bounds(start);
  if (!Number.isFinite(from.startEarliest)) return null;
  const until = end ? bounds(end) : undefined;
  const earliest = earliestDay(until?.startEarliest ?? asOf, asOf);
  const latest = earliestDay(until?.endLatest ?? asOf, asOf);
  if (!Number.isFinite(earliest)) return null;
  return {
    atLeast: Math.max(0, monthsBetween(from.startLatest, earliest)),
    atMost: Math.max(0, monthsBetween(from.startEarliest, latest)),
  };
}

function disagreementsOf(moment: Resolved<PartialDate>): readonly DisagreementShown[] {
  return moment.disagreeing.map(({ field, value, claim, settledBy }) => ({
    field,
    value: toText(value),
    event: claim.event.id,
    publisher: claim.event.source.publisher,
    title: claim.event.source.title,
    settledBy,
  }));
}

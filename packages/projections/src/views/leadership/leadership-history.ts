import {
  bounds,
  byPrecedence,
  type Claim,
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
import type { LeadershipHistory, Tenure, Turnover } from '../../answers/leadership.ts';
import type { Told } from '../../answers/told.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { compareText, firstDay } from '../dated.ts';
import { because, becauseOfAll } from '../evidence.ts';
import { startText } from '../moment.ts';
import { recordTo } from '../picture/coverage.ts';
import { speaksOf } from '../speaks-of.ts';
import { tenureTold } from '../told/posts.ts';
import { type TellingRules, tellingRulesKnown } from '../told/rules.ts';
import { stands } from '../told/told.ts';
import { reportsInForce } from '../trajectory/points.ts';
import { postConflicts } from './conflicts.ts';
import { postsHeld } from './holders.ts';
import { isByAddress, type PostClaim, postClaims } from './post.ts';
import { momentOf, postFacts } from './tenure-facts.ts';
import { claimsOf, type TenureClaims, tenureClaims, tenuresIn } from './tenures.ts';

/** Which posts are told of. */
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
  const rules = tellingRulesKnown(context.policy, knownAt);
  const posts = postClaims(knowledge, rules);
  const all = tenureClaims(posts, asOf);
  const wanted = role === undefined ? all : all.filter((tenure) => rolesOf(tenure).includes(role));
  const tenures = shownTenures(wanted, { posts, rules, asOf, nameOf: context.nameOf });
  const turnover = turnoverOf(knowledge, asOf).filter(
    (one) => role === undefined || one.role === role,
  );
  const conflicts = postConflicts(wanted, context.nameOf);
  const held = postsHeld(knowledge, asOf, context.nameOf, rules);
  const rows = [...tenures, ...turnover, ...conflicts];
  return {
    authority: authorityShown(record.authority, asOf, context).shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    recordTo: recordTo(context.national, coordinates, 'graded_inspection'),
    role: role ?? null,
    holders: only(held.holders, role),
    lastKnown: only(held.lastKnown, role),
    speaksOf: speaksOf(record, rows, reportsInForce(knowledge.reports, asOf)),
    tenures,
    turnover,
    conflicts,
    note: 'a role without a holder here is one of which no source on record speaks: it is not a vacancy',
    because: becauseOfAll(
      rows.map((row) => row.because),
      (id) => record.claim(id),
    ),
  };
}

/**
 * The number of changes that sources give without dates, in the order of their periods. A document that was read twice, under two
 * titles, says it once.
 */
export function turnoverOf(knowledge: Knowledge, asOf: EpochDay): readonly Turnover[] {
  const shown: { readonly claims: readonly Claim[]; readonly turnover: Turnover }[] = [];
  const claims = knowledge
    .of('TurnoverObserved')
    .filter(({ event }) => firstDay(event.occurred) <= asOf)
    .toSorted(byPrecedence);
  for (const claim of claims) {
    const { data, occurred, source } = claim.event;
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
      (other) => titleOf(other.claims) !== source.title && sameTurnover(other.turnover, turnover),
    );
    const first = shown[twin];
    if (!first) shown.push({ claims: [claim], turnover });
    else {
      const claims = [...first.claims, claim];
      shown[twin] = { claims, turnover: { ...first.turnover, because: because(claims) } };
    }
  }
  return shown.map(({ turnover }) => turnover);
}

function titleOf([first]: readonly Claim[]): string | undefined {
  return first?.event.source.title;
}

function sameTurnover(a: Turnover, b: Turnover): boolean {
  return (['role', 'count', 'printed', 'period', 'publisher'] as const).every(
    (field) => a[field] === b[field],
  );
}

function only<T extends object>(holders: T, role: LeadershipRole | undefined): T {
  if (role === undefined) return holders;
  return Object.fromEntries(Object.entries(holders).filter(([one]) => one === role)) as T;
}

function rolesOf(tenure: TenureClaims): readonly LeadershipRole[] {
  return [tenure.role, ...claimsOf(tenure).flatMap(({ event }) => event.data.jointWith ?? [])];
}

interface Around {
  /** All tenures of a post, also joint ones. */
  readonly othersIn: (role: LeadershipRole) => readonly TenureClaims[];
  readonly rules: TellingRules;
  readonly asOf: EpochDay;
  readonly nameOf: NameOf;
}

function shownTenures(
  wanted: readonly TenureClaims[],
  { posts, ...around }: Omit<Around, 'othersIn'> & { readonly posts: readonly PostClaim[] },
): readonly Tenure[] {
  const ofRoles = new Map<LeadershipRole, readonly TenureClaims[]>();
  const othersIn = (role: LeadershipRole) => {
    const before = ofRoles.get(role) ?? tenuresIn(role, posts, around.asOf);
    ofRoles.set(role, before);
    return before;
  };
  return wanted
    .toSorted(
      (a, b) =>
        leadershipRoles.indexOf(a.role) - leadershipRoles.indexOf(b.role) ||
        beginning(a) - beginning(b) ||
        compareText(claimsOf(a)[0]!.event.id, claimsOf(b)[0]!.event.id),
    )
    .map((tenure) => shown(tenure, { ...around, othersIn }));
}

function beginning(tenure: TenureClaims): EpochDay {
  return earliestDay(...claimsOf(tenure).map(({ event }) => firstDay(event.occurred)));
}

function shown(tenure: TenureClaims, { othersIn, rules, asOf, nameOf }: Around): Tenure {
  const start = momentOf('start', tenure.starts);
  const end = momentOf('end', tenure.ends);
  const appointed = momentOf('appointed', tenure.appointments);
  const claims = claimsOf(tenure);
  const { told, by } = tenureTold(tenure, { others: othersIn(tenure.role), rules, asOf });
  return {
    ...postFacts(tenure, nameOf),
    organisation:
      claims.find(({ event }) => event.data.organisation)?.event.data.organisation ?? null,
    from: start ? startText(start.value) : null,
    to: end ? toText(end.value) : null,
    appointed: appointed ? startText(appointed.value) : null,
    seen: seenIn(tenure),
    ...told,
    confirmed: tenure.starts.length + tenure.observations.length + tenure.ends.length > 0,
    byAddress: claims.every(isByAddress),
    months: monthsInPost(start?.value, end?.value, told, asOf),
    uncertain: start !== undefined && asOf < bounds(start.value).startLatest,
    disagreements: [start, end].flatMap((moment) => (moment ? disagreementsOf(moment) : [])),
    reportedBy: [...new Set(claims.map(({ event }) => event.source.publisher))].sort(compareText),
    because: because(claims, by),
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

function monthsInPost(
  start: PartialDate | undefined,
  end: PartialDate | undefined,
  told: Told,
  asOf: EpochDay,
): SpanOfMonths | null {
  // how long somebody was in post is not known where nobody tells of the end
  if (!start || (!end && !stands(told))) return null;
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

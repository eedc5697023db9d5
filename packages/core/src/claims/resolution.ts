import type { EpochDay } from '../calendar/index.ts';
import type { Judgement } from '../events/fields.ts';
import type { Area } from '../frameworks/areas.ts';
import type { Framework, InspectionKind, VisitKind } from '../frameworks/codes.ts';
import type { ActivityClaim, Span } from './activity.ts';
import type { Claim } from './claim.ts';
import {
  type Candidate,
  type Disagreement,
  type FieldRule,
  personsCorrection,
  type Resolved,
  resolveField,
} from './field.ts';
import type { MatchedActivity } from './matching.ts';
import { precedenceAt } from './precedence.ts';
import { documentsFirst, kindsStated, publicationsStated, withoutRestated } from './stated.ts';

/** A day, or the span that a coarse source leaves for it. */
export type Moment = EpochDay | Span;

/** One part of an inspection or visit. */
export interface DaysOnSite {
  /** First day, ISO. */
  readonly from: string;
  /** Last day, ISO, counted. */
  readonly to: string;
}

/** One inspection or visit as the claims known on a day have it. */
export interface Activity {
  /** Graded inspection, or a visit that carries no grade. */
  readonly activity: 'inspection' | 'visit';
  /** All claims that speak of it, the one with precedence first. */
  readonly claims: readonly Claim[];
  /** True of a coarse claim that could be of any of several: it is shown, and decides nothing. */
  readonly unplaced: boolean;
  /** Under which it was made, where a claim says. */
  readonly framework: Framework | undefined;
  /** Year in which that version of the framework came into use. */
  readonly version: string | undefined;
  /** Form of the inspection. */
  readonly kind: Resolved<InspectionKind> | undefined;
  /** Kind of the visit. */
  readonly visitKind: VisitKind | undefined;
  /** Which monitoring visit since the judgement that it follows up, from 1. */
  readonly sequence: number | undefined;
  /** First day on site. */
  readonly start: Resolved<Moment> | undefined;
  /** Last day on site, where given to the day. */
  readonly end: Resolved<EpochDay> | undefined;
  /** Days on site part by part, ISO, where carried out in more than one. */
  readonly parts: Resolved<readonly DaysOnSite[]> | undefined;
  /** When its report or letter came out. */
  readonly published: Resolved<Moment> | undefined;
  /** The grade of each area judged; empty for a visit. */
  readonly judgements: ReadonlyMap<Area, Resolved<Judgement>>;
  /** Whatever any claim holds against these fields, of editions that are out. */
  readonly disagreements: readonly Disagreement[];
}

/** Field by field, what holds among the claims of one matched activity as known on a day. */
export function resolveActivity(matched: MatchedActivity, knownAt: EpochDay): Activity {
  const { members } = matched;
  const order = precedenceAt(knownAt);
  const ordered = [...members].sort((a, b) => order(a.claim, b.claim));

  const exact = { order, same: Object.is };
  const spoken = withoutRestated(ordered);
  const kinds = candidates(spoken, (m) => m.kind, ['/data/kind', '/data/of/kind']);
  const kind = resolveField('kind', kindsStated(kinds, spoken), exact);
  const byDocument = documentsFirst(order);
  const starts = candidates(spoken, (m) => m.start ?? m.coarseDays, daysPlaces);
  const start = resolveField('start', starts, moments(byDocument));
  const ends = candidates(spoken, (m) => m.end, daysPlaces);
  const end = resolveField('end', ends, { ...exact, order: byDocument });
  const out = candidates(spoken, (m) => m.published ?? m.coarsePublished, [
    '/data/published',
    '/data/letterDated',
  ]);
  const published = resolveField('published', publicationsStated(out), moments(order));
  const parts = resolveField(
    'parts',
    candidates(ordered, partsOf, ['/data/parts', '/data/of/parts']),
    {
      order: byDocument,
      same: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    },
  );
  const judgements = resolveJudgements(ordered, order);
  const all = [kind, start, end, published, parts, ...judgements.values()];
  return {
    activity: members[0]!.activity,
    claims: ordered.map(({ claim }) => claim),
    unplaced: matched.unplaced,
    framework: first(ordered, (m) => m.framework),
    version: first(ordered, versionOf),
    kind,
    visitKind: first(ordered, (m) => m.visitKind),
    sequence: first(ordered, (m) => m.sequence),
    start,
    end,
    parts,
    published,
    judgements,
    disagreements: all
      .flatMap((resolved) => (resolved?.disagreeing ?? []) as Disagreement[])
      .filter(({ claim }) => editionIsOut(claim, knownAt)),
  };
}

/** A release restates reports from before it; that it differs from another edition is known from its own publication. */
function editionIsOut({ editionDay }: Claim, knownAt: EpochDay): boolean {
  return editionDay === undefined || editionDay <= knownAt;
}

const daysPlaces = ['/occurred', '/data/of/days'];

type Order = (a: Claim, b: Claim) => number;

function candidates<T>(
  members: readonly ActivityClaim[],
  read: (member: ActivityClaim) => T | undefined,
  places: readonly string[],
): readonly Candidate<T>[] {
  const found: Candidate<T>[] = [];
  for (const member of members) {
    const value = read(member);
    if (value === undefined) continue;
    const { claim } = member;
    const correctedBy =
      claim.corrections.length > 0 ? personsCorrection(claim, ...places) : undefined;
    found.push({ value, claim, correctedBy });
  }
  return found;
}

/** Days of which one may say more precisely what another says. */
function moments(order: Order): FieldRule<Moment> {
  return {
    order,
    same: (a, b) => earliestOf(a) === earliestOf(b) && latestOf(a) === latestOf(b),
    refines: (finer, coarser) =>
      typeof coarser !== 'number' &&
      latestOf(finer) - earliestOf(finer) < coarser.to - coarser.from &&
      earliestOf(finer) >= coarser.from &&
      latestOf(finer) <= coarser.to,
  };
}

/** First day that it can be. */
export function earliestOf(moment: Moment): EpochDay {
  return typeof moment === 'number' ? moment : moment.from;
}

/** Last day that it can be. */
export function latestOf(moment: Moment): EpochDay {
  return typeof moment === 'number' ? moment : moment.to;
}

function resolveJudgements(
  members: readonly ActivityClaim[],
  order: Order,
): ReadonlyMap<Area, Resolved<Judgement>> {
  const byArea = new Map<Area, Candidate<Judgement>[]>();
  const restated = new Set(members.flatMap((one) => (one.restated ? [one.claim] : [])));
  const ownFirst = [...members].sort(
    (left, right) => Number(left.restated) - Number(right.restated),
  );
  for (const { claim } of restated.size > 0 ? ownFirst : members) {
    if (claim.event.type !== 'ReportPublished') continue;
    claim.event.data.judgements?.forEach((judgement, index) => {
      const correctedBy =
        claim.corrections.length > 0
          ? personsCorrection(claim, `/data/judgements/${index}`)
          : undefined;
      const list = byArea.get(judgement.area);
      const candidate = { value: judgement, claim, correctedBy };
      if (list) list.push(candidate);
      else byArea.set(judgement.area, [candidate]);
    });
  }
  const resolved = new Map<Area, Resolved<Judgement>>();
  for (const [area, list] of byArea) {
    const rule = { order, same: (a: Judgement, b: Judgement) => sameGrade(a, b) };
    const own = list.filter(({ claim }) => !restated.has(claim));
    resolved.set(area, resolveField(area, own.length > 0 ? own : list, rule)!);
  }
  return resolved;
}

/** Before the SIF a release prints "requires improvement" where the report said "adequate": one grade, two labels. */
function sameGrade(a: Judgement, b: Judgement): boolean {
  return a.grade === b.grade;
}

function partsOf({ claim }: ActivityClaim) {
  const { event } = claim;
  if (event.type === 'InspectionCarriedOut' || event.type === 'VisitCarriedOut') {
    return event.data.parts;
  }
  return event.type === 'ReportPublished' ? event.data.of.parts : undefined;
}

function versionOf({ claim }: ActivityClaim): string | undefined {
  const { event } = claim;
  if (event.type === 'InspectionCarriedOut') return event.data.version;
  return event.type === 'ReportPublished' ? event.data.of.version : undefined;
}

function first<T>(
  members: readonly ActivityClaim[],
  read: (member: ActivityClaim) => T | undefined,
): T | undefined {
  for (const member of members) {
    const value = read(member);
    if (value !== undefined) return value;
  }
  return undefined;
}

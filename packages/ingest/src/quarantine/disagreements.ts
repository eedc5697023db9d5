import {
  type Activity,
  type ActivityClaim,
  type AuthorityKey,
  activityOf,
  byPrecedence,
  type Claim,
  codeWords,
  type Disagreement,
  distantFuture,
  effectiveInSteps,
  type Judgement,
  matchInSteps,
  type Resolved,
  resolveActivity,
  sortInSteps,
} from '@monitoring-timeline/core';
import canonicalize from 'canonicalize';
import { inTurns, stepByStep } from '../breathe.ts';
import type { Disagreeing, Side } from './proposed.ts';

/**
 * Most claims of one thing that are asked about, the first by precedence; most sides that one question shows, and most claims of each.
 * Only a file made to exhaust its reader has more.
 */
const most = { members: 1000, sides: 50, claims: 20 };

/**
 * The questions that the claims of one authority leave open: claims of equal rank about one inspection or visit that differ, and that
 * no later edition, no finer date and no person settles. One question a field, the side that the rule takes first. Of very many sides,
 * or claims of one side, the first.
 */
export async function disagreementsIn(
  authority: AuthorityKey,
  claims: readonly Claim[],
): Promise<readonly Disagreeing[]> {
  const holding = await stepByStep(effectiveInSteps(claims, distantFuture));
  const rulings = holding.filter(({ event }) => event.type === 'MatchRuled');
  const items: ActivityClaim[] = [];
  for await (const claim of inTurns(holding)) {
    const item = activityOf(claim);
    if (item) items.push(item);
  }
  const questions: Disagreeing[] = [];
  for await (const { members, unplaced } of inTurns(
    await stepByStep(matchInSteps(items, rulings)),
  )) {
    if (unplaced || members.length < 2) continue;
    const first =
      members.length > most.members
        ? (await stepByStep(sortInSteps(members, byMemberPrecedence))).slice(0, most.members)
        : members;
    const activity = resolveActivity({ members: first, unplaced }, distantFuture);
    questions.push(...questionsOf(authority, activity));
  }
  return questions;
}

const byMemberPrecedence = (a: ActivityClaim, b: ActivityClaim): number =>
  byPrecedence(a.claim, b.claim);

function questionsOf(authority: AuthorityKey, activity: Activity): readonly Disagreeing[] {
  const { start, end, kind, parts, published, judgements } = activity;
  const fields: readonly (readonly [string, readonly (Resolved<unknown> | undefined)[]])[] = [
    // both ends of the days stand in one place of a claim
    ['days', [start, end]],
    ['kind', [kind]],
    ['parts', [parts]],
    ['published', [published]],
    ...[...judgements].map(([area, resolved]) => [area, [resolved]] as const),
  ];
  return fields.flatMap(([field, resolved]) => {
    const sides = sidesOf(field, resolved);
    return sides.length < 2
      ? []
      : [
          {
            kind: 'disagreement' as const,
            authority,
            of: nameOf(activity),
            field,
            sides: sides
              .slice(0, most.sides)
              .map(({ value, claims }) => ({ value, claims: claims.slice(0, most.claims) })),
          },
        ];
  });
}

function isOpen({ settledBy }: Disagreement): boolean {
  return settledBy === 'known' || settledBy === 'id';
}

function sidesOf(
  field: string,
  fields: readonly (Resolved<unknown> | undefined)[],
): readonly Side[] {
  const contested = fields.find((one) => one?.disagreeing.some(isOpen));
  if (!contested) return [];
  const { claim: leader, agreeing } = contested;
  const leaderAt = placeOf(field, leader)?.pointer;
  const others = fields.flatMap((one) => one?.disagreeing.filter(isOpen) ?? []);
  const against = new Set(others.map(({ claim }) => claim));
  const sides = new Map<string, Side>();
  const seen = new Set<string>();
  const add = (claim: Claim, as?: string): string | undefined => {
    const { id, source, known } = claim.event;
    const place = placeOf(field, claim);
    if (claim.rank !== leader.rank || seen.has(id) || !place) return as;
    // the date of a letter is not that of its publication, so they do not contradict each other
    if (field === 'published' && place.pointer !== leaderAt) return as;
    seen.add(id);
    const key = as ?? canonicalize(place.says) ?? '';
    const side = sides.get(key) ?? { value: place.says as Side['value'], claims: [] };
    sides.set(key, side);
    const { pointer, value } = place;
    side.claims.push({ id, pointer, value: value as Side['value'], source, known: known.from });
    return key;
  };
  const key = add(leader);
  // a coarser date that fits says the same in other words
  for (const claim of agreeing) if (!against.has(claim)) add(claim, key);
  for (const { claim } of others) add(claim);
  return [...sides.values()];
}

interface ComparedField {
  readonly pointer: string;
  readonly value: unknown;
  /** What is compared: of a judgement its grade alone, since printed words differ between sources. */
  readonly says: unknown;
}

function placeOf(field: string, { event }: Claim): ComparedField | undefined {
  const carriedOut = event.type === 'InspectionCarriedOut' || event.type === 'VisitCarriedOut';
  const data = event.data as {
    readonly of?: Readonly<Record<string, unknown>>;
    readonly judgements?: readonly Judgement[];
  } & Readonly<Record<string, unknown>>;
  const at = (pointer: string, value: unknown): ComparedField | undefined =>
    value === undefined ? undefined : { pointer, value, says: value };
  switch (field) {
    case 'days':
      return carriedOut ? at('/occurred', event.occurred) : at('/data/of/days', data.of?.days);
    case 'kind':
    case 'parts':
      return carriedOut
        ? at(`/data/${field}`, data[field])
        : at(`/data/of/${field}`, data.of?.[field]);
    case 'published':
      return data.published === undefined
        ? at('/data/letterDated', data.letterDated)
        : at('/data/published', data.published);
    default: {
      const index = data.judgements?.findIndex(({ area }) => area === field) ?? -1;
      const judgement = data.judgements?.[index];
      return judgement
        ? { pointer: `/data/judgements/${index}`, value: judgement, says: judgement.grade }
        : undefined;
    }
  }
}

/** "SIF inspection", "monitoring visit 3". */
function nameOf({ activity, framework, visitKind, sequence }: Activity): string {
  if (activity === 'inspection') return `${framework ?? 'graded'} inspection`;
  const kind = codeWords(visitKind ?? 'ungraded');
  return [kind, /review$|inspection$|send$/i.test(kind) ? '' : 'visit', sequence]
    .filter(Boolean)
    .join(' ');
}

import type { ActivityClaim, Span } from '../claims/activity.ts';
import type { Claim } from '../claims/claim.ts';

/** What a claim says of an inspection or visit, as bare numbers of days, for tests of how claims are matched. */
export interface PlainActivity {
  /** Place of its source in the order of precedence. */
  readonly rank: number;
  readonly activity: ActivityClaim['activity'];
  readonly framework?: ActivityClaim['framework'];
  readonly kind?: ActivityClaim['kind'];
  readonly visitKind?: ActivityClaim['visitKind'];
  readonly sequence?: number | undefined;
  readonly start?: number | undefined;
  /** Days from the first on site to the last. */
  readonly lasts?: number | undefined;
  readonly published?: number | undefined;
  readonly coarseDays?: { readonly from: number; readonly to: number } | undefined;
  readonly coarsePublished?: { readonly from: number; readonly to: number } | undefined;
  readonly areas: readonly string[];
}

const idAt = (index: number): string => String(index).padStart(9, '0');

/** The activity claim of which its place in a list makes the id. What it says both finely and coarsely it says finely. */
export function plain(given: PlainActivity, index: number): ActivityClaim {
  const { rank, activity, start, lasts, published, kind, areas } = given;
  const inspection = activity === 'inspection';
  const claim = { event: { id: idAt(index), type: 'ReportPublished' }, rank };
  return {
    claim: claim as unknown as Claim,
    activity,
    framework: inspection ? given.framework : undefined,
    kind: inspection ? kind : undefined,
    visitKind: inspection ? undefined : given.visitKind,
    sequence: inspection ? undefined : given.sequence,
    start,
    end: start === undefined || lasts === undefined ? undefined : start + lasts,
    coarseDays: start === undefined ? given.coarseDays : undefined,
    published,
    coarsePublished: published === undefined ? given.coarsePublished : undefined,
    areas,
  } as ActivityClaim & { coarseDays: Span | undefined };
}

/** A ruling that two claims are, or are not, one thing. */
export function ruled(index: number, [left, right]: readonly [number, number], same: boolean) {
  return {
    event: {
      id: `r${idAt(index)}`,
      type: 'MatchRuled',
      data: { claims: [idAt(left), idAt(right)], same },
    },
    rank: index % 3,
    knownDay: index,
    editionDay: undefined,
  } as unknown as Claim;
}

import {
  bounds,
  byPrecedence,
  type LeadershipRole,
  type NameOf,
  type PartialDate,
  type PostStatus,
  type Resolved,
  resolveField,
} from '@monitoring-timeline/core';
import { compareText } from '../dated.ts';
import type { PostClaim } from './post.ts';
import { claimsOf, holderOf, type TenureClaims } from './tenures.ts';

/** Who held a post and how, as the claims of one tenure have it. */
export interface PostFacts {
  readonly role: LeadershipRole;
  /** Null where the holder is not named, or the name was erased. */
  readonly person: string | null;
  readonly personId: string | null;
  readonly title: string | null;
  readonly status: PostStatus;
  readonly jointWith: readonly LeadershipRole[];
}

/** The facts of one tenure, each from the claim with precedence that gives it. */
export function postFacts(tenure: TenureClaims, nameOf: NameOf): PostFacts {
  const personId = holderOf(tenure);
  const data = tenureData(tenure);
  return {
    role: tenure.role,
    person: personId === undefined ? null : nameOf(personId),
    personId: personId ?? null,
    title: data.title,
    status: data.status,
    jointWith: data.jointWith,
  };
}

function tenureData(tenure: TenureClaims) {
  const { starts, observations, appointments } = tenure;
  const taken = [...starts.toSorted(byPrecedence), ...observations.toSorted(byPrecedence)];
  const claims = taken.length > 0 ? taken : claimsOf(tenure);
  const status: PostStatus =
    claims.find(({ event }) => event.data.status && event.data.status !== 'not_stated')?.event.data
      .status ?? (taken.length === 0 && appointments.length > 0 ? 'designate' : 'not_stated');
  const joint = claims.flatMap(({ event }) => event.data.jointWith ?? []);
  return {
    title: claims.find(({ event }) => event.data.title)?.event.data.title ?? null,
    status,
    jointWith: [...new Set(joint)].sort(compareText),
  };
}

/** What holds of a moment that several claims give: precedence first, and a finer date that fits it. */
export function momentOf(
  field: string,
  claims: readonly PostClaim[],
): Resolved<PartialDate> | undefined {
  return resolveField(
    field,
    claims.map((claim) => ({ value: claim.event.occurred, claim })),
    {
      order: byPrecedence,
      same: (a, b) => {
        const [left, right] = [bounds(a), bounds(b)];
        return left.startEarliest === right.startEarliest && left.startLatest === right.startLatest;
      },
      refines: (finer, coarser) => {
        const [fine, coarse] = [bounds(finer), bounds(coarser)];
        return (
          fine.startLatest - fine.startEarliest < coarse.startLatest - coarse.startEarliest &&
          fine.startEarliest >= coarse.startEarliest &&
          fine.startLatest <= coarse.startLatest
        );
      },
    },
  );
}

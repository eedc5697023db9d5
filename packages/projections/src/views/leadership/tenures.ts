import {
  bounds,
  type EpochDay,
  type LeadershipRole,
  type PartialDate,
  type PostStatus,
} from '@monitoring-timeline/core';
import { byOccurred, firstDay } from '../dated.ts';
import { type ChangeClaim, isObserved, type ObservedClaim, type PostClaim } from './post.ts';

/** Claims that speak of one person, named or not, in one post. */
export interface TenureClaims {
  readonly role: LeadershipRole;
  readonly starts: ChangeClaim[];
  readonly appointments: ChangeClaim[];
  readonly observations: ObservedClaim[];
  readonly ends: ChangeClaim[];
}

/**
 * Claims about posts, begun by a day, joined into tenures, role by role. Two starts are one where their days can be the same and neither
 * names another person or another status; a second start of the same person in the same status is a disagreement about the
 * day, not a second tenure, unless the first had ended. Somebody seen in post belongs to their own latest tenure, and
 * whoever is unnamed and seen on the same days in the same post is one. A
 * person seen without any start begins a tenure whose start is not on record. Who is unnamed is never taken for a named person
 * seen later.
 */
export function tenureClaims(posts: readonly PostClaim[], asOf: EpochDay): readonly TenureClaims[] {
  const begun = posts.filter(({ event }) => firstDay(event.occurred) <= asOf);
  return [...Map.groupBy(begun, ({ event }) => event.data.role)].flatMap(([role, ofRole]) =>
    roleTenures(role, ofRole),
  );
}

/** Tenures of one post, those of joint posts that hold it included, in the order in which they began. */
export function tenuresIn(
  role: LeadershipRole,
  posts: readonly PostClaim[],
  asOf: EpochDay,
): readonly TenureClaims[] {
  const ofRole = posts.filter(
    ({ event }) =>
      firstDay(event.occurred) <= asOf &&
      (event.data.role === role || event.data.jointWith?.includes(role)),
  );
  return roleTenures(role, ofRole);
}

function roleTenures(role: LeadershipRole, claims: readonly PostClaim[]): readonly TenureClaims[] {
  const tenures: TenureClaims[] = [];
  for (const claim of claims.toSorted(byBeginning)) {
    const tenure = tenures.findLast((candidate) => belongs(claim, candidate, tenures));
    if (tenure) add(claim, tenure);
    else {
      const opened = { role, starts: [], appointments: [], observations: [], ends: [] };
      add(claim, opened);
      tenures.push(opened);
    }
  }
  return tenures;
}

function byBeginning(a: PostClaim, b: PostClaim): number {
  return (
    firstDay(a.event.occurred) - firstDay(b.event.occurred) ||
    order(a) - order(b) ||
    byOccurred(a, b)
  );
}

/** On one day somebody is appointed, takes up the post, is seen in it and leaves it, in that order. */
function order({ event }: PostClaim): number {
  if (event.type === 'LeadershipObserved') return 2;
  return { appointed: 0, started: 1, ended: 3 }[event.data.change];
}

function add(claim: PostClaim, tenure: TenureClaims): void {
  if (isObserved(claim)) tenure.observations.push(claim);
  else if (claim.event.data.change === 'started') tenure.starts.push(claim);
  else if (claim.event.data.change === 'appointed') tenure.appointments.push(claim);
  else tenure.ends.push(claim);
}

function belongs(
  claim: PostClaim,
  tenure: TenureClaims,
  tenures: readonly TenureClaims[],
): boolean {
  const person = claim.event.data.person;
  const holder = holderOf(tenure);
  if (person !== undefined && holder !== undefined && person !== holder) return false;
  if (isOther(claim) && titleOf(claim) !== titleOf(claimsOf(tenure)[0]!)) return false;
  if (isObserved(claim)) {
    return person === undefined
      ? holder === undefined && tenure.observations.some((other) => sameMoment(claim, other))
      : person === holder && isLatest(tenure);
  }
  switch (claim.event.data.change) {
    case 'started':
      return begins(claim, tenure, person !== undefined && person === holder);
    case 'appointed':
      return (
        sameStatus(claim, tenure) && tenure.appointments.some((other) => sameMoment(claim, other))
      );
    case 'ended':
      return person === undefined
        ? tenure.ends.some((other) => sameMoment(claim, other)) || isLatest(tenure)
        : person === holder && (tenure.ends.length === 0 || endsTogether(claim, tenure));
  }

  /** Nobody else is on record in the post since. */
  function isLatest(candidate: TenureClaims): boolean {
    if (candidate.ends.length > 0) return false;
    for (let at = tenures.length - 1; tenures[at] !== candidate; at -= 1) {
      const other = tenures[at]!;
      const samePost = !isOther(claim) || titleOf(claimsOf(other)[0]!) === titleOf(claim);
      if (samePost && holderOf(other) !== undefined) return false;
    }
    return true;
  }

  function begins(start: ChangeClaim, candidate: TenureClaims, sameHolder: boolean): boolean {
    if (!sameStatus(start, candidate)) return false;
    if (candidate.starts.some((other) => sameMoment(start, other))) return true;
    if (candidate.ends.length > 0) return false;
    if (candidate.starts.length > 0) return sameHolder && isLatest(candidate);
    // somebody appointed takes up the post; a designate is no status that lasts into it
    return sameHolder || candidate.appointments.some((other) => sameMoment(start, other));
  }
}

function endsTogether(claim: ChangeClaim, { ends }: TenureClaims): boolean {
  return ends.some((other) => sameMoment(claim, other));
}

/** `other` holds many posts: only the printed title tells them apart. */
function isOther({ event }: PostClaim): boolean {
  return event.data.role === 'other';
}

function titleOf({ event }: PostClaim): string | undefined {
  return event.data.title;
}

function sameStatus(claim: PostClaim, tenure: TenureClaims): boolean {
  const mine = lasting(claim.event.data.status);
  const theirs = tenure.starts.map(({ event }) => lasting(event.data.status));
  return mine === undefined || theirs.every((status) => status === undefined || status === mine);
}

function lasting(status: PostStatus | undefined): PostStatus | undefined {
  return status === 'not_stated' || status === 'designate' ? undefined : status;
}

function sameMoment(a: PostClaim, b: PostClaim): boolean {
  return overlap(a.event.occurred, b.event.occurred);
}

function overlap(a: PartialDate, b: PartialDate): boolean {
  const [left, right] = [bounds(a), bounds(b)];
  return left.startEarliest <= right.startLatest && right.startEarliest <= left.startLatest;
}

export function claimsOf({
  starts,
  appointments,
  observations,
  ends,
}: TenureClaims): readonly PostClaim[] {
  return [...starts, ...appointments, ...observations, ...ends];
}

/** The person that any claim of a tenure names. */
export function holderOf({
  starts,
  appointments,
  observations,
  ends,
}: TenureClaims): string | undefined {
  for (const claims of [starts, appointments, observations, ends]) {
    for (const { event } of claims) if (event.data.person) return event.data.person;
  }
  return undefined;
}

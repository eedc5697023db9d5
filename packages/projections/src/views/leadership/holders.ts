import {
  bounds,
  byPrecedence,
  type Claim,
  type EpochDay,
  epochDay,
  isoDay,
  type LeadershipRole,
  latestDay,
  leadershipRoles,
  type NameOf,
} from '@monitoring-timeline/core';
import type { PostHolder } from '../../answers/leadership.ts';
import type { ClaimOf, Knowledge } from '../../record/knowledge.ts';
import { firstDay } from '../dated.ts';
import { because } from '../evidence.ts';
import { startText } from '../moment.ts';

/** Safeguarding partners had replaced every local safeguarding children board by 29 September 2019 (Children and Social Work Act 2017). */
const lastDayOfBoards = epochDay('2019-09-29');

type PostClaim = ClaimOf<'LeadershipChanged'> | ClaimOf<'LeadershipObserved'>;

/** The holder of every role on record, as of a day. */
export function postHolders(
  knowledge: Knowledge,
  asOf: EpochDay,
  nameOf: NameOf,
): Readonly<Partial<Record<LeadershipRole, PostHolder>>> {
  const byRole = new Map<LeadershipRole, PostClaim[]>();
  const claims = [...knowledge.of('LeadershipChanged'), ...knowledge.of('LeadershipObserved')];
  for (const claim of claims as readonly PostClaim[]) {
    if (beginning(claim) > asOf) continue;
    for (const role of new Set([claim.event.data.role, ...(claim.event.data.jointWith ?? [])])) {
      const list = byRole.get(role);
      if (list) list.push(claim);
      else byRole.set(role, [claim]);
    }
  }
  const holders: Partial<Record<LeadershipRole, PostHolder>> = {};
  for (const role of leadershipRoles) {
    if (role === 'other' || (role === 'lscb_chair' && asOf > lastDayOfBoards)) continue;
    const claimsOfRole = byRole.get(role);
    if (claimsOfRole) holders[role] = holder(claimsOfRole, role, asOf, nameOf);
  }
  return holders;
}

function beginning(claim: Claim): EpochDay {
  return firstDay(claim.event.occurred);
}

/** The latest word decides; among words of one day the one with precedence. */
function latestFirst(a: PostClaim, b: PostClaim): number {
  return beginning(b) - beginning(a) || byPrecedence(a, b);
}

function holder(
  claims: readonly PostClaim[],
  role: LeadershipRole,
  asOf: EpochDay,
  nameOf: NameOf,
): PostHolder {
  const ordered = [...claims].sort(latestFirst);
  const last = ordered[0]!;
  const { data } = last.event;
  const ended = last.event.type === 'LeadershipChanged' && last.event.data.change === 'ended';
  const appointed =
    last.event.type === 'LeadershipChanged' && last.event.data.change === 'appointed';
  const start = ended ? undefined : startOf(last, ordered);
  const named = ended ? undefined : (data.person ?? start?.event.data.person);
  const { startLatest } = bounds(last.event.occurred);
  return {
    person: named === undefined ? null : nameOf(named),
    personId: named ?? null,
    title: ended ? null : (data.title ?? start?.event.data.title ?? null),
    status: ended ? 'not_known' : statusOf(last, start, appointed),
    since: start ? startText(start.event.occurred) : null,
    observed: last.event.type === 'LeadershipObserved' ? isoDay(beginning(last)) : null,
    confirmed: !appointed,
    uncertain: asOf < startLatest,
    jointWith: joint(data, role),
    organisation: data.organisation ?? null,
    reportedBy: last.event.source.publisher,
    lastTold: isoDay(latestDay(last.knownDay, start?.knownDay ?? last.knownDay)),
    because: because(last, start),
  };
}

function joint(data: PostClaim['event']['data'], role: LeadershipRole): readonly string[] {
  return [data.role, ...(data.jointWith ?? [])].filter((other) => other !== role).sort();
}

/** The claim that says when the present holder began: the last one itself, or an earlier one of the same person. */
function startOf(last: PostClaim, ordered: readonly PostClaim[]): PostClaim | undefined {
  if (last.event.type === 'LeadershipChanged') return last;
  const { person } = last.event.data;
  if (person === undefined) return undefined;
  for (const claim of ordered) {
    if (claim.event.data.person !== undefined && claim.event.data.person !== person)
      return undefined;
    if (claim.event.type !== 'LeadershipChanged') continue;
    if (claim.event.data.change === 'ended') return undefined;
    // somebody who began unnamed may or may not be the one seen later
    return claim.event.data.person === person ? claim : undefined;
  }
  return undefined;
}

function statusOf(last: PostClaim, start: PostClaim | undefined, appointed: boolean): string {
  const stated = last.event.data.status ?? start?.event.data.status;
  if (stated !== undefined) return stated;
  return appointed ? 'designate' : 'not_stated';
}

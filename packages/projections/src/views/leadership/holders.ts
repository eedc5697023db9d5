import {
  bounds,
  byPrecedence,
  type EpochDay,
  earliestDay,
  type LeadershipRole,
  latestDay,
  leadershipRoles,
  monthsBetween,
  type NameOf,
} from '@monitoring-timeline/core';
import type { LastKnownHolder, PostHolder } from '../../answers/leadership.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { compareText, firstDay } from '../dated.ts';
import { because } from '../evidence.ts';
import { startText } from '../moment.ts';
import { isLastKnown, lastTold, type TenureTold, tenureTold } from '../told/posts.ts';
import type { TellingRules } from '../told/rules.ts';
import { stands } from '../told/told.ts';
import { isByAddress, type PostClaim, postClaims } from './post.ts';
import { momentOf, postFacts } from './tenure-facts.ts';
import { claimsOf, holderOf, type TenureClaims, tenuresIn } from './tenures.ts';

type Holders = Readonly<Partial<Record<LeadershipRole, PostHolder>>>;
type LastKnownHolders = Readonly<Partial<Record<LeadershipRole, LastKnownHolder>>>;

/** Holders as of a day, and apart from them those who were only last known: told of too long ago, gone, or presumed gone. */
export interface PostsHeld {
  readonly holders: Holders;
  readonly lastKnown: LastKnownHolders;
}

interface Candidate extends TenureTold {
  readonly tenure: TenureClaims;
  readonly day: EpochDay;
}

/** The holder of every role on record, as of a day. */
export function postsHeld(
  knowledge: Knowledge,
  asOf: EpochDay,
  nameOf: NameOf,
  rules: TellingRules,
): PostsHeld {
  const holders: Partial<Record<LeadershipRole, PostHolder>> = {};
  const lastKnown: Partial<Record<LeadershipRole, LastKnownHolder>> = {};
  for (const { role, candidates, standing } of postsOn(knowledge, asOf, rules)) {
    if (standing) holders[role] = holder(standing, role, asOf, nameOf);
    else lastKnown[role] = lastKnownHolder(candidates, role, asOf, nameOf);
  }
  return { holders, lastKnown };
}

/** The holder of every post, and no more of them than who and since when. */
export function postsInShort(
  knowledge: Knowledge,
  asOf: EpochDay,
  nameOf: NameOf,
  rules: TellingRules,
): Readonly<Partial<Record<LeadershipRole, HolderInShort>>> {
  const holders: Partial<Record<LeadershipRole, HolderInShort>> = {};
  for (const { role, standing } of postsOn(knowledge, asOf, rules)) {
    if (standing) holders[role] = holderInShort(standing, nameOf);
  }
  return holders;
}

type HolderInShort = Pick<PostHolder, 'person' | 'personId' | 'title' | 'status' | 'since'>;

/** A post that was told of by a day: those told of in it, the latest first, and who of them holds it; undefined where nobody does. */
interface Post {
  readonly role: LeadershipRole;
  readonly candidates: readonly Candidate[];
  readonly standing: Candidate | undefined;
}

function postsOn(knowledge: Knowledge, asOf: EpochDay, rules: TellingRules): readonly Post[] {
  const posts = postClaims(knowledge, rules);
  const found: Post[] = [];
  const spoken = new Set(
    posts.flatMap(({ event }) => [event.data.role, ...(event.data.jointWith ?? [])]),
  );
  for (const role of leadershipRoles) {
    if (role === 'other' || !spoken.has(role)) continue;
    const tenures = tenuresIn(role, posts, asOf);
    if (tenures.length === 0) continue;
    const around = { others: tenures, rules, asOf };
    const candidates = tenures
      .map(
        (tenure): Candidate => ({
          ...tenureTold(tenure, around),
          tenure,
          day: lastTold(tenure)?.day ?? lastEnd(tenure),
        }),
      )
      .sort(latestFirst);
    const standing = candidates.find((one) => stands(one.told) && !isLastKnown(one.tenure, around));
    found.push({ role, candidates, standing });
  }
  return found;
}

/** The latest told of; among those told of on one day who began last, then the named, then the word with precedence. */
function latestFirst(a: Candidate, b: Candidate): number {
  return (
    b.day - a.day ||
    beginning(b) - beginning(a) ||
    Number(holderOf(b.tenure) !== undefined) - Number(holderOf(a.tenure) !== undefined) ||
    byPrecedence(claimsOf(a.tenure)[0]!, claimsOf(b.tenure)[0]!)
  );
}

function beginning({ tenure }: Candidate): EpochDay {
  return earliestDay(...claimsOf(tenure).map(({ event }) => firstDay(event.occurred)));
}

function lastEnd({ ends }: TenureClaims): EpochDay {
  return latestDay(...ends.map(({ event }) => firstDay(event.occurred)));
}

function lastKnownHolder(
  candidates: readonly Candidate[],
  role: LeadershipRole,
  asOf: EpochDay,
  nameOf: NameOf,
): LastKnownHolder {
  // of those that nothing has overtaken the latest; somebody who left is later than who was seen before
  const one = candidates.find(({ told }) => told.state !== 'superseded') ?? candidates[0]!;
  const months = Number.isFinite(one.day) ? Math.max(0, monthsBetween(one.day, asOf)) : null;
  return { ...holder(one, role, asOf, nameOf), months };
}

function holderInShort({ tenure }: Candidate, nameOf: NameOf): HolderInShort {
  const { person, personId, title, status } = postFacts(tenure, nameOf);
  const start = startOf(tenure);
  return { person, personId, title, status, since: start ? startText(start.value) : null };
}

function startOf({ starts, appointments }: TenureClaims) {
  return momentOf('start', starts) ?? momentOf('appointed', appointments);
}

function holder(
  candidate: Candidate,
  role: LeadershipRole,
  asOf: EpochDay,
  nameOf: NameOf,
): PostHolder {
  const { tenure, told, by } = candidate;
  const claims = claimsOf(tenure);
  const start = startOf(tenure);
  const last = lastTold(tenure);
  const seen = tenure.observations.toSorted(
    (a, b) => firstDay(b.event.occurred) - firstDay(a.event.occurred),
  )[0];
  return {
    ...holderInShort(candidate, nameOf),
    observed: seen ? startText(seen.event.occurred) : null,
    byAddress: claims.every((claim: PostClaim) => isByAddress(claim)),
    confirmed: tenure.starts.length > 0 || tenure.observations.length > 0 || tenure.ends.length > 0,
    uncertain: start !== undefined && asOf < bounds(start.value).startLatest,
    jointWith: jointBeside(tenure, role),
    organisation:
      claims.find(({ event }) => event.data.organisation)?.event.data.organisation ?? null,
    reportedBy: (last?.claim ?? claims[0]!).event.source.publisher,
    ...told,
    because: because(claims, by),
  };
}

/** The other roles of a joint post, seen from one of them. */
function jointBeside(tenure: TenureClaims, role: LeadershipRole): readonly LeadershipRole[] {
  const all = claimsOf(tenure).flatMap(({ event }) => [
    event.data.role,
    ...(event.data.jointWith ?? []),
  ]);
  return [...new Set(all)].filter((other) => other !== role).sort(compareText);
}

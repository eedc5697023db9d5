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
import { inCommon, oncePerStretch } from '../once.ts';
import {
  type AroundTenure,
  isLastKnown,
  lastTold,
  postsTurn,
  type TenureTold,
  tenureTold,
} from '../told/posts.ts';
import type { TellingRules } from '../told/rules.ts';
import { stands } from '../told/told.ts';
import { isByAddress, type PostClaim, type PostsRead, postsRead } from './post.ts';
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
  for (const { role, holder, isHeld, last } of postsOn(knowledge, asOf, rules)) {
    const person = personOf(holder, nameOf);
    if (isHeld) holders[role] = { ...holder, person };
    else {
      const months = Number.isFinite(last) ? Math.max(0, monthsBetween(last, asOf)) : null;
      lastKnown[role] = { ...holder, person, months };
    }
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
  for (const { role, holder, isHeld } of postsOn(knowledge, asOf, rules)) {
    const { personId, title, status, since } = holder;
    const person = personOf(holder, nameOf);
    if (isHeld) holders[role] = { person, personId, title, status, since };
  }
  return holders;
}

type HolderInShort = Pick<PostHolder, 'person' | 'personId' | 'title' | 'status' | 'since'>;

/** Names are asked for at each answer: one may be erased meanwhile. */
function personOf({ personId }: PostHolder, nameOf: NameOf): string | null {
  return personId === null ? null : nameOf(personId);
}

/** A post that was told of by a day. */
interface Post {
  readonly role: LeadershipRole;
  /** Who holds it, or was last known to; without the name. */
  readonly holder: PostHolder;
  /** False where the holder is only last known. */
  readonly isHeld: boolean;
  /** The day on which the holder was last told of. */
  readonly last: EpochDay;
}

function postsOn(knowledge: Knowledge, asOf: EpochDay, rules: TellingRules): readonly Post[] {
  return postsTold(postsRead(knowledge, rules), asOf);
}

const postsTold = oncePerStretch(
  ({ posts, rules }: PostsRead) => postsTurn(posts, rules),
  ({ posts, rules }, asOf): readonly Post[] => {
    const spoken = new Set(
      posts.flatMap(({ event }) => [event.data.role, ...(event.data.jointWith ?? [])]),
    );
    return leadershipRoles.flatMap((role) => {
      if (role === 'other' || !spoken.has(role)) return [];
      const tenures = tenuresIn(role, posts, asOf);
      return tenures.length === 0 ? [] : [postOf(role, { others: tenures, rules, asOf })];
    });
  },
);

function postOf(role: LeadershipRole, around: AroundTenure): Post {
  const candidates = around.others
    .map(
      (tenure): Candidate => ({
        ...tenureTold(tenure, around),
        tenure,
        day: lastTold(tenure)?.day ?? lastEnd(tenure),
      }),
    )
    .sort(latestFirst);
  const standing = candidates.find((one) => stands(one.told) && !isLastKnown(one.tenure, around));
  // of those that nothing has overtaken the latest; somebody who left is later than who was seen before
  const last = () => candidates.find(({ told }) => told.state !== 'superseded') ?? candidates[0]!;
  const one = standing ?? last();
  const isHeld = standing !== undefined;
  return { role, holder: inCommon(holderOn(one, role, around.asOf)), isHeld, last: one.day };
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

function holderOn(
  { tenure, told, by }: Candidate,
  role: LeadershipRole,
  asOf: EpochDay,
): PostHolder {
  const { personId, title, status } = postFacts(tenure, () => null);
  const claims = claimsOf(tenure);
  const start = momentOf('start', tenure.starts) ?? momentOf('appointed', tenure.appointments);
  const last = lastTold(tenure);
  const seen = tenure.observations.toSorted(
    (a, b) => firstDay(b.event.occurred) - firstDay(a.event.occurred),
  )[0];
  return {
    person: null,
    personId,
    title,
    status,
    since: start ? startText(start.value) : null,
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

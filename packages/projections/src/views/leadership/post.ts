import type { LeadershipRole } from '@monitoring-timeline/core';
import type { ClaimOf, Knowledge } from '../../record/knowledge.ts';
import { oncePerBoth } from '../once.ts';
import type { TellingRules } from '../told/rules.ts';

export type ChangeClaim = ClaimOf<'LeadershipChanged'>;
export type ObservedClaim = ClaimOf<'LeadershipObserved'>;
export type PostClaim = ChangeClaim | ObservedClaim;

/** Titles that name another post than a director's: an address to one of them is no sighting of the director. */
const otherPost =
  /\b(?:assistant|associate)\s+(?:\w+\s+)?director|\bdeputy\s+(?:\w+\s+)?director|\bhead\s+of\b|\bmanager\b|\bchair(?:man|woman|person)?\b|\bleader\b|\bcouncillor\b|\bcllr\b|\blead\s+member\b|\bcabinet\s+member\b|\bcommissioner\b|^\s*(?:interim\s+)?chief\s+(?:executive|operating\s+officer)\b(?!.*\bdirector)/i;

/** Claims read as sightings of a post by the address of a letter alone. */
const byAddress = new WeakSet<PostClaim>();
const read = new WeakMap<ObservedClaim, Map<LeadershipRole, ObservedClaim>>();

/**
 * The claims about posts, each in the post that it speaks of. A letter of a kind that a rule names is written to the holder of
 * one post whatever title it prints, so who is addressed under a title of no known post is seen in that one. The claim itself
 * keeps what its source says.
 */
export function postClaims(knowledge: Knowledge, rules: TellingRules): readonly PostClaim[] {
  return postsRead(knowledge, rules).posts;
}

/** Claims about posts, and the rules by which they are read. */
export interface PostsRead {
  readonly posts: readonly PostClaim[];
  readonly rules: TellingRules;
}

/** The same with the rules: one thing for all states of knowledge that have the same claims about posts. */
export const postsRead = oncePerBoth((knowledge: Knowledge, rules: TellingRules) =>
  readBy(knowledge.of('LeadershipChanged', 'LeadershipObserved'), rules),
);

const readBy = oncePerBoth(
  (claims: readonly PostClaim[], rules: TellingRules): PostsRead => ({
    posts: claims.map((claim) => (isObserved(claim) ? inItsPost(claim, rules) : claim)),
    rules,
  }),
);

function inItsPost(claim: ObservedClaim, rules: TellingRules): ObservedClaim {
  const { role, title = '', addresseeOf } = claim.event.data;
  const rule =
    role === 'other' && addresseeOf !== undefined && !otherPost.test(title)
      ? rules.all('addressee').find(({ when }) => when.letters.includes(addresseeOf))
      : undefined;
  return rule ? inRole(claim, rule.when.role) : claim;
}

export function isObserved(claim: PostClaim): claim is ObservedClaim {
  return claim.event.type === 'LeadershipObserved';
}

/** Whether a person was seen in the post only in that a letter was addressed to them. */
export function isByAddress(claim: PostClaim): boolean {
  return byAddress.has(claim);
}

function inRole(claim: ObservedClaim, role: LeadershipRole): ObservedClaim {
  const roles = read.get(claim) ?? new Map<LeadershipRole, ObservedClaim>();
  read.set(claim, roles);
  const before = roles.get(role);
  if (before) return before;
  const { event } = claim;
  const seen: ObservedClaim = { ...claim, event: { ...event, data: { ...event.data, role } } };
  roles.set(role, seen);
  byAddress.add(seen);
  return seen;
}

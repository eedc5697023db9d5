import { bounds, compareSortKeys, type NameOf, sortKey, toText } from '@monitoring-timeline/core';
import type { PostConflict } from '../../answers/leadership.ts';
import { compareText, firstDay } from '../dated.ts';
import { because } from '../evidence.ts';
import type { PostClaim } from './post.ts';
import { claimsOf, holderOf, type TenureClaims } from './tenures.ts';

/** Conflicts among tenures, each once, in the order of time. */
export function postConflicts(
  tenures: readonly TenureClaims[],
  nameOf: NameOf,
): readonly PostConflict[] {
  const named = tenures.filter((tenure) => holderOf(tenure) !== undefined);
  const conflicts: PostConflict[] = [];
  named.forEach((a, index) => {
    for (const b of named.slice(index + 1)) {
      const conflict = conflictOf(a, b, nameOf);
      if (conflict) conflicts.push(conflict);
    }
  });
  return conflicts.sort((a, b) => compareText(a.claims[0]!.when, b.claims[0]!.when));
}

function conflictOf(a: TenureClaims, b: TenureClaims, nameOf: NameOf): PostConflict | undefined {
  const same = holderOf(a) === holderOf(b);
  if (same && a.role !== b.role && !isJoint(a, b) && overlapping(a, b)) {
    return conflict('two_posts', [...claimsOf(a), ...claimsOf(b)], nameOf);
  }
  if (!same && a.role === b.role && a.role !== 'other') {
    const together = inPostOn(a).flatMap((x) =>
      inPostOn(b).flatMap((y) => (sameDay(x, y) ? [x, y] : [])),
    );
    if (together.length > 0) return conflict('two_people', [...new Set(together)], nameOf);
  }
  return undefined;
}

function isJoint(a: TenureClaims, b: TenureClaims): boolean {
  const names = (from: TenureClaims, role: string) =>
    from.role === 'other' ||
    claimsOf(from).some(({ event }) => event.data.jointWith?.some((other) => other === role));
  return names(a, b.role) || names(b, a.role);
}

/** Neither is known to have ended before the other began. */
function overlapping(a: TenureClaims, b: TenureClaims): boolean {
  const endOf = ({ ends }: TenureClaims) =>
    Math.min(...ends.map(({ event }) => bounds(event.occurred).endLatest));
  const startOf = (tenure: TenureClaims) =>
    Math.min(...claimsOf(tenure).map(({ event }) => firstDay(event.occurred)));
  return startOf(a) <= endOf(b) && startOf(b) <= endOf(a);
}

function inPostOn({ starts, observations }: TenureClaims): readonly PostClaim[] {
  return [...starts, ...observations];
}

function sameDay(a: PostClaim, b: PostClaim): boolean {
  return (
    a.event.occurred.precision === 'day' &&
    b.event.occurred.precision === 'day' &&
    a.event.occurred.from === b.event.occurred.from
  );
}

function conflict(
  kind: PostConflict['kind'],
  claims: readonly PostClaim[],
  nameOf: NameOf,
): PostConflict {
  const ordered = claims.toSorted(
    (a, b) =>
      compareSortKeys(sortKey(a.event.occurred), sortKey(b.event.occurred)) ||
      compareText(a.event.id, b.event.id),
  );
  const people = [...new Set(ordered.flatMap(({ event }) => event.data.person ?? []))];
  return {
    kind,
    people: people.sort(compareText).map((personId) => ({ person: nameOf(personId), personId })),
    roles: [...new Set(ordered.map(({ event }) => event.data.role))].sort(compareText),
    claims: ordered.map(({ event }) => ({
      role: event.data.role,
      when: toText(event.occurred),
      publisher: event.source.publisher,
      title: event.source.title,
      event: event.id,
    })),
    because: because(ordered),
  };
}

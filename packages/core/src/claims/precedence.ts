import type { EpochDay } from '../calendar/index.ts';
import type { ClaimEvent } from '../events/catalogue.ts';
import { ranks } from '../events/envelope.ts';
import type { Claim } from './claim.ts';

const release = ranks.indexOf('release');

/**
 * True of the word of the inspectorate, or of a person who keeps this record: it alone says what was judged. A council, a
 * department or the press tells of a report that somebody else wrote.
 */
export function isOfficial({ rank }: Claim): boolean {
  return rank <= release;
}

/**
 * True of a claim that was read in the document which makes it, whose bytes it names. A row of a table that was compiled from documents
 * has none behind it, and a statistical release is a table itself.
 */
export function speaksForItself({ source }: ClaimEvent): boolean {
  return source.sha256 !== undefined && source.rank !== 'release';
}

function editionOf(claim: Claim): EpochDay {
  return claim.editionDay ?? claim.knownDay;
}

/**
 * Whose word holds, first to last: rank of the source; among statistical releases the later edition; then the
 * claim that became known later; then the smaller id. A total order: two claims never tie.
 */
export function byPrecedence(a: Claim, b: Claim): number {
  return (
    a.rank - b.rank ||
    (a.rank === release ? editionOf(b) - editionOf(a) : 0) ||
    b.knownDay - a.knownDay ||
    byId(a, b)
  );
}

/**
 * Precedence as it stood on a day. A release restates reports that came out before it, so its rows are known
 * from those reports; but where editions differ, the later one is a correction that counts from its own
 * publication. Hence of editions not yet out on that day the earliest stands for what the report said.
 */
export function precedenceAt(knownAt: EpochDay): (a: Claim, b: Claim) => number {
  return (a, b) => {
    if (a.rank !== b.rank || a.rank !== release) return byPrecedence(a, b);
    const [left, right] = [editionOf(a), editionOf(b)];
    if (left !== right) {
      const [leftOut, rightOut] = [left <= knownAt, right <= knownAt];
      if (leftOut !== rightOut) return leftOut ? -1 : 1;
      return leftOut ? right - left : left - right;
    }
    return b.knownDay - a.knownDay || byId(a, b);
  };
}

function byId(a: Claim, b: Claim): number {
  return a.event.id < b.event.id ? -1 : a.event.id > b.event.id ? 1 : 0;
}

/** What settled a difference between two claims; `known` and `id` settle nothing that a person need not look at. */
export type Settlement = 'correction' | 'rank' | 'edition' | 'precision' | 'known' | 'id';

export function settlement(winner: Claim, loser: Claim): Settlement {
  if (winner.rank !== loser.rank) return 'rank';
  if (winner.rank === release && editionOf(winner) !== editionOf(loser)) return 'edition';
  return winner.knownDay !== loser.knownDay ? 'known' : 'id';
}

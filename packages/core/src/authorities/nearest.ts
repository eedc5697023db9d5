import { distance } from 'fastest-levenshtein';
import type { AuthorityKey } from '../events/envelope.ts';
import type { Authority } from './authority.ts';
import { lookupForms, plainName } from './names.ts';

/** A suggestion for a name that no authority has. */
export interface AuthorityCandidate {
  /** Our permanent key. */
  readonly key: AuthorityKey;
  /** As it is shown. */
  readonly name: string;
}

/** A plain text, and its words in alphabetical order. */
interface Spelt {
  readonly plain: string;
  readonly sorted: string;
}

function speltOf(plain: string): Spelt {
  return { plain, sorted: plain.split(' ').sort().join(' ') };
}

const spelt = new WeakMap<Authority, readonly Spelt[]>();

/** Every name of an authority; made once, since readers of documents ask about very many words that are none. */
function namesOf(authority: Authority): readonly Spelt[] {
  let names = spelt.get(authority);
  if (names === undefined) {
    names = [authority.name, ...authority.aliases].map((name) => speltOf(plainName(name)));
    spelt.set(authority, names);
  }
  return names;
}

/**
 * 0 for the same text, up to 1. Near are also the beginning of a name or of one of its words, a name with words after it,
 * and the same words swapped.
 */
function farness(asked: Spelt, named: Spelt): number {
  const [query, name] = [asked.plain, named.plain];
  const longest = Math.max(query.length, name.length);
  const asIs = distance(query, name) / longest;
  const swapped = 0.05 + distance(asked.sorted, named.sorted) / longest;
  const missing = (name.length - query.length) / 100;
  const begun =
    query.length < 3
      ? 1
      : name.startsWith(query)
        ? 0.1 + missing
        : name.includes(` ${query}`)
          ? 0.2 + missing
          : 1;
  const ended = query.startsWith(`${name} `) ? 0.2 - missing : 1;
  return Math.min(asIs, swapped, begun, ended);
}

/** Beyond this share of wrong letters a suggestion would only confuse. */
const tooFar = 0.5;

/** Up to `limit` authorities whose names come nearest to a text, nearest first; those not abolished first among equals. */
export function nearest(
  text: string,
  authorities: readonly Authority[],
  limit = 5,
): readonly AuthorityCandidate[] {
  const queries = lookupForms(text).map(speltOf);
  return authorities
    .map((authority) => {
      const names = namesOf(authority);
      const far = Math.min(
        1,
        ...queries.flatMap((query) => names.map((name) => farness(query, name))),
      );
      return { authority, far };
    })
    .filter(({ far }) => far <= tooFar)
    .sort(
      (a, b) =>
        a.far - b.far ||
        Number(a.authority.abolished !== undefined) - Number(b.authority.abolished !== undefined) ||
        (a.authority.key < b.authority.key ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ authority: { key, name } }) => ({ key, name }));
}

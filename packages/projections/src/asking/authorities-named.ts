import {
  type Authority,
  type Directory,
  england,
  UnknownAuthority,
} from '@monitoring-timeline/core';
import type { Coordinates } from '../coordinates.ts';
import { WrongCall } from './wrong-call.ts';

/** No name is of more words; and no more words are read, whoever sends them. */
const longest = 12;
const most = 60;

/**
 * The authorities that words name one after the other, each once. A name may be of several words: from each place on the longest
 * run of words is taken that is a name and leaves names alone, so `stockton on tees` is one authority and `sunderland trafford` are
 * two. A comma may part one name from the next.
 * @throws UnknownAuthority of the words from which no name begins, AmbiguousAuthority, WrongCall where there are too many words
 */
export function authoritiesNamed(
  texts: readonly string[],
  directory: Directory,
  { asOf }: Partial<Pick<Coordinates, 'asOf'>> = {},
): readonly Authority[] {
  const words = texts
    .join(' ')
    .trim()
    .split(/\s+|(?<=,)(?=\S)/);
  if (words.length > most) {
    throw new WrongCall(`${words.length} words are too many to name authorities by. Name fewer.`);
  }
  const dead = new Map<number, UnknownAuthority>();
  const found = readFrom(0);
  if (found instanceof UnknownAuthority) {
    const others = words.filter((word) => word.replace(/,$/, '').toLowerCase() !== england);
    if (others.length === words.length) throw found;
    throw new WrongCall('England is no authority. Leave it out, and ask about it by itself.');
  }
  return [...new Map(found.map((one) => [one.key, one])).values()];

  function readFrom(start: number): readonly Authority[] | UnknownAuthority {
    const known = dead.get(start);
    if (known || start === words.length) return known ?? [];
    let unknown: UnknownAuthority | undefined;
    let begun = false;
    for (let end = Math.min(words.length, start + longest); end > start; end -= 1) {
      const first = named(words.slice(start, end));
      if (first instanceof UnknownAuthority) {
        unknown ??= first;
        continue;
      }
      const others = readFrom(end);
      if (!(others instanceof UnknownAuthority)) return [first, ...others];
      // where a name was found, what follows it is what nobody knows
      unknown = others;
      begun = true;
    }
    if (!begun) unknown = upToNextName(start) ?? unknown;
    dead.set(start, unknown!);
    return unknown!;
  }

  /** Where no name begins, what nobody knows ends before what is one again. */
  function upToNextName(start: number): UnknownAuthority | undefined {
    for (let end = start + 1; end < words.length; end += 1) {
      if (readFrom(end) instanceof UnknownAuthority) continue;
      const lost = named(words.slice(start, end));
      return lost instanceof UnknownAuthority ? lost : undefined;
    }
    return undefined;
  }

  function named(run: readonly string[]): Authority | UnknownAuthority {
    const text = run.join(' ');
    try {
      return directory.resolve(text, { asOf });
    } catch (error) {
      if (!(error instanceof UnknownAuthority)) throw error;
      return text.length > 1 && text.endsWith(',') ? named([text.slice(0, -1)]) : error;
    }
  }
}

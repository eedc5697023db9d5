import { type Authority, type Directory, isTimelineError } from '@monitoring-timeline/core';
import type { Locator } from '../model.ts';
import type { AuthorityRead, Confidence, Read } from '../reading.ts';

/** What may stand around a name without being part of it. */
const legalForm = new Set(
  'the of a and council councils city county borough boroughs metropolitan district unitary authority local london royal mbc mdc lbc lb area s services childrens children for in community corporation'.split(
    ' ',
  ),
);

/** Words that stand for each other in names. */
const variants: Readonly<Record<string, string>> = { saint: 'st', upon: 'on' };

/** Words before or behind a name that make it the name of another place: "North Devon", "Greater Manchester". */
const otherPlace = new Set(
  'north south east west northern southern eastern western central mid greater new upper lower inner outer'.split(
    ' ',
  ),
);

function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'\u2018\u2019`.]/g, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => variants[word] ?? word);
}

function holds(sentence: readonly string[], name: readonly string[]): number {
  const last = sentence.length - name.length;
  for (let at = 0; at <= last; at += 1) {
    if (name.every((word, index) => sentence[at + index] === word)) return at;
  }
  return -1;
}

interface Named {
  readonly authority: Authority;
  readonly words: readonly string[];
}

const named = new WeakMap<Directory, readonly Named[]>();

/** Every name and alias, longest first, so that "Cheshire West and Chester" is found before "Chester". */
function namesOf(directory: Directory): readonly Named[] {
  let found = named.get(directory);
  if (!found) {
    found = directory
      .all()
      .flatMap((authority) =>
        [authority.name, ...authority.aliases].map((name) => ({ authority, words: words(name) })),
      )
      .filter((entry) => entry.words.length > 0)
      .sort((a, b) => b.words.length - a.words.length);
    named.set(directory, found);
  }
  return found;
}

function resolve(name: string, asOf: string | undefined, directory: Directory) {
  try {
    return directory.resolve(name, { asOf });
  } catch (error) {
    if (isTimelineError(error)) return undefined;
    throw error;
  }
}

/** The text with words put together that were broken at the end of a line ("Derby- shire"), then as it stands. */
function unbroken(text: string): readonly string[] {
  const joined = text.replace(/(\p{L})-\s+(?=\p{Ll})/gu, '$1');
  return joined === text ? [text] : [joined, text];
}

interface Within {
  readonly authority: Authority;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The longest name that stands among some words; undefined where none does. */
function nameWithin(
  sentence: readonly string[],
  asOf: string | undefined,
  directory: Directory,
): Within | undefined {
  const within = namesOf(directory).find((entry) => holds(sentence, entry.words) >= 0);
  if (!within) return undefined;
  const at = holds(sentence, within.words);
  return {
    authority: resolve(within.words.join(' '), asOf, directory) ?? within.authority,
    before: sentence.slice(0, at),
    after: sentence.slice(at + within.words.length),
  };
}

/** Why a name that stands among other words may mean another place, or is one of several. */
function doubtOf(
  { authority, before, after }: Within,
  asOf: string | undefined,
  directory: Directory,
): string | undefined {
  const near = [before.at(-1), after[0]].find((word) => word && otherPlace.has(word));
  if (near) return `"${near}" beside ${authority.name} may make it another place`;
  if (after[0] === 'shire') return `the word after ${authority.name} may be a part of its name`;
  const other = [before, after]
    .map((part) => nameWithin(part, asOf, directory)?.authority)
    .find((found) => found && found.key !== authority.key);
  return other && `${other.name} is named beside ${authority.name}`;
}

/**
 * The authority that a printed title names. Sure where the whole of it is a name, or a name among words of legal form
 * ("Wakefield District Metropolitan Council"); less sure where other words stand beside it. A guess, which nothing is taken
 * from, where several are named, where a word beside the name makes it another place, and where the authority of that
 * name did not exist on the day (`asOf`).
 */
export function readAuthority(
  printed: string,
  locators: readonly Locator[],
  directory: Directory,
  asOf?: string,
): Read<AuthorityRead> | undefined {
  const text = printed.replace(/\s+/g, ' ').trim();
  if (text === '') return undefined;
  const read = (
    { key, name }: Authority,
    confidence: Confidence,
    note?: string,
  ): Read<AuthorityRead> => {
    const value = { key, name, printed: text };
    if (asOf !== undefined && !directory.existsOn(key, asOf)) {
      return { value, locators, confidence: 'low', note: `${name} did not exist on ${asOf}` };
    }
    return { value, locators, confidence, ...(note === undefined ? {} : { note }) };
  };
  for (const form of unbroken(text)) {
    const whole = resolve(form, asOf, directory);
    if (whole) return read(whole, 'high');
  }
  for (const form of unbroken(text)) {
    const within = nameWithin(words(form), asOf, directory);
    if (!within) continue;
    const { authority, before, after } = within;
    if ([...before, ...after].every((word) => legalForm.has(word))) return read(authority, 'high');
    const doubt = doubtOf(within, asOf, directory);
    if (doubt) return read(authority, 'low', doubt);
    return read(authority, 'medium', `found within "${text.slice(0, 120)}"`);
  }
  return undefined;
}

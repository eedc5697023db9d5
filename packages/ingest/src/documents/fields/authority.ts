import { type Authority, type Directory, isTimelineError } from '@monitoring-timeline/core';
import type { Locator } from '../model.ts';
import type { AuthorityRead, Read } from '../reading.ts';

/** What may stand around a name without being part of it. */
const legalForm = new Set(
  'the of a and council councils city county borough boroughs metropolitan district unitary authority local london royal mbc mdc lbc lb area s services childrens children for in community corporation'.split(
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
    .filter((word) => word !== '');
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

/**
 * The authority that a printed title names. Sure where the whole of it is a name, or a name among words of legal form
 * ("Wakefield District Metropolitan Council"); less sure where other words stand beside it.
 */
export function readAuthority(
  printed: string,
  locators: readonly Locator[],
  directory: Directory,
  asOf?: string,
): Read<AuthorityRead> | undefined {
  const text = printed.replace(/\s+/g, ' ').trim();
  if (text === '') return undefined;
  const whole = resolve(text, asOf, directory);
  if (whole) {
    return {
      value: { key: whole.key, name: whole.name, printed: text },
      locators,
      confidence: 'high',
    };
  }
  const sentence = words(text);
  const within = namesOf(directory).find((entry) => holds(sentence, entry.words) >= 0);
  if (!within) return undefined;
  const authority = resolve(within.words.join(' '), asOf, directory) ?? within.authority;
  const at = holds(sentence, within.words);
  const beside = [...sentence.slice(0, at), ...sentence.slice(at + within.words.length)];
  const sure = beside.every((word) => legalForm.has(word));
  return {
    value: { key: authority.key, name: authority.name, printed: text },
    locators,
    confidence: sure ? 'high' : 'medium',
    ...(sure ? {} : { note: `found within "${text.slice(0, 120)}"` }),
  };
}

import {
  type Dates,
  type DateWords,
  datesGiven,
  WrongCall,
} from '@monitoring-timeline/projections';
import { pageManner } from './manner.ts';

/** The words of an address. */
export interface Words {
  /** The word as it was written last; undefined where it is absent or empty. */
  word(name: string): string | undefined;
  /** Every value of a word, those parted by commas too. */
  all(name: string): readonly string[];
  /** True where a word is set and does not say `false`. */
  isSet(name: string): boolean;
}

/** The words of an address as a page about certain days takes them. */
export interface Asked extends Words {
  readonly dates: Dates;
  /** The dates as they were written; what is absent was not asked for. */
  readonly dateWords: DateWords;
}

const dateNames = ['asOf', 'knownAt', 'recordedAt', 'public'] as const;

/** The days that an address names, as far as they are any: those of an address that means nothing otherwise, too. */
export function daysIn(query: URLSearchParams): DateWords {
  const word = (name: string) => query.get(name) || undefined;
  const words = {
    asOf: word('asOf'),
    knownAt: word('knownAt'),
    recordedAt: word('recordedAt'),
    ...((word('public') ?? 'false') === 'false' ? {} : { public: true }),
  };
  try {
    datesGiven(words, pageManner);
    return words;
  } catch (error) {
    if (!(error instanceof WrongCall)) throw error;
    return {};
  }
}

type Given = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads the query of a page about certain days.
 * @throws WrongCall naming a word that means nothing on the page, or a day that is none
 */
export function readAsked(given: Given, names: readonly string[]): Asked {
  const words = readWords(given, [...names, ...dateNames]);
  const { word, isSet } = words;
  const dateWords = {
    asOf: word('asOf'),
    knownAt: word('knownAt'),
    recordedAt: word('recordedAt'),
    ...(isSet('public') ? { public: true } : {}),
  };
  return { ...words, dates: datesGiven(dateWords, pageManner), dateWords };
}

/** Reads a query. What a form sends empty counts as not sent. @throws WrongCall naming a word that means nothing on the page */
export function readWords(given: Given, taken: readonly string[]): Words {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(given)) {
    if (!taken.includes(name)) {
      throw new WrongCall(
        taken.length === 0
          ? `${name} means nothing on this page, and neither does any other word. Leave it out.`
          : `${name} means nothing on this page. It takes ${taken.join(', ')}; leave out what is not among them.`,
        { parameter: name },
      );
    }
    const filled = [value].flat().filter((one) => one !== undefined && one.trim() !== '');
    if (filled.length > 0) values.set(name, filled as readonly string[]);
  }
  const word = (name: string) => values.get(name)?.at(-1);
  const isSet = (name: string) => values.has(name) && word(name) !== 'false';
  return {
    word,
    isSet,
    all: (name) =>
      (values.get(name) ?? []).flatMap((one) =>
        one
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      ),
  };
}

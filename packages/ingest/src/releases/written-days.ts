import { monthNumber, monthPattern } from '@monitoring-timeline/core';

const two = (number: number): string => String(number).padStart(2, '0');

function isoDay(year: string, month: number | undefined, day: number): string | undefined {
  if (month === undefined) return undefined;
  const iso = `${year}-${two(month)}-${two(day)}`;
  return new Date(`${iso}T00:00:00Z`).toJSON()?.slice(0, 10) === iso ? iso : undefined;
}

const units = [
  ...[
    'first',
    'second',
    'third',
    'fourth',
    'fifth',
    'sixth',
    'seventh',
    'eighth',
    'ninth',
    'tenth',
  ],
  ...['eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth'],
  ...['eighteenth', 'nineteenth', 'twentieth'],
];
/** Days of a month as words, before the month. */
const ordinals = new RegExp(
  `\\b(?:(?:twenty|thirty)[ -](?:${units.slice(0, 9).join('|')})|${units.join('|')}|thirtieth)(?= (?:of )?(?:${monthPattern}))`,
  'g',
);

function ordinalNumber(word: string): number {
  const [tens, unit = ''] = word.split(/[ -]/);
  if (tens === 'thirtieth') return 30;
  if (unit === '') return units.indexOf(word) + 1;
  return (tens === 'twenty' ? 20 : 30) + units.indexOf(unit) + 1;
}

/** Text in which days are looked for: compatible characters made plain, blanks and underscores alike, small letters. */
function searched(text: string): string {
  return text
    .slice(0, 2000)
    .normalize('NFKC')
    .replace(/[\s_]+/g, ' ')
    .toLowerCase()
    .replace(ordinals, (word) => String(ordinalNumber(word)));
}

const ordinal = '(?:st|nd|rd|th)?';
const forms: readonly (readonly [RegExp, (m: RegExpExecArray) => string | undefined])[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, ([, y = '', m, d]) => isoDay(y, Number(m), Number(d))],
  [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/, ([, d, m, y = '']) => isoDay(y, Number(m), Number(d))],
  [
    new RegExp(`^(\\d{1,2})${ordinal}(?: of)?[ -]?([a-z]{3,9})\\.?,?[ -]?(\\d{4})\\b`),
    ([, d, m = '', y = '']) => isoDay(y, monthNumber(m), Number(d)),
  ],
  [
    new RegExp(`^([a-z]{3,9})\\.? (\\d{1,2})${ordinal},? (\\d{4})\\b`),
    ([, m = '', d, y = '']) => isoDay(y, monthNumber(m), Number(d)),
  ],
];

/** With a year of two digits, which only says a year where a day is awaited. */
const shortForms: typeof forms = [
  [
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})\b/,
    ([, d, m = '', y = '']) => isoDay(`20${y}`, Number(m), Number(d)),
  ],
  [
    new RegExp(`^(\\d{1,2})${ordinal}(?: of)?[ -]?([a-z]{3,9})\\.?,?[ -]?['\u2019]?(\\d{2})\\b`),
    ([, d, m = '', y = '']) => isoDay(`20${y}`, monthNumber(m), Number(d)),
  ],
];

function dayAtStart(text: string, allowed = forms): string | undefined {
  for (const [form, read] of allowed) {
    const match = form.exec(text);
    const day = match && read(match);
    if (day) return day;
  }
  return undefined;
}

/** The first day that is written in a text, however ("25 September 2025", "25th Sept. 2025", "25/09/2025"), as an ISO day. */
export function writtenDay(text: string): string | undefined {
  const plain = searched(text);
  for (const { index } of plain.matchAll(/\b(?:\d{1,4}|[a-z]{3,9}\.? (?=\d))/g)) {
    const day = dayAtStart(plain.slice(index, index + 40));
    if (day) return day;
  }
  return undefined;
}

/** What stands before the day to which something counts, the likeliest first. */
const before = ['as[ -]?(?:at|of|on)', 'at|of|on', 'to|until|ending|ended|and'].map(
  (words) =>
    new RegExp(
      `\\b(?:${words})[ :,\u2013\u2014-]+(?:the )?(?:end (?:of )?)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?`,
      'g',
    ),
);

/**
 * The day to which something counts ("as at 31 March 2025", "as of March 31, 2025", "year ending 31/03/2025"), as an ISO day; a month
 * alone ("as at March 2024") is its last day.
 */
export function asAt(text: string): string | undefined {
  const plain = searched(text);
  for (const words of before) {
    const day = dayAfter(plain, words);
    if (day) return day;
  }
  return undefined;
}

function dayAfter(plain: string, words: RegExp): string | undefined {
  for (const { index, 0: found } of plain.matchAll(words)) {
    const rest = plain.slice(index + found.length, index + found.length + 40);
    const day = dayAtStart(rest, [...forms, ...shortForms]);
    if (day) return day;
    const [, word = '', year = ''] = /^([a-z]{3,9})\.?,? (\d{4})\b/.exec(rest) ?? [];
    const month = monthNumber(word);
    if (month !== undefined) {
      return isoDay(year, month, new Date(Date.UTC(Number(year), month, 0)).getUTCDate());
    }
  }
  return undefined;
}

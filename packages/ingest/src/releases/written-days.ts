const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** The number of a month that is written out or cut to three letters or more; 0 for any other word. */
function monthNumber(word = ''): number {
  return word.length < 3 ? 0 : months.findIndex((month) => month.startsWith(word)) + 1;
}

const two = (number: number): string => String(number).padStart(2, '0');

function isoDay(year: string, month: number, day: number): string | undefined {
  const iso = `${year}-${two(month)}-${two(day)}`;
  return new Date(`${iso}T00:00:00Z`).toJSON()?.slice(0, 10) === iso ? iso : undefined;
}

/** Text in which days are looked for: compatible characters made plain, blanks and underscores alike, small letters. */
function searched(text: string): string {
  return text
    .slice(0, 2000)
    .normalize('NFKC')
    .replace(/[\s_]+/g, ' ')
    .toLowerCase();
}

const ordinal = '(?:st|nd|rd|th)?';
const forms: readonly (readonly [RegExp, (m: RegExpExecArray) => string | undefined])[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, ([, y = '', m, d]) => isoDay(y, Number(m), Number(d))],
  [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/, ([, d, m, y = '']) => isoDay(y, Number(m), Number(d))],
  [
    new RegExp(`^(\\d{1,2})${ordinal}(?: of)?[ -]([a-z]{3,9})\\.?,?[ -](\\d{4})\\b`),
    ([, d, m, y = '']) => isoDay(y, monthNumber(m), Number(d)),
  ],
  [
    new RegExp(`^([a-z]{3,9})\\.? (\\d{1,2})${ordinal},? (\\d{4})\\b`),
    ([, m, d, y = '']) => isoDay(y, monthNumber(m), Number(d)),
  ],
];

function dayAtStart(text: string): string | undefined {
  for (const [form, read] of forms) {
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

/**
 * The day to which something counts ("as at 31 March 2025", "as of March 31, 2025", "at 31/03/2025"), as an ISO day; a month alone
 * ("as at March 2024") is its last day.
 */
export function asAt(text: string): string | undefined {
  const plain = searched(text);
  for (const { index, 0: found } of plain.matchAll(/\b(?:as )?(?:at|of|on) (?:the )?/g)) {
    const rest = plain.slice(index + found.length, index + found.length + 40);
    const day = dayAtStart(rest);
    if (day) return day;
    const [, word, year = ''] = /^([a-z]{3,9})\.?,? (\d{4})\b/.exec(rest) ?? [];
    const month = monthNumber(word);
    if (month > 0)
      return isoDay(year, month, new Date(Date.UTC(Number(year), month, 0)).getUTCDate());
  }
  return undefined;
}

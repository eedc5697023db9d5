import type { Authority } from '@monitoring-timeline/core';

/** Legal forms in which authorities are printed; `X` stands for the name. */
const legalForms = [
  'X',
  'X Council',
  'X City Council',
  'X County Council',
  'X Borough Council',
  'X Metropolitan Borough Council',
  'X MBC',
  'X District Council',
  'X City and District Council',
  'X Unitary Authority',
  'London Borough of X',
  'The London Borough of X',
  'LB X',
  'The Royal Borough of X',
  'Royal Borough of X',
  'Metropolitan Borough of X',
  'City of X',
  'City of X Council',
  'The City of X Council',
  'City of X Metropolitan District Council',
  'The Borough of X',
  'Borough of X Council',
  'County of X',
  'The County Council of X',
  'Council of the X',
  'X, City of',
  'X, County of',
  'X (City of)',
] as const;

/** One name as typesetters, clerks and other offices write it. */
function spellings(name: string): readonly string[] {
  return [
    name,
    name.replace(/ and /g, ' & '),
    name.replace(/\bSt /g, 'St. '),
    name.replace(/\bSt /g, 'Saint '),
    name.replace(/\bupon\b/g, 'Upon'),
    name.replace(/-/g, ' '),
    name.toUpperCase(),
  ];
}

/** How an authority may be printed: every name it has, in every spelling and legal form. */
export function printedForms(authority: Authority): readonly string[] {
  const names = [authority.name, ...authority.aliases].filter((name) => !/[(,]/.test(name));
  const spelt = [...new Set(names.flatMap(spellings))];
  return [...new Set(spelt.flatMap((name) => legalForms.map((form) => form.replace('X', name))))];
}

/** Days from one to another as printed: `d1`, `m1`, `y1` of the first day and `d2`, `m2`, `y2` of the last. */
export interface PrintedRange {
  readonly from: string;
  readonly to: string;
}

const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

function parts(iso: string) {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const ending = day % 10 === 1 && day !== 11 ? 'st' : day % 10 === 2 && day !== 12 ? 'nd' : 'th';
  const name = months[month - 1] ?? '';
  return {
    day,
    year,
    month: name,
    short: name.slice(0, 3),
    ordinal: `${day}${day % 10 === 3 && day !== 13 ? 'rd' : ending}`,
    weekday: weekdays[new Date(`${iso}T12:00:00Z`).getUTCDay()] ?? '',
    slashed: `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`,
    padded: String(day).padStart(2, '0'),
  };
}

/** How reports and letters print the days from one to another. */
export function printedRanges({ from, to }: PrintedRange): readonly string[] {
  const [a, b] = [parts(from), parts(to)];
  const sameYear = a.year === b.year;
  const sameMonth = sameYear && a.month === b.month;
  const links = [' to ', '\u2013', ' \u2013 ', '-', ' - ', ' \u2014 ', '\u00a0to\u00a0', ' until '];
  return links.flatMap((link) => {
    const last = `${b.day} ${b.month} ${b.year}`;
    return [
      `${a.day} ${a.month} ${a.year}${link}${last}`,
      `${a.weekday} ${a.day} ${a.month} ${a.year}${link}${b.weekday} ${last}`,
      `${a.ordinal} ${a.month} ${a.year}${link}${b.ordinal} ${b.month} ${b.year}`,
      `${a.day}\u00a0${a.month}\u00a0${a.year}${link}${b.day}\u00a0${b.month}\u00a0${b.year}`,
      `${a.day} ${a.short} ${a.year}${link}${b.day} ${b.short} ${b.year}`,
      `${a.padded} ${a.month} ${a.year}${link}${b.padded} ${b.month} ${b.year}`,
      ...(link.trim() === '-' || link.includes('\u2014')
        ? []
        : [`${a.slashed}${link}${b.slashed}`]),
      ...(sameYear ? [`${a.day} ${a.month}${link}${last}`] : []),
      ...(sameYear ? [`${a.ordinal} ${a.month}${link}${b.ordinal} ${b.month}, ${b.year}`] : []),
      ...(sameYear ? [`${a.weekday} ${a.day} ${a.month}${link}${b.weekday} ${last}`] : []),
      ...(sameMonth
        ? [`${a.day}${link}${last}`, `${a.ordinal}${link}${b.ordinal} ${b.month} ${b.year}`]
        : []),
    ];
  });
}

/** Each grade as it is printed. */
export const printedGrades = {
  outstanding: ['Outstanding', 'outstanding', 'OUTSTANDING', 'Outstanding.'],
  good: ['Good', 'good', 'GOOD', 'Good '],
  requires_improvement: [
    'Requires improvement to be good',
    'Requires improvement',
    'requires improvement to be good',
    'Requires Improvement to be Good',
    'Requires Improvement',
    'Requires\u00a0improvement to be good',
    'Requires improve\u00adment',
    'REQUIRES IMPROVEMENT',
  ],
  inadequate: ['Inadequate', 'inadequate', 'INADEQUATE', 'Inadequate.'],
} as const;

/** Titles that stand behind an inspector's name. */
export const inspectorTitles = [
  'His Majesty\u2019s Inspector',
  'Her Majesty\u2019s Inspector',
  "Her Majesty's Inspector",
  'HMI',
  'Senior HMI',
  'Senior His Majesty\u2019s Inspector',
  'Ofsted Inspector',
  'His Majesty\u2019s Inspector, Social Care',
] as const;

/** What typesetting and conversion do to a text without changing what it says. */
export const typography: Readonly<Record<string, (text: string) => string>> = {
  'straight quotation marks': (text) => text.replace(/[\u2018\u2019]/g, "'"),
  'curly quotation marks': (text) => text.replace(/'/g, '\u2019'),
  'opening marks in place of apostrophes': (text) => text.replace(/\u2019/g, '\u2018'),
  ligatures: (text) =>
    text.replace(/ffi/g, '\ufb03').replace(/fi/g, '\ufb01').replace(/fl/g, '\ufb02'),
  'blanks that do not break': (text) => text.replace(/ (?=\d)/g, '\u00a0'),
  'narrow blanks': (text) => text.replace(/(\d) (?=\p{Lu})/gu, '$1\u202f'),
  'soft hyphens': (text) => text.replace(/(\p{Ll}{4})(\p{Ll}{4})/gu, '$1\u00ad$2'),
  'hyphens that do not break': (text) => text.replace(/-/g, '\u2011'),
  'dashes in place of hyphens in ranges': (text) => text.replace(/ to (?=\d)/g, '\u2013'),
  'blanks doubled': (text) => text.replace(/ (?=\p{Ll})/gu, '  '),
  'lines that end in blanks and a carriage return': (text) => text.replace(/\n/g, '  \r\n'),
  'empty lines between': (text) => text.replace(/\n/g, '\n\n'),
};

/** A text whose words stand one line later wherever a line is longer than so many characters. */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.includes('\t')) return [line];
      const lines: string[] = [];
      let open = '';
      for (const word of line.split(' ')) {
        if (open !== '' && open.length + word.length + 1 > width) {
          lines.push(open);
          open = word;
        } else open = open === '' ? word : `${open} ${word}`;
      }
      return [...lines, open];
    })
    .join('\n');
}

import { monthNumber, monthPattern, type PartialDate } from '@monitoring-timeline/core';
import { isoDay } from './dates.ts';
import { monthsBefore } from './moments.ts';
import { numberPattern, readNumber } from './numbers.ts';

/** What a change is of: its kind, as notes of context name them, and what such a note is headed with. */
export interface Change {
  readonly kind: 'strategy' | 'programme' | 'service' | 'structure' | 'practice' | 'incident';
  readonly label: string;
}

/** Nouns of what an authority brings in. Hubs and boards are where several sit together. */
const nouns = {
  strategy: String.raw`strateg(?:y|ies)|(?:progress|improvement|action)\s+plans?`,
  programme: String.raw`programmes?|schemes?|initiatives?|project\s+teams?|projects?|campaigns?|pilots?`,
  structure: String.raw`(?:multi-agency\s+safeguarding\s+)?hubs?|MASH|boards?|panels?|directorates?|partnerships?|committees?|(?:sub|working)[\s-]?groups?`,
  service: 'services?|teams?|units?|academy|helpline|clinics?',
  practice:
    'frameworks?|models?|polic(?:y|ies)|systems?|tools?|toolkits?|guidance|protocols?|procedures?|standards|trackers?|templates?|arrangements|databases?',
} as const;
const kinds = Object.entries(nouns).map(([kind, source]) => ({
  kind: kind as keyof typeof nouns,
  noun: new RegExp(`^(?:${source})$`, 'i'),
}));

/** A noun of something that is brought in. A source for patterns, with the group `thing`. */
export const thing = String.raw`\b(?<thing>${Object.values(nouns).join('|')})\b`;

/** What a noun of `thing` is a change of. */
export function changeOf(noun: string): Change {
  const plain = noun.replace(/\s+/g, ' ');
  const kind = kinds.find((one) => one.noun.test(plain))?.kind ?? 'practice';
  return { kind, label: `New ${/^[A-Z]{2}/.test(plain) ? plain : plain.toLowerCase()}` };
}

/** What is done to bring something in, in the past. A source for patterns, without a group. */
export const broughtIn = String.raw`(?:(?:re-?\s?)?launched|introduced|implemented|established|created|set\s+up|put\s+in(?:to)?\s+place|rolled\s+out|formed|opened)`;

const part = String.raw`(?:(?:early|late|mid|the\s+(?:beginning|start|end|middle|spring|summer|autumn|winter)\s+of)[\s-]+)*(?:in\s+)?(?:(?:spring|summer|autumn|winter)\s+(?:of\s+)?)?`;

/** A month, or a year: "March 2017", "early 2018", "the summer of 2016". A source for patterns, with the groups `month` and `year`. */
export const monthOrYear = String.raw`${part}(?:(?<month>${monthPattern})\s+)?(?<year>20\d{2})(?![\d/]|\s?[\u2010-\u2015\u2212\u2500-]\s?\d)`;

/** A year told from that of the document: "early next year". A source for patterns, with the group `near`. */
export const nearYear = String.raw`(?:(?:early|late|later|earlier|by\s+the\s+end\s+of)\s+)?(?<near>this|next)\s+year`;

/** The groups of a match. */
export type Groups = Readonly<Record<string, string | undefined>>;

function isoMonth(name: string, year: string): string | undefined {
  const number = monthNumber(name);
  return number ? isoDay(Number(year), number, 1)?.slice(0, 7) : undefined;
}

/** The moment of a match of `monthOrYear` or `nearYear`, as precisely as it is printed; `told` is the day from which years are told. */
export function momentOf(groups: Groups, told?: string): PartialDate | undefined {
  const { month, year, near } = groups;
  if (near !== undefined) {
    if (told === undefined) return undefined;
    const from = Number(told.slice(0, 4)) + (near.toLowerCase() === 'next' ? 1 : 0);
    return { precision: 'year', from: String(from) };
  }
  if (year === undefined) return undefined;
  if (month === undefined) return { precision: 'year', from: year };
  const from = isoMonth(month, year);
  return from === undefined ? undefined : { precision: 'month', from };
}

/** "over the last 18 months". A source for patterns, with the groups `n` and `unit`. */
export const lately = String.raw`\b(?:over|in|during|within)\s+the\s+(?:last|past|previous)\s+(?:(?<n>${numberPattern})\s+)?(?<unit>months|years?)\b`;

/** The months from then until a day, of a match of `lately`; undefined where no number is told. */
export function monthsUntil({ n, unit = '' }: Groups, day: string): PartialDate | undefined {
  const years = unit.toLowerCase().startsWith('year');
  const count = n === undefined ? (years && unit.toLowerCase() === 'year' ? 1 : 0) : readNumber(n);
  if (!count || count > 120) return undefined;
  const from = monthsBefore(day, years ? count * 12 : count);
  return { precision: 'range', from, to: day.slice(0, 7) };
}

import {
  addDays,
  epochDay,
  formatPartialDate,
  isoDay,
  parsePartialDate,
} from '@monitoring-timeline/core';
import {
  attributionText,
  type IssuedNotice,
  londonToday,
  type Today,
} from '@monitoring-timeline/projections';
import {
  type Brief,
  type BriefItem,
  type BriefSection,
  briefHtml,
  briefOf,
  briefPlain,
} from '@monitoring-timeline/projections/brief';
import type { Digest } from './digest.ts';
import type { DigestKept } from './outbox.ts';

/** A digest in words, before it is a mail. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface LetterParts {
  readonly digest: Digest;
  readonly kept: Pick<DigestKept, 'period' | 'again'>;
  /** What is told, in the order of its issue. */
  readonly notices: readonly IssuedNotice[];
  readonly today: Today;
  /** Address by which people reach the service. */
  readonly base: string;
  /** Address that switches the digest off. */
  readonly off: string;
}

/** What each weight asks, as a heading. */
const headings: readonly (readonly [weight: number, heading: string])[] = [
  [5, 'Look now'],
  [4, 'To act on'],
  [3, 'To plan by'],
  [2, 'Put right'],
  [1, 'Taken in'],
];
const longestSubject = 150;
/** Of more authorities what is past and what comes is counted, and stands on the page: a region has up to 33. */
const most = 40;

/** Days that a period of each rhythm has. */
const span = { day: 1, week: 7 } as const;

/** What a digest says: notices by weight, then what is awaited, past and due soon, and where to go from there. */
export function letterOf({ digest, kept, notices, today, base, off }: LetterParts): Letter {
  const { where, given } = digest;
  const day = londonToday(new Date(kept.period));
  const begin = isoDay(addDays(epochDay(day), -span[given.every]));
  // what waited longer than a period is on the page as well
  const days = notices.map(({ issued }) => londonToday(new Date(issued)));
  const since = [begin, ...days].sort()[0] ?? begin;
  const whole = briefOf(today, where);
  const coming =
    today.authorities.length > most
      ? [countsOf(today)]
      : whole.sections.filter(({ topic }) => topic === 'coming');
  const cited = new Set(citedIn(coming));
  const told = headings.flatMap(([weight, heading]) => {
    const some = notices.filter((notice) => notice.weight === weight);
    if (some.length === 0) return [];
    return [
      { topic: 'changed', heading, parts: [{ kind: 'items', items: some.map(itemOf) }] },
    ] as const;
  });
  const nothing = {
    topic: 'changed',
    heading: 'Nothing happened',
    parts: [{ kind: 'text', text: 'Nothing that you asked to be told of came in or fell due.' }],
  } as const;
  const letter: Brief = {
    title: `${where}: ${notices.length === 0 ? 'nothing changed' : counted(notices.length)}, by ${dayText(today.asOf)}`,
    lead: [
      ...(kept.again
        ? ['The digest before this one may not have reached you: what it told stands here again.']
        : []),
      ...whole.lead.slice(1),
    ],
    sections: [...(told.length === 0 ? [nothing] : told), ...coming],
    sources: whole.sources.filter(({ number }) => cited.has(number)),
    links: [
      { text: 'The whole page for the meeting', url: pageOf(base, digest, since, 'html') },
      { text: 'The same for Word', url: pageOf(base, digest, since, 'docx') },
      { text: 'Stop these mails', url: off },
    ],
    attribution: attributionText,
  };
  const [first] = [...notices].sort((a, b) => b.weight - a.weight);
  const subject = `${where}: ${first ? `${counted(notices.length)}; ${first.title}` : 'nothing changed'}`;
  return {
    subject: subject.length > longestSubject ? `${subject.slice(0, longestSubject - 1)}…` : subject,
    text: briefPlain(letter),
    html: briefHtml(letter),
  };
}

function countsOf({ awaited, past, soon, within }: Today): BriefSection {
  const text = `Reports awaited: ${awaited.length}. Clocks that are past, or past and not known: ${past.length}. That open, fall due or close within ${within} months: ${soon.length}. The page has them one by one.`;
  return {
    topic: 'coming',
    heading: 'Awaited, past and due soon',
    parts: [{ kind: 'text', text }],
  };
}

function itemOf({ title, text }: IssuedNotice): BriefItem {
  return { lead: title, texts: [{ text, sources: [] }] };
}

function citedIn(sections: Brief['sections']): readonly number[] {
  return sections
    .flatMap(({ parts }) => parts)
    .flatMap((part) => {
      if (part.kind === 'text') return [];
      if (part.kind === 'table') return part.rows.flat().flatMap(({ sources = [] }) => sources);
      return part.items.flatMap(({ texts }) => texts.flatMap(({ sources }) => sources));
    });
}

function pageOf(base: string, { whose }: Digest, since: string, form: string): string {
  const words = new URLSearchParams({ since });
  if (whose.region !== undefined) words.set('region', whose.region);
  for (const one of whose.authority ?? []) words.append('authority', one);
  return `${base}/brief.${form}?${words}`;
}

function counted(count: number): string {
  return `${count} change${count === 1 ? '' : 's'}`;
}

function dayText(day: string): string {
  return formatPartialDate(parsePartialDate(day));
}

import { type Directory, regions } from '@monitoring-timeline/core';
import type { Picture, Today } from '@monitoring-timeline/projections';
import { whereOf } from '@monitoring-timeline/projections/brief';
import { type Links, withQuery } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import { clockShown } from '../words/clocks.ts';
import { dateText, shortDate } from '../words/dates.ts';
import { capital, counted } from '../words/texts.ts';
import { barsOf } from './bars.ts';
import { whyChanged } from './why-changed.ts';

interface Wanted {
  readonly region?: string | undefined;
  readonly authority?: readonly string[] | undefined;
  readonly since?: string | undefined;
  /** The day of the last visit, where that is what is meant. */
  readonly visit?: string | undefined;
  readonly weight?: string | undefined;
}

type Change = Today['changes'][number];

/** What each weight asks of whoever reads, heaviest first. */
const weights = [
  [5, 'Look now'],
  [4, 'Act'],
  [3, 'Plan by'],
  [2, 'Put right'],
  [1, 'What came in'],
] as const;

/** How many places of a change are named: the answer itself has them all. */
const sourcesNamed = 2;

/** The answer to `today`, and the picture of those asked about, as the first page shows them. */
export function todayView(
  answer: Today,
  picture: Picture | undefined,
  wanted: Wanted,
  links: Links,
  directory: Directory,
): Shown {
  const { changes, past, awaited, soon, authorities, since, within } = answer;
  const where = whereOf(wanted, directory);
  const own = { region: wanted.region, authorities: wanted.authority?.join(',') };
  const groups = weights.flatMap(([weight, heading]) => {
    const some = changes.filter((one) => one.weight === weight);
    return some.length === 0 ? [] : [{ heading, changes: some.map((one) => shown(one, links)) }];
  });
  const ask = { region: wanted.region, authority: wanted.authority, since: wanted.since };
  return {
    title: `${where}: what changed since ${dateText(since)}`,
    model: {
      where,
      since: {
        given: wanted.visit === undefined ? (wanted.since ?? '') : '',
        text: dateText(since),
        visit: wanted.visit !== undefined,
        others: [
          ['since last week', 'last-week'],
          ['since a month ago', 'P1M'],
        ].map(([text, span]) => ({ text, href: links.to('/', { ...own, since: span }) })),
      },
      region: wanted.region ?? '',
      authorities: own.authorities ?? '',
      weight: wanted.weight ?? '',
      regions: regions.map(({ name }) => name),
      about: counted(authorities.length, 'authority', 'authorities'),
      groups,
      empty: `Nothing on record changed an answer since ${dateText(since)}. That is no proof that nothing happened.`,
      urgent: authorities
        .filter(({ priorityActions }) => priorityActions.length > 0)
        .map(({ authority, priorityActions }) => ({
          name: authority.name,
          href: links.to(`/authorities/${authority.key}`),
          when: priorityActions
            .map(({ end, start }) => `visit of ${shortDate(end ?? start)}`)
            .join(', '),
        })),
      awaited: awaited.map((row) => clockShown(row, links)),
      past: past.map((row) => clockShown(row, links)),
      soon: soon.map((row) => clockShown(row, links)),
      within: counted(within, 'month'),
      counts: [
        {
          text: changes.length === 1 ? 'change' : 'changes',
          count: changes.length,
          href: '#changed',
        },
        {
          text: awaited.length === 1 ? 'report awaited' : 'reports awaited',
          count: awaited.length,
          href: '#awaited',
        },
        {
          text: past.length === 1 ? 'clock past' : 'clocks past',
          count: past.length,
          href: '#past',
        },
        { text: 'due soon', count: soon.length, href: '#soon' },
      ],
      bars: picture && barsOf(picture, { region: wanted.region }, links),
      other: {
        brief: links.to('/brief', ask),
        word: links.to('/brief.docx', ask),
        csv: links.to('/api/today.csv', ask),
        json: links.to('/api/today', ask),
        // nobody is told of another day than today
        told: withQuery('/subscriptions', {
          region: wanted.region,
          authority: wanted.authority,
          weight: wanted.weight,
        }),
      },
    },
  };
}

function shown(change: Change, links: Links) {
  const { authority, title, text, why, on, late, came, kind, sources } = change;
  const headline = title.startsWith(`${authority.name}: `)
    ? title.slice(authority.name.length + 2)
    : title;
  return {
    kind,
    key: authority.key,
    name: authority.name,
    href: links.to(`/authorities/${authority.key}`),
    headline: capital(headline),
    text,
    why,
    whyHref: whyChanged(change, links),
    on: on === null ? null : dateText(on),
    late: late && came !== null ? `Public long before it came in on ${dateText(came)}.` : null,
    sources: sources.slice(0, sourcesNamed).map(({ publisher, title: of, locator, url }) => ({
      text: [publisher, of, locator].filter(Boolean).join(', '),
      url: url !== null && /^https?:\/\//i.test(url) ? url : null,
    })),
  };
}

import { epochDay } from '@monitoring-timeline/core';
import { attribution, type DateWords } from '@monitoring-timeline/projections';
import { type Links, type Query, withQuery } from '../links/links.ts';
import { dateText, shortDate } from '../words/dates.ts';
import { monthsAround } from './months.ts';

/** A page in the navigation. */
export interface NavigationEntry {
  readonly text: string;
  readonly address: string;
}

/** What stands around every page. */
export interface Frame {
  /** What the page rests on; it is told of to open pages when it changes. */
  readonly state: string;
  readonly title: string;
  readonly navigation: readonly { readonly text: string; href: string; current: boolean }[];
  /** The form that moves the page in time. */
  readonly days: {
    readonly action: string;
    readonly asOf: string;
    readonly knownAt: string;
    /** What else stands in the address, to be sent along. */
    readonly others: readonly Sent[];
    /** Of the days what no field of the form asks for. */
    readonly held: readonly Sent[];
    /** The days as they were given, for every other form of the page. */
    readonly given: readonly Sent[];
    readonly months: {
      /** `YYYY-MM`. */
      readonly first: string;
      readonly last: string;
      readonly earlier: MonthLink | undefined;
      readonly later: MonthLink | undefined;
    };
  };
  /** Said where the page is not about today. */
  readonly banner: { readonly text: string; readonly today: string } | undefined;
  /** How far the record reaches, where that bears on the page. */
  readonly record: string | undefined;
  readonly attribution: readonly string[];
  /** Names of the modules that the browser runs. */
  readonly modules: readonly string[];
}

/** What every page runs. */
const everywhere = ['sort', 'live', 'months'] as const;

/** A word of an address that a form sends unseen. */
type Sent = readonly [name: string, value: string];

interface MonthLink {
  readonly text: string;
  readonly href: string;
}

interface FrameParts {
  readonly state: string;
  readonly title: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Address of the page as the router writes it. */
  readonly page: string;
  /** Modules of this page beside those of every page. */
  readonly modules: readonly string[];
  readonly navigation: readonly NavigationEntry[];
  readonly links: Links;
  readonly days: {
    readonly asOf: string;
    readonly knownAt: string;
    readonly today: string;
    readonly given: DateWords;
  };
  readonly recordTo: string | null;
}

const dateNames: ReadonlySet<string> = new Set(['asOf', 'knownAt', 'recordedAt', 'public']);

export function frameOf(parts: FrameParts): Frame {
  const { state, title, path, query, page, modules, navigation, links, days, recordTo } = parts;
  const others = [...query].filter(([name]) => !dateNames.has(name));
  return {
    state,
    title,
    navigation: navigation.map(({ text, address }) => ({
      text,
      href: links.to(address),
      current: address === page,
    })),
    days: {
      action: path,
      asOf: days.given.asOf ?? '',
      knownAt: days.given.knownAt ?? '',
      others,
      held: sentOf({ recordedAt: days.given.recordedAt, public: days.given.public }),
      given: sentOf(days.given),
      months: monthsShown(parts, others),
    },
    banner: bannerOf(parts, others),
    record: recordText(recordTo, days.asOf),
    attribution: Object.values(attribution),
    modules: [...everywhere, ...modules],
  };
}

function sentOf(given: DateWords): readonly Sent[] {
  return Object.entries(given).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [[name, String(value)] as const],
  );
}

/** The page a month away. What it is known at moves along, unless that was given by itself. */
function monthsShown({ path, days }: FrameParts, others: readonly Sent[]): Frame['days']['months'] {
  const { asOf, today, given } = days;
  const { earlier, later, ...range } = monthsAround(epochDay(asOf), epochDay(today));
  const link = (day: string | undefined) => {
    if (day === undefined) return undefined;
    const words = { ...given, asOf: day === today ? undefined : day };
    return { text: shortDate(day), href: withQuery(path, { ...words, ...grouped(others) }) };
  };
  return { ...range, earlier: link(earlier), later: link(later) };
}

function bannerOf({ path, days }: FrameParts, others: readonly Sent[]): Frame['banner'] {
  const { asOf, knownAt, today, given } = days;
  const held = given.recordedAt;
  if (asOf === today && knownAt === today && held === undefined && !given.public) return undefined;
  const known =
    knownAt === asOf
      ? asOf > today
        ? 'a day to come, with what is on record so far'
        : 'with what was public by then'
      : knownAt > asOf
        ? `with hindsight: with what was public by ${dateText(knownAt)}`
        : `with what was public by ${dateText(knownAt)}`;
  const stored = held === undefined ? '' : `, as this service held it at ${held}`;
  const assumed = given.public ? ', without what is known by assumption alone' : '';
  return {
    text: `This page is about ${asOf === today ? 'today' : dateText(asOf)}, ${known}${stored}${assumed}.`,
    today: withQuery(path, grouped(others)),
  };
}

/** The values of each word together. */
function grouped(words: readonly Sent[]): Query {
  const groups = Map.groupBy(words, ([name]) => name);
  return Object.fromEntries([...groups].map(([name, some]) => [name, some.map(([, one]) => one)]));
}

/** How far the record reaches, where the page is about a later day: a day within it lacks nothing. */
function recordText(recordTo: string | null, asOf: string): string | undefined {
  if (recordTo === null) {
    return 'No source on record says how far it reaches: what is missing here may have happened.';
  }
  if (asOf <= recordTo) return undefined;
  return `The record of graded inspections ends on ${dateText(recordTo)}. What came out later is not in it.`;
}

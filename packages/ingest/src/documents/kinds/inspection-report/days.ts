import type { InspectionKind } from '@monitoring-timeline/core';
import { daysBetween, type PrintedDays, readDays } from '../../fields/dates.ts';
import { dateBeside } from '../../fields/unread-beside.ts';
import { type Flow, flowOfDocument } from '../../flow.ts';
import { type DocumentText, type Locator, locatorOf } from '../../model.ts';
import type { DaysRead, DocumentProblem, Read } from '../../reading.ts';

const head =
  /(?:inspection|review|visit)\s+dates?\s*:?\s*|dates?\s+of\s+(?:the\s+)?(?:inspection|review)\s*:?\s*/i;

/** No inspection lasts longer from its first day to the last of one part. */
const longestPart = 60;

interface Mention {
  readonly days: PrintedDays;
  readonly locators: readonly Locator[];
  /** Where in the flow they end. */
  readonly end: number;
}

function mentionAfter(flow: Flow, from: number): Mention | string {
  const rest = flow.text.slice(from, from + 200);
  const blanks = /^\s*/.exec(rest)?.[0].length ?? 0;
  const days = readDays(rest.slice(blanks));
  if (typeof days === 'string') return days;
  const start = from + blanks;
  const end = start + days.length;
  return { days, locators: flow.locate(start, end), end };
}

/** The days as the foot of each page repeats them. */
function inFurniture(document: DocumentText): Mention | undefined {
  for (const { lines } of document.pages) {
    for (const line of lines) {
      if (!line.furniture || !/(?:19|20)\d{2}/.test(line.text)) continue;
      // the days may stand behind the title on one line, and the number of the page behind them
      const text = line.text.replace(/\t\d{1,3}$/, '');
      for (const { index } of text.matchAll(/\b\d{1,2}\b/g)) {
        const days = readDays(text.slice(index));
        if (typeof days !== 'string') return { days, locators: [locatorOf(line)], end: 0 };
      }
    }
  }
  return undefined;
}

function plausible({ from, to, parts }: PrintedDays): boolean {
  const spells = parts ?? [{ from, to }];
  return spells.every((spell) => daysBetween(spell.from, spell.to) <= longestPart);
}

function asRead({ days }: Mention): DaysRead {
  const { from, to, parts } = days;
  return { from, to, ...(parts ? { parts } : {}) };
}

const faults: Readonly<Record<string, string>> = {
  no_date: 'no date stands there',
  no_year: 'no year is printed',
  no_such_day: 'there is no such day',
  out_of_order: 'the last day lies before the first',
};

export interface DaysReading {
  readonly days: Read<DaysRead> | undefined;
  readonly problems: readonly DocumentProblem[];
}

/**
 * The days on site as the front page prints them. The foot of every page repeats them in later reports: where both agree they
 * are sure; where the front page cannot be right and the foot can, the foot is taken and it says so; otherwise they stay unread.
 */
export function readReportDays(document: DocumentText): DaysReading {
  const flow = flowOfDocument(document);
  const found = flow.find(head);
  const printed = found
    ? mentionAfter(flow, found.index + matchedLength(flow, found.index))
    : 'no_date';
  const repeated = inFurniture(document);
  if (typeof printed !== 'string' && plausible(printed.days)) {
    const agree =
      !repeated ||
      (repeated.days.from === printed.days.from && repeated.days.to === printed.days.to);
    if (agree) {
      const other = found && dateBeside(flow, printed.end, 'the days of the inspection');
      return {
        days: {
          value: asRead(printed),
          locators: printed.locators,
          confidence: other ? 'medium' : 'high',
          ...(other ? { note: 'another date stands on the line' } : {}),
        },
        problems: other ? [other] : [],
      };
    }
    const note = `the foot of the pages says ${repeated.days.from} to ${repeated.days.to}`;
    return {
      days: { value: asRead(printed), locators: printed.locators, confidence: 'medium', note },
      problems: [],
    };
  }
  const why =
    typeof printed === 'string' ? (faults[printed] ?? printed) : 'the days lie too far apart';
  if (repeated && plausible(repeated.days)) {
    const note = `the front page cannot be taken (${why}); the foot of the pages can`;
    return {
      days: { value: asRead(repeated), locators: repeated.locators, confidence: 'medium', note },
      problems: [],
    };
  }
  const message = `The days of the inspection cannot be read: ${why}. Look at the front page and record them by hand.`;
  return {
    days: undefined,
    problems: [{ reason: 'unreadable_date', message, locators: found?.locators ?? [] }],
  };
}

const headHere = new RegExp(head.source, 'iy');

function matchedLength(flow: Flow, index: number): number {
  headHere.lastIndex = index;
  return headHere.exec(flow.text)?.[0].length ?? 0;
}

/** Weeks on site, a week begun counting, of the longest part: a return to complete an inspection does not change its kind. */
function weeksOnSite({ from, to, parts }: DaysRead): number {
  const spells = parts ?? [{ from, to: to ?? from }];
  return Math.max(...spells.map((spell) => Math.ceil((daysBetween(spell.from, spell.to) + 1) / 7)));
}

/**
 * ILACS reports do not print their kind. A short inspection has one week on site, a standard one two: the published
 * tables tell them apart in the same way (domain: printed range of 5 or 12 days).
 */
export function ilacsKind(days: DaysRead): InspectionKind {
  return weeksOnSite(days) <= 1 ? 'short' : 'standard';
}

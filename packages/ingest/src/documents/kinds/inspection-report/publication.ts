import { monthPattern } from '@monitoring-timeline/core';
import { daysBetween, readDay } from '../../fields/dates.ts';
import { flowOf } from '../../flow.ts';
import { type DocumentText, linesOfDocument } from '../../model.ts';
import type { DaysRead, Read } from '../../reading.ts';
import { frontOf } from './front.ts';

const printedHead =
  /(?:report\s+)?(?:published|date\s+of\s+publication|publication\s+date)\s*:?\s*/gi;

/** The day that a file is named by: "2025-05-09", "20250509", "09-05-2025" or "9 May 2025" standing alone in the name. */
export function dayInName(file: string): string | undefined {
  const iso = /(?<!\d)(20\d{2})[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)/.exec(file);
  if (iso) return readDay(`${iso[3]}/${iso[2]}/${iso[1]}`);
  const turned = /(?<!\d)([0-3]?\d)[-_.]([01]?\d)[-_.](20\d{2})(?!\d)/.exec(file);
  if (turned) return readDay(`${turned[1]}/${turned[2]}/${turned[3]}`);
  const words = dayInWords.exec(file) ?? monthFirst.exec(file);
  const { day, month, year } = words?.groups ?? {};
  return words ? readDay(`${day} ${month} ${year}`) : undefined;
}

/** What parts the words in the name of a file. */
const gap = String.raw`[\s_.,-]+`;
const dayInWords = new RegExp(
  String.raw`(?<!\d)(?<day>[0-3]?\d)(?:st|nd|rd|th)?${gap}(?:of${gap})?(?<month>${monthPattern})${gap}(?<year>20\d{2})(?!\d)`,
  'i',
);
const monthFirst = new RegExp(
  String.raw`(?<![a-z])(?<month>${monthPattern})${gap}(?<day>[0-3]?\d)(?:st|nd|rd|th)?${gap}(?<year>20\d{2})(?!\d)`,
  'i',
);

/** A report comes out after its inspection: the longest wait on record is 225 days. */
export const longestWait = 400;

/**
 * Publication as printed on the front page. Reports since 2018 print none: then the day of the file's name, where it can be one, as a
 * guess that says so.
 */
export function readPublication(
  document: DocumentText,
  days: DaysRead | undefined,
  file: string,
): Read<string> | undefined {
  const front = flowOf(
    document.paged
      ? linesOfDocument(document).filter(({ page, number }) => page === 1 && number <= 60)
      : frontOf(document),
  );
  const last = days?.to ?? days?.from;
  for (const match of front.text.matchAll(printedHead)) {
    const from = match.index + match[0].length;
    const rest = front.text.slice(from, from + 40);
    const day = /^\s*\d/.test(rest) ? readDay(rest) : undefined;
    if (!day) continue;
    const wait = last ? daysBetween(last, day) : 0;
    const sure = wait >= 0 && wait <= longestWait;
    return {
      value: day,
      locators: front.locate(match.index, from + /^[^\n]*/.exec(rest)![0].length),
      confidence: sure ? 'high' : 'medium',
      ...(sure ? {} : { note: `it lies ${wait} days after the last day on site` }),
    };
  }
  const named = dayInName(file);
  if (!named) return undefined;
  const wait = last ? daysBetween(last, named) : undefined;
  if (wait === undefined || wait < 0 || wait > longestWait) return undefined;
  return {
    value: named,
    locators: [],
    confidence: 'low',
    note: 'the document prints no day of publication; this is the day in the name of the file',
  };
}

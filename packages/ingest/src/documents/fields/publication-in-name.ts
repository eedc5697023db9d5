import { dayInName } from '../kinds/inspection-report/publication.ts';
import type { DaysRead, Read } from '../reading.ts';
import { daysBetween } from './dates.ts';

/** Letters come out within weeks of their visit; the longest wait on record is 225 days. */
const longestWait = 230;

/**
 * Letters print the day they were written, never that of their publication. Where the file is named by a day on which the letter can
 * have come out, that is a guess which says so.
 */
export function publicationInName(
  days: DaysRead | undefined,
  file: string,
): Read<string> | undefined {
  const named = dayInName(file);
  if (!named || !days) return undefined;
  const wait = daysBetween(days.to ?? days.from, named);
  if (wait < 0 || wait > longestWait) return undefined;
  return {
    value: named,
    locators: [],
    confidence: 'low',
    note: 'the letter prints no day of publication; this is the day in the name of the file',
  };
}

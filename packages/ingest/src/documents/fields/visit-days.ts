import { everyMatch } from '../every-match.ts';
import type { DaysRead, DocumentProblem, Read } from '../reading.ts';
import { daysBetween, type PrintedDays, readDays } from './dates.ts';
import type { Letter } from './letter.ts';
import { openingLength } from './letter.ts';

/** What may stand before the days of a visit in running text. */
const before =
  /\b(?:on|between|from|during|dates?\s*:?)\s+(?=(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\b)/gi;

/** Words that make a date one of another occasion than the visit told of. */
const otherOccasion =
  /\b(?:last|previous|earlier|published|judged|since|most\s+recent|dated)\b[^.]{0,60}$/i;
const occasion = /\b(?:visit|inspection|inspectors?|ofsted)\b/i;

/** No visit lasts longer on site. */
const longestVisit = 40;
/** A letter follows its visit: the longest wait from first day to publication on record is 225 days. */
const longestWait = 230;

interface Mention {
  readonly days: PrintedDays;
  /** True where the year was not printed and is that of the letter's date. */
  readonly yearInferred: boolean;
  readonly from: number;
}

/** "Between 6 and 20 March" is one spell, whatever lies between. */
function asOneSpell(days: PrintedDays, word: string): PrintedDays {
  if (!/^between/i.test(word) || !days.parts) return days;
  const { from, to, length, single } = days;
  return { from, to, length, single };
}

function waits(days: PrintedDays, letter: string): boolean {
  const wait = daysBetween(days.to, letter);
  return wait >= 0 && daysBetween(days.from, letter) <= longestWait;
}

/** A date without its year is of the one year in which it lies before the letter by no more than any letter has waited. */
function inferYear(text: string, letter: string | undefined): PrintedDays | undefined {
  if (!letter) return undefined;
  const year = Number(letter.slice(0, 4));
  const fitting = [year, year - 1]
    .map((candidate) => readDays(text, { year: candidate }))
    .filter((days) => typeof days !== 'string')
    .filter((days) => waits(days, letter));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function mentions(letter: Letter): { readonly found?: Mention; readonly unread?: number } {
  const { text } = letter.body;
  let unread: number | undefined;
  for (const match of everyMatch(text.slice(0, openingLength), before)) {
    const from = match.index + match[0].length;
    const sentence = text.slice(Math.max(0, match.index - 260), from + 160);
    const lead = text.slice(Math.max(0, match.index - 90), match.index);
    if (!occasion.test(sentence) || otherOccasion.test(lead)) continue;
    const rest = text.slice(from, from + 140);
    const days = readDays(rest);
    if (typeof days !== 'string') {
      return { found: { days: asOneSpell(days, match[0]), yearInferred: false, from } };
    }
    if (days === 'no_year') {
      const inferred = inferYear(rest, letter.date?.iso);
      if (inferred) {
        return { found: { days: asOneSpell(inferred, match[0]), yearInferred: true, from } };
      }
    }
    if (days !== 'no_date') unread ??= from;
  }
  return unread === undefined ? {} : { unread };
}

export interface VisitDaysReading {
  readonly days?: Read<DaysRead> | undefined;
  readonly letterDate?: Read<string> | undefined;
  readonly problems: readonly DocumentProblem[];
}

function daysRead({ from, to, parts, single }: PrintedDays): DaysRead {
  // one printed day is the first; that it was also the last is not said
  return { from, ...(single ? {} : { to }), ...(parts ? { parts } : {}) };
}

/**
 * Days on site and date of a letter. They prove each other: a letter follows its visit within 230 days. A year that is
 * missing is that of the letter where only one fits. Where they contradict each other nothing in a letter tells
 * which of the two is misprinted: both stay as printed, unsure, and a problem asks a person.
 */
export function readVisitDays(letter: Letter): VisitDaysReading {
  const problems: DocumentProblem[] = [];
  const { found, unread } = mentions(letter);
  const { date } = letter;
  if (!date?.iso) {
    const message = date
      ? `The letter is dated "${date.printed}", which is no full day. Give its date by hand.`
      : 'No date stands above the address of the letter. Give its date by hand.';
    problems.push({ reason: 'unreadable_date', message, locators: date?.locators ?? [] });
  }
  if (!found) {
    const message =
      'The days on site cannot be read. Look at the opening of the letter and record them by hand.';
    const locators = unread === undefined ? [] : letter.body.locate(unread, unread + 40);
    problems.push({ reason: 'unreadable_date', message, locators });
  }
  const locators = found ? letter.body.locate(found.from, found.from + found.days.length) : [];
  const length = found ? daysBetween(found.days.from, found.days.to) : 0;
  const contradict = found && date?.iso ? !waits(found.days, date.iso) : false;
  if (found && (contradict || length > longestVisit)) {
    const message = contradict
      ? `The letter is dated ${date?.iso}, the visit ${found.days.from} to ${found.days.to}: one of the two is misprinted and the letter does not prove which. Accept what it says as printed, or with the right day.`
      : `From ${found.days.from} to ${found.days.to} is longer than any visit. Accept what it says as printed, or with the right days.`;
    problems.push({
      reason: 'dates_contradict',
      message,
      locators: [...locators, ...(date?.locators ?? [])],
    });
  }
  const note = contradict ? 'it contradicts the other date of the letter' : undefined;
  const unsure = contradict || length > longestVisit;
  return {
    days: found
      ? {
          value: daysRead(found.days),
          locators,
          confidence: unsure ? 'low' : found.yearInferred ? 'medium' : 'high',
          note:
            note ??
            (found.yearInferred
              ? 'no year is printed; it is the only one in which the visit lies before its letter'
              : undefined),
        }
      : undefined,
    letterDate: date?.iso
      ? {
          value: date.iso,
          locators: date.locators,
          confidence: contradict ? 'low' : 'high',
          note,
        }
      : undefined,
    problems,
  };
}

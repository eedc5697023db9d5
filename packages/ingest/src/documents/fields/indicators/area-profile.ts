import type { PartialDate } from '@monitoring-timeline/core';
import type { Locator } from '../../model.ts';
import type { FactRead, Read } from '../../reading.ts';
import type { Block, Section } from '../../statements.ts';
import type { FactContext } from '../fact-context.ts';
import { lastMonths, momentPattern, readMoment } from '../moments.ts';
import { readNumber } from '../numbers.ts';
import { factOf, type Indicator, type Measure } from './measure.ts';
import { type Gives, profileRules, type When } from './profile-rules.ts';

const lineDate = new RegExp(String.raw`^\s*(?:as\s+)?(?:at|on|of)\s+(${momentPattern})`, 'i');

/** What the lines of one list hand on to the next: its date, and how many children it is of. */
interface Running {
  section: Section | undefined;
  date: PartialDate | undefined;
  lookedAfter: number | undefined;
}

function momentOf(
  when: When,
  running: Running,
  before: string | undefined,
  { days, published, previous }: FactContext,
): PartialDate | undefined {
  const start = days?.from;
  const latest = published ?? days?.to ?? start;
  switch (when) {
    case 'line':
      return running.date;
    case 'before':
      return before ? readMoment(before) : undefined;
    case 'published':
      return latest ? { precision: 'by', from: latest } : undefined;
    case 'inspection_start':
      return days ? { precision: 'range', from: days.from, to: days.to ?? days.from } : undefined;
    case 'twelve_months':
    case 'two_years':
      return start ? lastMonths(start, when === 'two_years' ? 24 : 12) : undefined;
    case 'since_previous':
      if (!start) return undefined;
      return previous && previous.slice(0, 4) < start.slice(0, 4)
        ? { precision: 'range', from: previous, to: start.slice(0, 7) }
        : { precision: 'by', from: start };
  }
}

function numberIn(groups: Readonly<Record<string, string | undefined>>, name: string | undefined) {
  const printed = name ? groups[name] : undefined;
  return printed === undefined ? undefined : readNumber(printed);
}

interface Matched {
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly index: number;
}

function measureOf(
  gives: Gives,
  { groups, text, index }: Matched,
  running: Running,
  context: FactContext,
): Measure | undefined {
  let printed = groups[gives.value]?.trim();
  let value = printed === undefined ? undefined : readNumber(printed);
  let { unit } = gives;
  const numerator = numberIn(groups, gives.numerator);
  // a share that is printed as a number only is a count
  if (value === undefined && gives.numerator && gives.denominator && numerator !== undefined) {
    [printed, value, unit] = [groups[gives.numerator]?.trim(), numerator, 'count'];
  }
  const occurred = momentOf(gives.when, running, groups.d2, context);
  if (printed === undefined || value === undefined || !occurred) return undefined;
  const denominator =
    gives.denominator === 'looked_after'
      ? running.lookedAfter
      : numberIn(groups, gives.denominator);
  const indicator: Indicator = { code: gives.code, label: gives.label, unit };
  const shared = unit === 'percent' && numerator !== undefined;
  const before = /(?:approximately|about|around|over|nearly)\s*$/i.exec(text.slice(0, index));
  const hedge = before ? `${before[0].trim().toLowerCase()} ` : '';
  const compared = groups.national?.trim();
  return {
    indicator,
    occurred,
    printed: `${hedge}${shared ? `${groups[gives.numerator ?? '']?.trim()} (${printed})` : printed}`,
    value,
    numerator: unit === 'count' ? undefined : numerator,
    denominator: denominator && denominator > 0 ? denominator : undefined,
    approximate: hedge !== '',
    ...(compared
      ? { comparator: { label: 'national', printed: compared, value: readNumber(compared) } }
      : {}),
  };
}

/** True where a document says that this section holds figures of the authority that nobody has validated. */
export function saysUnvalidated(blocks: readonly Block[]): boolean {
  return blocks.some(({ text }) => /local\s+unvalidated\s+data/i.test(text));
}

/** No line of these lists is longer. */
const longestLine = 1500;

/** The figures of the section on the area. They are printed in set forms, so they are sure. */
export function readAreaProfile(
  blocks: readonly Block[],
  context: FactContext,
): readonly Read<FactRead>[] {
  const unvalidated = saysUnvalidated(blocks);
  const running: Running = { section: undefined, date: undefined, lookedAfter: undefined };
  const found: Read<FactRead>[] = [];
  for (const block of blocks) {
    if (block.section !== running.section) {
      running.section = block.section;
      running.date = undefined;
      running.lookedAfter = undefined;
    }
    if (block.section === 'other' || block.text.length > longestLine) continue;
    const dated = lineDate.exec(block.text)?.[1];
    if (dated) running.date = readMoment(dated);
    for (const { section, intro, told, gives } of profileRules) {
      if (section !== block.section || (intro && !intro.test(block.intro))) continue;
      const match = told.exec(block.text);
      if (!match?.groups) continue;
      const matched = { groups: match.groups, text: block.text, index: match.index };
      if (gives[0]?.code === 'looked_after_children') {
        running.lookedAfter = numberIn(match.groups, 'n');
      }
      const locators: readonly Locator[] = block.locate(match.index, match.index + match[0].length);
      for (const one of gives) {
        const measure = measureOf(one, matched, running, context);
        if (!measure) continue;
        const rules = [`profile ${one.code}`];
        found.push(factOf({ ...measure, unvalidated }, { locators, rules, confidence: 'high' }));
      }
    }
  }
  return found;
}

import type { PartialDate } from '@monitoring-timeline/core';
import type { DocumentProblem, FactRead, Read } from '../reading.ts';
import { type Block, placesOf, type Statement, statementsOf } from '../statements.ts';
import { type FactContext, type FactsRead, onSite } from './fact-context.ts';
import { readAreaProfile } from './indicators/area-profile.ts';
import { careLeaverRules } from './indicators/care-leaver-rules.ts';
import { contradictsItself, factOf, type Measure } from './indicators/measure.ts';
import type { ProseRule } from './indicators/prose-rule.ts';
import { serviceRules } from './indicators/service-rules.ts';
import { momentPattern, monthsBefore, readMoment } from './moments.ts';
import { readNumber } from './numbers.ts';

const rules: readonly ProseRule[] = [...careLeaverRules, ...serviceRules];

/** Every rule for running text needs a figure, or one of these words. */
const figure =
  /\d|\b(?:all|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|in\s+line|better|less|lower|higher|half|reduced|increased|virtually)\b/i;

const ahead = new RegExp(
  String.raw`\b(?:in|at|by|during|as\s+at)\s+(${momentPattern})\s*,\s*(?:[a-z]+\s+){0,2}$`,
  'i',
);
const behind = new RegExp(String.raw`^\s*,?\s+(?:in|at|during|by)\s+(${momentPattern})`, 'i');
const anyMoment = new RegExp(momentPattern, 'gi');
/** A time that a figure is compared with, or that something has lasted since, is not the figure's own. */
const notItsOwn =
  /(?:average|average\s+of\s+[\d.]+%|nationally|since|compared\s+(?:with|to)|legislation|act)[^,;]{0,40}$/i;

const national = /\bnational\s+(?:average|figure|rate)\s*(?:of|is|was|\()\s*(\d+(?:\.\d+)?\s?%)/i;

type Groups = Readonly<Record<string, string | undefined>>;

interface MatchedSentence {
  readonly groups: Groups;
  readonly sentence: string;
  /** The text before and after the match, within the sentence. */
  readonly before: string;
  readonly after: string;
}

function occurredOf(place: MatchedSentence, context: FactContext): PartialDate | undefined {
  const { groups, before, after } = place;
  if (groups.d) return readMoment(groups.d);
  const start = context.days?.from;
  const months = groups.months ? readNumber(groups.months) : undefined;
  if (months && start) {
    return { precision: 'range', from: monthsBefore(start, months), to: start.slice(0, 7) };
  }
  const told = ahead.exec(before)?.[1] ?? behind.exec(after)?.[1];
  return told ? readMoment(told) : onSite(context);
}

/** True where the sentence names a time that is not known to be the figure's or another's. */
function namesAnotherTime({ groups, sentence, before, after }: MatchedSentence): boolean {
  if (groups.d || groups.d2 || groups.months || ahead.test(before) || behind.test(after))
    return false;
  return [...sentence.matchAll(anyMoment)].some(
    ({ index }) => !notItsOwn.test(sentence.slice(0, index)),
  );
}

function comparatorOf(rule: ProseRule, groups: Groups, sentence: string): Measure['comparator'] {
  if (rule.comparator) return rule.comparator;
  if (groups.region) return { label: 'region', printed: 'in line' };
  const printed = national.exec(sentence)?.[1];
  if (printed) return { label: 'national', printed, value: readNumber(printed) };
  if (rule.unit === 'percent' && /well\s+above\s+that\s+found\s+nationally/i.test(sentence)) {
    return { label: 'national', printed: 'well above' };
  }
  return undefined;
}

/** What a report prints before a figure that is not exact: "over 1,300". */
const hedges = String.raw`(?:just\s+)?(?:over|under)|(?:more|fewer|less)\s+than|at\s+least|nearly|almost|about|around|approximately|some`;

function hedgeBefore(figure: string, sentence: string): string | undefined {
  const escaped = figure.trim().replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const found = new RegExp(String.raw`\b(${hedges})\s+${escaped}(?![\d%])`, 'i').exec(sentence);
  return found?.[1]?.replace(/\s+/g, ' ').toLowerCase();
}

/** The value and the earlier value that one match of a rule gives. */
function measuresOf(
  rule: ProseRule,
  place: MatchedSentence,
  context: FactContext,
  rest: Measure | undefined,
): readonly Measure[] {
  const { code, label, unit } = rule;
  const { groups, sentence } = place;
  const indicator = { code, label, unit };
  const told = groups.p ?? groups.n ?? groups.t;
  const occurred = rest?.occurred ?? occurredOf(place, context);
  if (!told || !occurred) return [];
  const both = groups.p !== undefined && groups.n !== undefined;
  const numerator = both ? readNumber(groups.n ?? '') : undefined;
  const hedge = groups.t ? undefined : hedgeBefore(both ? (groups.n ?? told) : told, sentence);
  const plain = both ? `${groups.n?.trim()} (${groups.p?.trim()})` : told.trim();
  const printed = hedge ? `${hedge} ${plain}` : plain;
  const value = rule.value ?? (groups.t ? undefined : readNumber(told));
  if (unit !== 'text' && value === undefined) return [];
  const measure: Measure = {
    indicator,
    occurred,
    printed: unit === 'weeks' || unit === 'hours' ? `${printed} ${unit}` : printed,
    value,
    numerator: rule.restOf && unit === 'count' ? value : numerator,
    denominator: groups.m ? readNumber(groups.m) : rest?.denominator,
    approximate: groups.about !== undefined || hedge !== undefined,
    inconsistent: rest?.inconsistent,
    comparator: comparatorOf(rule, groups, sentence),
  };
  const earlier = groups.before;
  const when = groups.d2
    ? readMoment(groups.d2)
    : rule.beforeAtPrevious && context.previous
      ? readMoment(context.previous.slice(0, 4))
      : undefined;
  if (!earlier) return [measure];
  const before = earlier.trim();
  // an earlier value without a date of its own stands beside the later one
  if (!when) {
    const comparator = { label: 'before', printed: before, value: readNumber(before) };
    return [{ ...measure, comparator: measure.comparator ?? comparator }];
  }
  return [measure, { indicator, occurred: when, printed: before, value: readNumber(before) }];
}

/** What a figure that is the rest of another one takes over from it: its whole, and the doubt about it. */
function wholeOf(measure: Measure | undefined, rule: ProseRule): Measure | undefined {
  if (!measure) return undefined;
  if (rule.unit === 'count') {
    return { ...measure, denominator: measure.numerator ?? measure.value, inconsistent: undefined };
  }
  return { ...measure, inconsistent: contradictsItself(measure) || undefined };
}

/** Figures in running text. The words around a figure can change what it counts, so they are never quite sure. */
function readProse(blocks: readonly Block[], context: FactContext): readonly Read<FactRead>[] {
  const found: Read<FactRead>[] = [];
  let before: Statement | undefined;
  let inBlock = new Map<string, Measure>();
  for (const statement of statementsOf(blocks)) {
    const { block, text } = statement;
    if (before?.block !== block) inBlock = new Map();
    const lead = before?.block === block ? `${before.text} ` : '';
    before = statement;
    if (!figure.test(text)) continue;
    const window = lead + text;
    for (const rule of rules) {
      const match = rule.told.exec(window);
      if (!match?.groups || match.index + match[0].length <= lead.length) continue;
      if (rule.about && !rule.about.test(block.text)) continue;
      const rest = rule.restOf ? inBlock.get(rule.restOf) : undefined;
      if (rule.restOf && !rest) continue;
      const place: MatchedSentence = {
        groups: match.groups,
        sentence: text,
        before: window.slice(lead.length, Math.max(lead.length, match.index)),
        after: window.slice(match.index + match[0].length),
      };
      const measures = measuresOf(rule, place, context, wholeOf(rest, rule));
      const [first] = measures;
      if (first && !inBlock.has(rule.code)) inBlock.set(rule.code, first);
      const places = placesOf(statement);
      const doubtful = namesAnotherTime(place);
      for (const measure of measures) {
        const fact = factOf(measure, places, doubtful ? 'low' : 'medium');
        found.push(
          doubtful ? { ...fact, note: 'the sentence names a time that may be its' } : fact,
        );
      }
    }
  }
  return found;
}

const keyOf = ({ value }: Read<FactRead>): string =>
  JSON.stringify([value.data.indicator, value.occurred, value.data.unit]);

/** Of several readings of one indicator at one time the first stands, and what says otherwise is told. */
function settled(facts: readonly Read<FactRead>[]): FactsRead {
  const kept = new Map<string, Read<FactRead>>();
  const problems: DocumentProblem[] = [];
  for (const fact of facts) {
    const there = kept.get(keyOf(fact));
    if (!there) kept.set(keyOf(fact), fact);
    else if (there.value.data.value !== fact.value.data.value) {
      const message = `The document gives ${String(there.value.data.printed)} and ${String(fact.value.data.printed)} for "${String(fact.value.data.topic)}" at one time; the first was taken. Look at both: accept this to take the second instead, or reject it.`;
      const rather = { taken: there.value, other: fact.value };
      const locators = [...there.locators, ...fact.locators];
      problems.push({ reason: 'values_differ', message, locators, rather });
    }
  }
  return { facts: [...kept.values()], problems };
}

/**
 * Figures of a report or letter: counts, shares, rates per 10,000, parts of a whole, with the day or period they are of and what they
 * are compared with. A share that does not follow from its own parts is kept as printed, flagged and told.
 */
export function readIndicators(blocks: readonly Block[], context: FactContext): FactsRead {
  const running = blocks.filter(
    ({ section }) => section !== 'summary_for_children' && section !== 'recommendations',
  );
  return settled([...readAreaProfile(blocks, context), ...readProse(running, context)]);
}

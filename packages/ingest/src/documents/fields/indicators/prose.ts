import type { PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read, UnexplainedRead } from '../../reading.ts';
import { type Block, placesOf, type Statement, statementsOf } from '../../statements.ts';
import type { FactContext } from '../fact-context.ts';
import { readMoment } from '../moments.ts';
import { type Candidate, candidatesIn } from './candidates.ts';
import { comparing, type Figure, type Marked, marked } from './figures.ts';
import { earlierIn } from './frames.ts';
import { contradictsItself, factOf, type Measure } from './measure.ts';
import { objectionTo } from './no-value.ts';
import { timeOf } from './told-time.ts';

/** A comparison in words: "lower than the national average". */
const likened =
  /\b((?:well )?(?:in line|better|higher|lower|less|above|below))\b[^.;{}]{0,50}?\b(national|region)/i;

function comparatorOf({ text, figures }: Marked): Measure['comparator'] {
  for (const { compared, printed, value } of figures.values()) {
    if (compared) return { label: compared, printed, value };
  }
  const [, words, whose] = likened.exec(text) ?? [];
  return words && whose ? { label: whose.toLowerCase(), printed: words.toLowerCase() } : undefined;
}

const shown = ({ hedge, printed }: Figure): string => (hedge ? `${hedge} ${printed}` : printed);

/**
 * The value that a candidate tells at a time. What is left over of a whole, or a part of it, shares its time, what that is of and the doubt
 * about it; there is none of what is left over of a share where both do not make a hundred.
 */
function measureOf(
  { counted: { code, label, rest }, groups: { f, n, m, w = '' }, sentence }: Candidate,
  occurred: PartialDate,
  whole: Measure | undefined,
): Measure | undefined {
  const [share, count, of] = [f, n, m].map((mark = '') => sentence.figures.get(mark));
  const figure = share ?? count;
  const { unit = 'text', value } = figure ?? {};
  if (rest && Math.abs((whole?.value ?? 0) + (value ?? 0) - 100) > 1) return undefined;
  const measure: Measure = {
    indicator: { code, label, unit },
    occurred,
    printed:
      share && count
        ? `${shown(count)} (${share.printed})`
        : figure
          ? shown(figure)
          : w.toLowerCase(),
    value,
    numerator: share && count?.value,
    denominator: of?.value || undefined,
    approximate: (figure?.hedge ?? count?.hedge) !== undefined,
    comparator: comparatorOf(sentence),
  };
  if (!whole) return measure;
  const { denominator, numerator = whole.indicator.unit === 'count' ? whole.value : undefined } =
    whole;
  const parts = unit === 'count' ? { numerator: value, denominator: numerator } : { denominator };
  const inconsistent = contradictsItself(whole) || undefined;
  return { ...measure, ...parts, occurred: whole.occurred, inconsistent };
}

/** A measure with the value before, where the sentence tells it: a value of its own where its time is known, else what this one is compared with. */
function withEarlier(
  measure: Measure,
  candidate: Candidate,
  used: Set<string>,
  { previous }: FactContext,
): readonly Measure[] {
  const { indicator, comparator } = measure;
  const { text, figures, dates } = candidate.sentence;
  const { b = '', e = '' } = earlierIn(candidate);
  const figure = figures.get(b);
  if (!figure || figure.unit !== indicator.unit || used.has(b)) return [measure];
  used.add(b);
  const { value, hedge, printed } = figure;
  const last = /\b(?:last|previous) inspection\b/i.test(text) && previous;
  const occurred = dates.get(e) ?? (last ? readMoment(previous.slice(0, 4)) : undefined);
  const approximate = hedge !== undefined;
  if (occurred)
    return [measure, { indicator, occurred, printed: shown(figure), value, approximate }];
  return [{ ...measure, comparator: comparator ?? { label: 'before', printed, value } }];
}

const people =
  /^ (?:[a-z\u2019'-]+ ){0,2}?(?:children|young people|care leavers|families|cases|referrals|contacts|workers|staff|placements|adopters|carers|households|adoptions|assessments|plans|homes|reviews|visits|conferences|orders|pupils|apprenticeships|interviews|posts)\b/i;

/** True for a share, and for a count of people, cases and the like. */
const asksToBeExplained = ({ unit, printed, value = 0, after }: Figure): boolean =>
  (unit === 'percent' && !/^all$/i.test(printed)) ||
  (unit === 'count' && value > 1 && people.test(after));

/** What is told by a figure, or by words that compare. */
const tells = new RegExp(String.raw`\{[A-Z]\d|\b(?:${comparing})\b`, 'i');

interface ProseRead {
  readonly facts: Read<FactRead>[];
  readonly unexplained: Read<UnexplainedRead>[];
}

/** Adds what the figures of a sentence are told of, each figure and each indicator once, and its values to those of the paragraph. */
function readSentence(
  statement: Statement,
  last: string,
  inBlock: Map<string, Measure>,
  context: FactContext,
  read: ProseRead,
): void {
  const sentence = marked(statement.text);
  if (!tells.test(sentence.text)) return;
  const before = read.facts.length;
  // marks of figures and codes of indicators
  const used = new Set<string>();
  const locators = placesOf(statement);
  for (const candidate of candidatesIn(sentence, statement.block, last, context)) {
    const { counted, frame, groups } = candidate;
    const claims = [counted.code, groups.f, groups.n, groups.m, groups.b].map((one) => one ?? '');
    const whole = inBlock.get(counted.of ?? '');
    if (claims.some((one) => used.has(one)) || (counted.of && !whole)) continue;
    const { occurred, doubtful } = timeOf(candidate, context);
    const measure = occurred && measureOf(candidate, occurred, whole);
    if (!measure) continue;
    const rules = [`measure ${counted.proof}`, `frame ${frame.name}`];
    const ofPart = objectionTo(candidate, 'part', counted.ofWorkers);
    const told = withEarlier(measure, candidate, used, context);
    for (const [index, one] of told.entries()) {
      const doubt = (index === 0 ? doubtful : undefined) ?? ofPart;
      read.facts.push(factOf(one, { locators, rules, confidence: 'medium', doubt }));
    }
    for (const one of claims.filter(Boolean)) used.add(one);
    if (!inBlock.has(counted.code)) inBlock.set(counted.code, told[0] ?? measure);
  }
  for (const [mark, figure] of sentence.figures) {
    // what a value was compared with is explained by it
    const explained = used.has(mark) || (figure.compared && read.facts.length > before);
    if (explained || !asksToBeExplained(figure)) continue;
    const value = { printed: figure.printed, sentence: statement.text };
    read.unexplained.push({ value, locators, confidence: 'low' });
  }
}

/** What the figures of running text are told of. The words around a figure can change what it counts, so they are never quite sure. */
export function readProse(blocks: readonly Block[], context: FactContext): ProseRead {
  const read: ProseRead = { facts: [], unexplained: [] };
  let last: Statement | undefined;
  let inBlock = new Map<string, Measure>();
  for (const statement of statementsOf(blocks)) {
    const same = last?.block === statement.block ? last.text : '';
    if (!same) inBlock = new Map();
    readSentence(statement, same, inBlock, context, read);
    last = statement;
  }
  return read;
}

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
  /\b((?:well\s+)?(?:in\s+line|better|higher|lower|less|above|below))\b[^.;{}]{0,50}?\b(national|region)/i;

function comparatorOf({ text, figures }: Marked): Measure['comparator'] {
  const figure = [...figures.values()].find(({ compared }) => compared);
  if (figure?.compared) {
    return { label: figure.compared, printed: figure.printed, value: figure.value };
  }
  const [, words, whose] = likened.exec(text) ?? [];
  return words && whose ? { label: whose.toLowerCase(), printed: words.toLowerCase() } : undefined;
}

const shown = ({ hedge, printed }: Figure): string => (hedge ? `${hedge} ${printed}` : printed);

/** What is left over of another figure, or a part of it, shares its time, its whole and the doubt about it. */
function withWhole(measure: Measure, whole: Measure): Measure {
  const { occurred, denominator, value } = whole;
  if (measure.indicator.unit === 'count') {
    const counted = whole.indicator.unit === 'count' ? value : undefined;
    const of = whole.numerator ?? counted;
    return { ...measure, occurred, numerator: measure.value, denominator: of };
  }
  const inconsistent = contradictsItself(whole) || undefined;
  return { ...measure, occurred, denominator, inconsistent };
}

/** The value that a candidate tells at a time; none for what is left over of a share where both do not make a hundred. */
function measureOf(
  { counted, groups: { f = '', n = '', m = '', w = '' } }: Candidate,
  marked: Marked,
  occurred: PartialDate,
  whole: Measure | undefined,
): Measure | undefined {
  const { figures } = marked;
  const figure = figures.get(f) ?? figures.get(n);
  const count = f ? figures.get(n) : undefined;
  const of = figures.get(m)?.value;
  const { code, label, rest } = counted;
  const over = Math.abs((whole?.value ?? 0) + (figure?.value ?? 0) - 100);
  if ((!figure && !w) || (rest && over > 1)) return undefined;
  const share = count && figure ? `${shown(count)} (${figure.printed})` : undefined;
  const measure: Measure = {
    indicator: { code, label, unit: figure?.unit ?? 'text' },
    occurred,
    printed: share ?? (figure ? shown(figure) : w.toLowerCase()),
    value: figure?.value,
    numerator: count?.value,
    denominator: of && of > 0 ? of : undefined,
    approximate: (figure?.hedge ?? count?.hedge) !== undefined,
    comparator: comparatorOf(marked),
  };
  return whole ? withWhole(measure, whole) : measure;
}

/** A measure with the value before, where the sentence tells it: a value of its own where its time is known, else what this one is compared with. */
function withEarlier(
  measure: Measure,
  candidate: Candidate,
  { text, figures, dates }: Marked,
  used: Set<Figure>,
  { previous }: FactContext,
): readonly Measure[] {
  const { indicator, comparator } = measure;
  const { b = '', e = '' } = earlierIn(candidate);
  const figure = figures.get(b);
  if (!figure || figure.unit !== indicator.unit || figure.compared || used.has(figure)) {
    return [measure];
  }
  used.add(figure);
  const { value, hedge, printed } = figure;
  const last = /\b(?:last|previous)\s+inspection\b/i.test(text) && previous;
  const occurred = dates.get(e) ?? (last ? readMoment(previous.slice(0, 4)) : undefined);
  if (!occurred) {
    return [{ ...measure, comparator: comparator ?? { label: 'before', printed, value } }];
  }
  const approximate = hedge !== undefined;
  return [measure, { indicator, occurred, printed: shown(figure), value, approximate }];
}

const people =
  /^\s(?:[a-z\u2019'-]+\s){0,2}?(?:children|young\s+people|care\s+leavers|families|cases|referrals|contacts|workers|staff|placements|adopters|carers|households|adoptions|assessments|plans|homes|reviews|visits|conferences|orders|pupils|apprenticeships|interviews|posts)\b/i;

/** True for a share, and for a count of people, cases and the like. */
const asksToBeExplained = ({ unit, printed, value = 0, after }: Figure): boolean =>
  (unit === 'percent' && !/^all$/i.test(printed)) ||
  (unit === 'count' && value > 1 && people.test(after));

interface ProseRead {
  readonly facts: readonly Read<FactRead>[];
  readonly unexplained: readonly Read<UnexplainedRead>[];
}

/** What is told by a figure, or by words that compare. */
const tells = new RegExp(String.raw`\{[A-Z]\d|\b(?:${comparing})\b`, 'i');

/** What the figures of a sentence are told of, each figure and each indicator once. Values are added to those of the paragraph. */
function readSentence(
  statement: Statement,
  last: string | undefined,
  inBlock: Map<string, Measure>,
  context: FactContext,
): ProseRead {
  const { text, block } = statement;
  const sentence = marked(text);
  if (!tells.test(sentence.text)) return { facts: [], unexplained: [] };
  const facts: Read<FactRead>[] = [];
  const codes = new Set<string>();
  const used = new Set<Figure>();
  const locators = placesOf(statement);
  for (const candidate of candidatesIn(sentence, block, last, context)) {
    const { counted, frame, groups } = candidate;
    const marks = [groups.f, groups.n, groups.m, groups.b];
    const figures = marks.flatMap((mark = '') => sentence.figures.get(mark) ?? []);
    const whole = inBlock.get(counted.of ?? '');
    if (codes.has(counted.code) || figures.some((figure) => used.has(figure))) continue;
    const { occurred, doubtful } = timeOf(candidate, counted.takes.test('{N0}'), sentence, context);
    if (!occurred || (counted.of && !whole)) continue;
    const measure = measureOf(candidate, sentence, occurred, whole);
    if (!measure) continue;
    const rules = [`measure ${counted.proof}`, `frame ${frame.name}`];
    const doubt = doubtful ?? objectionTo(candidate, 'part', counted.ofWorkers);
    const [own = measure, ...before] = withEarlier(measure, candidate, sentence, used, context);
    facts.push(
      factOf(own, { locators, rules, confidence: 'medium', doubt }),
      ...before.map((one) => factOf(one, { locators, rules, confidence: 'medium' })),
    );
    codes.add(counted.code);
    for (const figure of figures) used.add(figure);
    if (!inBlock.has(counted.code)) inBlock.set(counted.code, own);
  }
  const left = [...sentence.figures.values()].filter((figure) => !used.has(figure));
  const unexplained = left
    // what a value was compared with is explained by it
    .filter((figure) => asksToBeExplained(figure) && !(facts.length > 0 && figure.compared))
    .map(({ printed }) => ({ printed, sentence: text }))
    .map((value) => ({ value, locators, confidence: 'low' as const }));
  return { facts, unexplained };
}

/** What the figures of running text are told of. The words around a figure can change what it counts, so they are never quite sure. */
export function readProse(blocks: readonly Block[], context: FactContext): ProseRead {
  let last: Statement | undefined;
  let inBlock = new Map<string, Measure>();
  const read = statementsOf(blocks).map((statement) => {
    const same = last?.block === statement.block ? last : undefined;
    last = statement;
    if (!same) inBlock = new Map();
    return readSentence(statement, same?.text, inBlock, context);
  });
  return {
    facts: read.flatMap(({ facts }) => facts),
    unexplained: read.flatMap(({ unexplained }) => unexplained),
  };
}

import type { PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read, UnexplainedRead } from '../../reading.ts';
import { type Block, placesOf, type Statement, statementsOf } from '../../statements.ts';
import { type FactContext, onSite } from '../fact-context.ts';
import { monthsBefore, readMoment } from '../moments.ts';
import { numberPattern, readNumber } from '../numbers.ts';
import { type Figure, type Marked, marked } from './figures.ts';
import { type Frame, frames, further } from './frames.ts';
import { type Counted, general, lexicon, whom } from './lexicon.ts';
import { contradictsItself, factOf, type Measure, type Unit } from './measure.ts';
import {
  type Around,
  doubtOfTime,
  doubtOfValue,
  isNoValue,
  isOfBefore,
  isOfOthers,
  tellsNone,
} from './no-value.ts';

type Groups = Readonly<Record<string, string | undefined>>;

/** One way to read a figure of a sentence: which measure, in which form. */
interface Candidate extends Around {
  readonly counted: Counted;
  readonly frame: Frame;
  readonly rank: number;
  readonly groups: Groups;
}

interface Claimed {
  readonly measure: Measure;
  readonly rules: readonly string[];
  /** Why it may not be so. */
  readonly doubtful: string | undefined;
}

const anaphora =
  /\b(?:this|it|that|these|the\s+(?:figure|proportion|percentage|rate|number)(?!\s+of)|performance)\b/i;
const opensWith = new RegExp(String.raw`^(?:\W*at\s+\{\w\d+\},?\s+)?${anaphora.source}`, 'i');
/** What is said of the measure before, and not of something else that is named. */
const saidOf =
  /^(?:\W*at\s+\{\w\d+\},?\s+)?\{[YZ]\}\s+(?:figure\s+)?(?:(?:is|was|has|had|now|been)\s+)*(?:(?:a|an|the|well|at|to|low|high|too)\b|\{|less|better|demonstrat|represent|dropp|decreas|increas|reduc|rise|rose|fell|fall|improv|declin|compar\w+\s+with)/i;
/** Told of a part of those alone, and of what else they do. */
const another = /^\s*,?\s*(?:are|were|is|have|had|attend|live)\b/i;
const ofThose = new Set(['share of those', 'part of a whole']);
const letters: Readonly<Record<string, string>> = { P: 'p', N: 'n', L: 'l', W: 'l', Q: 'q' };
const ids = (mark: string | undefined): number | undefined =>
  mark === undefined ? undefined : Number(/\d+/.exec(mark)?.[0]);

const spokenIn = new WeakMap<Block, Map<RegExp, boolean>>();

/** True where a paragraph says something, looked for once however many sentences it has. */
function says(block: Block, words: RegExp): boolean {
  const known = spokenIn.get(block) ?? new Map<RegExp, boolean>();
  spokenIn.set(block, known);
  const said = known.get(words) ?? block.text.search(words) >= 0;
  known.set(words, said);
  return said;
}

/** The sentence with the words of a measure as marks; undefined where it does not speak of it. */
function spokenOf(counted: Counted, text: string, block: Block, before: string | undefined) {
  const { about, told, within } = counted;
  if (about && !says(block, about)) return undefined;
  if (within && !within.test(`${before ?? ''} ${text}`)) return undefined;
  const people = whom[counted.whom];
  const what = counted.rest ? '{R}' : people ? '{Y}' : '{Z}';
  let own = text.replace(told, what);
  if (own === text) {
    if (before === undefined || before.search(told) < 0) return undefined;
    const each = people && text.search(people) >= 0;
    own = text.replace(anaphora, each ? '{Y}' : '{Z}');
    if (!saidOf.test(own)) return undefined;
  }
  if (tellsNone(own)) return undefined;
  if (!people || own.includes('{Z}')) return own;
  const of = own.replace(people, '{X}');
  if (of !== own) return of.replace(these, '{X}');
  return says(block, people) ? own.replace(general, '{X}') : undefined;
}

const inWords =
  /\b(?:in\s+line|better|less|lower|higher|above|below|more|reduced|increased|fallen|risen|grown)\b/i;
const ofPeople = /^\s+of\s+(?:the\s+|its\s+|all\s+)?(?:children|young|looked|pupils|care)\b/i;

/** The same people again. */
const these = /\bthese\s+(?:young\s+people|children|young\s+adults|pupils)\b/gi;

const takers = new Map<string, readonly Counted[]>();

/** The measures that take figures of some of these kinds, named by their letters; looked up once for each set of them. */
function taking(kinds: string): readonly Counted[] {
  let found = takers.get(kinds);
  if (!found) {
    found = lexicon.filter(({ takes }) => [...takes].some((kind) => kinds.includes(kind)));
    takers.set(kinds, found);
  }
  return found;
}

function candidatesIn(text: string, block: Block, before: string | undefined): Candidate[] {
  const found: Candidate[] = [];
  const kinds = new Set(
    [...text.matchAll(/\{([PNLWQ])\d/g)].map(([, mark]) => letters[mark ?? '']),
  );
  if (inWords.test(text)) kinds.add('w');
  for (const counted of taking([...kinds].sort().join(''))) {
    const spoken = spokenOf(counted, text, block, before);
    if (!spoken) continue;
    for (const [rank, frame] of frames.entries()) {
      const match = frame.told.exec(spoken);
      if (!match?.groups || !takes(counted, match.groups)) continue;
      const end = match.index + match[0].length;
      const rest = spoken.slice(end);
      const around = { lead: spoken.slice(0, match.index), told: match[0], rest };
      if (isNoValue(around)) continue;
      if (ofThose.has(frame.name) && counted.whom !== '-' && another.test(rest)) continue;
      if (frame.name === 'measured' && counted.whom === '-' && ofPeople.test(rest)) continue;
      found.push({ ...around, counted, frame, rank, groups: match.groups });
    }
  }
  return found.sort(
    (a, b) =>
      Number(!!a.counted.of) - Number(!!b.counted.of) ||
      a.rank - b.rank ||
      a.told.length - b.told.length,
  );
}

function takes({ takes: kinds }: Counted, { f, n, m, w }: Groups): boolean {
  if (w) return kinds.includes('w');
  if (f) return kinds.includes(letters[f[1] ?? ''] ?? '-');
  return n !== undefined && (kinds.includes('n') || (m !== undefined && kinds.includes('n')));
}

const period = new RegExp(
  String.raw`\b(?:in|over|during|within|for)\s+the\s+(?:last|past|previous|preceding)\s+(?:(?<n>${numberPattern})\s+months|(?<year>year))`,
  'i',
);
const between = /\bbetween\s+(?<from>\{D\d+\})\s+and\s+(?<to>\{D\d+\})/i;
const since = /\bsince\s+(?:the\s+(?:end|start|beginning)\s+of\s+)?(\{D\d+\})/i;
const ahead =
  /\b(?:in|at|by|during|as\s+at|on|for)\s+(?:the\s+end\s+of\s+)?(\{D\d+\})\s*,?\s*(?:[a-z]+\s+){0,2}$/i;
const behind = /^[\s)]*,?\s*(?:in|at|during|by|as\s+at|for)\s+(?:the\s+end\s+of\s+)?(\{D\d+\})/i;
/** A time that a figure is compared with, or that something has lasted since, is not the figure's own. */
const notItsOwn =
  /(?:average|nationally|since|compared\s+(?:with|to)|legislation|act|from|inspection)[^,;]{0,40}$/i;

/** When a figure was so, and why that, or the figure itself, may be another's. */
function timeOf(
  candidate: Candidate,
  { dates }: Marked,
  sentence: string,
  context: FactContext,
): { readonly occurred: PartialDate | undefined; readonly doubtful: string | undefined } {
  const { groups, lead, told, rest, counted } = candidate;
  const dateOf = (mark: string | undefined) => dates[ids(mark) ?? -1];
  const within = /\{D\d+\}/.exec(told.replace(groups.e ?? '', ''))?.[0];
  const own = groups.d ?? ahead.exec(lead)?.[1] ?? behind.exec(rest)?.[1] ?? within;
  const start = context.days?.from;
  const around = `${lead}${told}${rest}`;
  const partDoubt = doubtOfValue(candidate, counted.ofWorkers);
  const spell = between.exec(around)?.groups;
  const [first, last] = [dateOf(spell?.from), dateOf(spell?.to)].map(
    (one) => one && readMoment(one),
  );
  if (first && last && first.from < last.from) {
    return {
      occurred: { precision: 'range', from: first.from, to: last.from },
      doubtful: partDoubt,
    };
  }
  const from = counted.takes.includes('n') ? dateOf(since.exec(around)?.[1]) : undefined;
  const begun = from && readMoment(from);
  if (begun && start && begun.from < start) {
    const to = start.slice(0, begun.from.length);
    return { occurred: { precision: 'range', from: begun.from, to }, doubtful: partDoubt };
  }
  const date = dateOf(own);
  if (date) {
    const occurred = readMoment(date);
    const known = context.published ?? context.days?.to ?? context.days?.from;
    // a day to come is that of a plan
    const ahead = occurred && known && occurred.from > known;
    return { occurred: ahead ? undefined : occurred, doubtful: partDoubt };
  }
  const span = counted.takes.includes('n') ? period.exec(sentence)?.groups : undefined;
  if (span && start) {
    const months = span.year ? 12 : (readNumber(span.n ?? '') ?? 12);
    const from = monthsBefore(start, months);
    return { occurred: { precision: 'range', from, to: start.slice(0, 7) }, doubtful: partDoubt };
  }
  if (isOfBefore(candidate)) return { occurred: undefined, doubtful: undefined };
  const another = [...around.matchAll(/\{D\d+\}/g)].some(
    ({ 0: mark, index }) => mark !== groups.e && !notItsOwn.test(around.slice(0, index)),
  );
  const time = another ? 'the sentence names a time that may be its' : partDoubt;
  return { occurred: onSite(context), doubtful: doubtOfTime(candidate) ?? time };
}

const likened =
  /\b(in\s+line|well\s+above|better|higher|lower|less|above|below)\b[^.;{}]{0,50}?\b(national\w*|region\w*)/i;

function comparatorOf(spare: readonly Figure[], sentence: string): Measure['comparator'] {
  const figure = spare.find(({ compared }) => compared);
  if (figure?.compared) {
    return { label: figure.compared, printed: figure.printed, value: figure.value };
  }
  const words = likened.exec(sentence);
  if (!words) return undefined;
  const label = /^region/i.test(words[2] ?? '') ? 'region' : 'national';
  return { label, printed: (words[1] ?? '').replace(/\s+/g, ' ').toLowerCase() };
}

const units: Readonly<Record<string, Unit>> = { percent: 'percent', count: 'count', words: 'text' };

const shown = ({ hedge, printed }: Figure, share?: Figure): string =>
  `${hedge ? `${hedge} ` : ''}${printed}${share ? ` (${share.printed})` : ''}`;

/** True where a share and what is left over of it make a hundred, as they are rounded. */
function makeUpTheWhole(share: Measure | undefined, rest: Figure | undefined): boolean {
  if (share?.value === undefined || rest?.value === undefined) return false;
  return Math.abs(share.value + rest.value - 100) <= 1;
}

/** What is left over of another figure, or a part of it, shares its whole and the doubt about it. */
function withWhole(measure: Measure, whole: Measure | undefined): Measure {
  if (!whole) return measure;
  if (measure.indicator.unit === 'count') {
    const counted = whole.indicator.unit === 'count' ? whole.value : undefined;
    const denominator = whole.numerator ?? counted;
    return { ...measure, occurred: whole.occurred, numerator: measure.value, denominator };
  }
  const inconsistent = contradictsItself(whole) || undefined;
  return { ...measure, occurred: whole.occurred, denominator: whole.denominator, inconsistent };
}

/** The indicators that the figures of one sentence are, each figure at most once. */
class Sentence {
  readonly marked: Marked;
  readonly text: string;
  readonly block: Block;
  readonly #context: FactContext;
  readonly #used = new Set<number>();

  constructor({ text, block }: Statement, context: FactContext) {
    this.text = text;
    this.block = block;
    this.marked = marked(text);
    this.#context = context;
  }

  /** `before` gives the sentence before it, which is looked at only where this one speaks of it. */
  read(before: () => Sentence | undefined, inBlock: Map<string, Measure>): readonly Claimed[] {
    const back = opensWith.test(this.marked.text) ? before()?.marked.text : undefined;
    const claimed: Claimed[] = [];
    const codes = new Set<string>();
    const candidates = candidatesIn(this.marked.text, this.block, back);
    for (const candidate of candidates) {
      const { counted, groups } = candidate;
      const marks = ['f', 'n', 'm', 'b'].flatMap((name) => ids(groups[name]) ?? []);
      if (isOfOthers(candidate, counted.ofWorkers, this.#context.elsewhere)) continue;
      if (codes.has(counted.code) || marks.some((mark) => this.#used.has(mark))) continue;
      const whole = counted.of ? inBlock.get(counted.of) : undefined;
      if (counted.of && !whole) continue;
      const own = this.#measures(candidate, whole);
      if (own.length === 0) continue;
      codes.add(counted.code);
      for (const mark of marks) this.#used.add(mark);
      if (own[0] && !inBlock.has(counted.code)) inBlock.set(counted.code, own[0].measure);
      claimed.push(...own);
    }
    return claimed;
  }

  #figure(mark: string | undefined): Figure | undefined {
    return this.marked.figures[ids(mark) ?? -1];
  }

  #measures(candidate: Candidate, whole: Measure | undefined): readonly Claimed[] {
    const { counted, groups, frame } = candidate;
    const { f, n, m, w } = groups;
    const value = this.#figure(f ?? n);
    const count = f && n ? this.#figure(n) : undefined;
    const { occurred, doubtful } = timeOf(candidate, this.marked, this.text, this.#context);
    if (!occurred || (!value && !w)) return [];
    if (counted.rest && !makeUpTheWhole(whole, value)) return [];
    const words = value?.kind === 'words' && value.value === undefined;
    const of = this.#figure(m)?.value;
    const unit =
      w || words
        ? 'text'
        : value?.printed.toLowerCase() === 'all'
          ? 'percent'
          : (units[value?.kind ?? ''] ?? value?.kind);
    if (!unit) return [];
    const rules = [`measure ${counted.proof}`, `frame ${frame.name}`];
    const measure = withWhole(
      {
        indicator: { code: counted.code, label: counted.label, unit: unit as Unit },
        occurred,
        printed: w
          ? w.replace(/\s+/g, ' ').toLowerCase()
          : count
            ? shown(count, value)
            : value
              ? shown(value)
              : '',
        value: value?.value,
        numerator: count?.value,
        denominator: of && of > 0 ? of : undefined,
        approximate: (value?.hedge ?? count?.hedge) !== undefined,
        comparator: comparatorOf(this.marked.figures, this.text),
      },
      whole,
    );
    const earlier = this.#earlier(candidate, measure);
    return [
      { measure: earlier.measure, rules, doubtful },
      ...earlier.before.map((before) => ({ measure: before, rules, doubtful: undefined })),
    ];
  }

  /** The value before, where the sentence tells it: a claim where its time is known, else what the value is compared with. */
  #earlier(
    { groups, rest }: Candidate,
    measure: Measure,
  ): { readonly measure: Measure; readonly before: readonly Measure[] } {
    const more = groups.b
      ? groups
      : further.map(({ told }) => told.exec(rest)?.groups).find(Boolean);
    const figure = this.#figure(more?.b);
    const same = figure && (units[figure.kind] ?? figure.kind) === measure.indicator.unit;
    const mark = ids(more?.b);
    if (!figure || !same || mark === undefined || this.#used.has(mark) || figure.compared) {
      return { measure, before: [] };
    }
    this.#used.add(mark);
    const { previous } = this.#context;
    const date = this.marked.dates[ids(more?.e) ?? -1];
    const last = /\b(?:last|previous)\s+inspection\b/i.test(this.text) && previous;
    const occurred = date ? readMoment(date) : last ? readMoment(previous.slice(0, 4)) : undefined;
    const { indicator } = measure;
    if (occurred) {
      const { value } = figure;
      const approximate = figure.hedge !== undefined;
      return {
        measure,
        before: [{ indicator, occurred, printed: shown(figure), value, approximate }],
      };
    }
    const comparator = { label: 'before', printed: figure.printed, value: figure.value };
    return { measure: { ...measure, comparator: measure.comparator ?? comparator }, before: [] };
  }

  /** The figures of people, cases and the like that nothing explained; what a value was compared with is explained by it. */
  unexplained(explained: boolean): readonly Figure[] {
    return this.marked.figures.filter(
      (figure, index) =>
        !this.#used.has(index) &&
        !(explained && figure.compared) &&
        (figure.kind === 'percent' || (figure.kind === 'count' && countsPeople(figure))),
    );
  }
}

const people =
  /^\s(?:[a-z\u2019'-]+\s){0,2}?(?:children|young\s+people|care\s+leavers|families|cases|referrals|contacts|workers|staff|placements|adopters|carers|households|adoptions|assessments|plans|homes|reviews|visits|conferences|orders|pupils|apprenticeships|interviews|posts)\b/i;

function countsPeople({ value, after }: Figure): boolean {
  return value !== undefined && value > 1 && people.test(after);
}

/** Every sentence with a figure needs one of these. */
const figureIn =
  /\d|\b(?:all|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|a\s+third|a\s+quarter|within\s+an?)\b/i;
const toldInWords = lexicon.filter(({ takes: kinds }) => kinds.includes('w'));

const mayTell = (text: string): boolean =>
  figureIn.test(text) ||
  (inWords.test(text) && toldInWords.some(({ told }) => text.search(told) >= 0));

/** What the figures of running text are told of. The words around a figure can change what it counts, so they are never quite sure. */
export function readProse(
  blocks: readonly Block[],
  context: FactContext,
): {
  readonly facts: readonly Read<FactRead>[];
  readonly unexplained: readonly Read<UnexplainedRead>[];
} {
  const facts: Read<FactRead>[] = [];
  const unexplained: Read<UnexplainedRead>[] = [];
  let before: { readonly statement: Statement; sentence?: Sentence } | undefined;
  let inBlock = new Map<string, Measure>();
  for (const statement of statementsOf(blocks)) {
    const { block, text } = statement;
    const same = before?.statement.block === block ? before : undefined;
    if (!same) inBlock = new Map();
    before = { statement };
    if (!mayTell(text)) continue;
    const sentence = new Sentence(statement, context);
    before.sentence = sentence;
    const earlier = (): Sentence | undefined =>
      same && (same.sentence ?? new Sentence(same.statement, context));
    const claimed = sentence.read(earlier, inBlock);
    const places = placesOf(statement);
    for (const { measure, rules, doubtful } of claimed) {
      const fact = factOf(measure, places, doubtful ? 'low' : 'medium');
      const note = doubtful ?? fact.note;
      facts.push({ ...fact, note, rules });
    }
    for (const { printed } of sentence.unexplained(claimed.length > 0)) {
      const value = { printed, sentence: text };
      unexplained.push({ value, locators: places, confidence: 'low' });
    }
  }
  return { facts, unexplained };
}

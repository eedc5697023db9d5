import type { TextLine } from '../model.ts';
import type { DocumentReading, Read } from '../reading.ts';
import { type Letter, openingLength } from './letter.ts';
import { topicOf } from './topics.ts';

interface TopicForm {
  readonly code: string;
  readonly told: RegExp;
}

/**
 * The seven subjects of focused visits, under the codes that the tables of visits use. A visit is on the one that its letter names
 * first: "children in care, with a focus on permanence" is about children in care.
 */
const topics: readonly TopicForm[] = [
  {
    code: 'front_door',
    told: /front\s+door|contacts?,?\s+(?:and\s+)?referrals?|multi-agency\s+safeguarding\s+hub|\bMASH\b|(?:first|initial)\s+(?:point\s+of\s+)?contact/i,
  },
  {
    code: 'placements_of_older_children',
    told: /placement\s+decision[-\s]+making\s+for\s+older|placement\s+decision-\s*making\s+for\s+older|decision[-\s]+making\s+for\s+older\s+children/i,
  },
  { code: 'vulnerable_adolescents', told: /vulnerable\s+adolescents|extra-?\s?familial/i },
  { code: 'achieving_permanence', told: /permanen(?:ce|cy)/i },
  {
    code: 'care_leavers',
    told: /care\s+leavers?|care[-\s]+experienced|leaving\s+care/i,
  },
  {
    code: 'children_in_need_or_on_a_plan',
    told: /children\s+in\s+need|child[-\s]+in[-\s]+need|child\s+protection|protection\s+plan/i,
  },
  {
    code: 'children_in_care',
    told: /children(?:\s+and\s+young\s+people)?\s+in\s+care|(?:come|coming|came)\s+into\s+(?:the\s+)?care|looked[-\s]+after/i,
  },
];

const scopeStart =
  /\b(?:inspectors|they|we|visit)\s+(?:also\s+)?(?:looked\s+at|considered|evaluated|reviewed|assessed|focused\s+on|was\s+focused\s+on)\b|\bfocus\s+of\s+(?:this|the)\s+visit\s+was\b|\bareas\s+covered\s+by\s+the\s+visit\b/gi;
/** Sentences of method, which say nothing of the subject. */
const method =
  /^[\s\S]{0,60}?(?:range\s+of\s+evidence|self-evaluation|performance\s+(?:management\s+)?(?:information|data))/i;
const scopeEnd =
  /\n(?:overview|headline\s+findings|main\s+findings|summary\s+of\s+findings|findings\b|what\s+needs|areas?\s+for)|this\s+visit\s+was\s+carried\s+out|a\s+range\s+of\s+evidence\s+was|(?:looked\s+at|considered)\s+a\s+(?:wide\s+|broad\s+)?range\s+of\s+evidence/i;

/** The part of the opening that says what the visit was about. */
function scopePassage(
  letter: Letter,
): { readonly text: string; readonly from: number } | undefined {
  const { text } = letter.body;
  for (const match of text.slice(0, openingLength).matchAll(scopeStart)) {
    const from = match.index + match[0].length;
    const rest = text.slice(from, from + 1600);
    if (method.test(rest.slice(0, 120)) && !/^areas/i.test(match[0])) continue;
    return { text: rest.slice(0, scopeEnd.exec(rest)?.index ?? rest.length), from };
  }
  return undefined;
}

/** Visits of autumn 2020 and spring 2021 looked at the whole service under the restrictions of the pandemic. */
function pandemic(letter: Letter): DocumentReading['topic'] {
  const found = letter.body.find(/COVID-19/i);
  if (!found || found.index > openingLength / 2) return undefined;
  return {
    value: { code: 'covid_19', printed: found.text },
    locators: found.locators,
    confidence: 'medium',
    note: 'the letter names no subject of its own',
  };
}

/** The subject of a visit: the first that its scope names, and the words that name it. */
export function readVisitTopic(letter: Letter): DocumentReading['topic'] {
  const scope = scopePassage(letter);
  if (!scope) return pandemic(letter);
  let best: { readonly code: string; readonly match: RegExpExecArray } | undefined;
  for (const { code, told } of topics) {
    const match = told.exec(scope.text);
    if (match && (!best || match.index < best.match.index)) best = { code, match };
  }
  if (!best) return pandemic(letter);
  const { code, match } = best;
  const from = scope.from + match.index;
  return {
    value: { code, printed: match[0].replace(/\s+/g, ' ').replaceAll('- ', '-') },
    locators: letter.body.locate(from, from + match[0].length),
    // a scope that names several subjects is of the first only by custom
    confidence: match.index < 140 ? 'high' : 'medium',
  };
}

/** What a visit looked at: our labels for the members of the lists in its scope. Narrow matters before broad ones. */
const matters: readonly (readonly [label: string, told: RegExp])[] = [
  [
    'First response to children who need help',
    /initial\s+response|first\s+(?:point\s+of\s+)?contact|responses?\s+to\s+(?:contacts|referrals)/i,
  ],
  ['Sharing of information', /information[\s-]+sharing|sharing\s+(?:of\s+)?information/i],
  ['Thresholds', /threshold/i],
  ['Children at risk of exploitation', /exploit|extra-?familial/i],
  ['Domestic abuse', /domestic\s+(?:abuse|violence)/i],
  ['Early help', /early\s+help/i],
  ['Views and participation of children', /voice|views?\s+of|wishes/i],
  ['Supervision and management oversight', /supervis|oversight|management\s+decision/i],
  ['Assessments', /assess/i],
  ['Permanence planning', /permanen/i],
];

const bulleted = /^[\u2022\u25fc\u25aa\u25a0\u25cf\u00b7\u2023\uf06e\u2013\u2212-]\s*(?=\S)/;

/** The matters that a visit covered, each once, where its letter lists them. */
export function readVisitScope(letter: Letter): readonly Read<string>[] {
  const scope = scopePassage(letter);
  if (!scope) return [];
  const end = scope.from + scope.text.length;
  const members: TextLine[][] = [];
  for (const line of letter.body.lines) {
    const at = letter.body.offsetOf(line) ?? 0;
    if (at < scope.from || at >= end) continue;
    if (bulleted.test(line.text)) members.push([line]);
    // a line that was broken goes on in small letters
    else if (/^\p{Ll}/u.test(line.text)) members.at(-1)?.push(line);
  }
  const read: Read<string>[] = [];
  for (const lines of members) {
    const text = lines.map((line) => line.text).join(' ');
    const value = matters.find(([, told]) => told.test(text))?.[0] ?? topicOf(text).topic;
    if (read.some((one) => one.value === value)) continue;
    const locators = lines.map(({ page, number, text }) => ({
      page,
      line: number,
      from: 0,
      to: text.length,
    }));
    read.push({ value, locators, confidence: 'medium', note: 'our label for what is listed' });
  }
  return read;
}

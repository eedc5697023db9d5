import { everyMatch } from '../every-match.ts';
import type { Read } from '../reading.ts';
import type { Letter } from './letter.ts';

/** Codes of what a letter says of an authority's progress; no grade, and never turned into one. */
export type ProgressCode =
  | 'no_progress'
  | 'limited'
  | 'some'
  | 'steady'
  | 'good'
  | 'significant'
  | 'mixed'
  | 'not_stated';

/** What is said before or behind "progress", the more telling first. */
const degrees: readonly (readonly [code: ProgressCode, before: RegExp, behind?: RegExp])[] = [
  [
    'no_progress',
    /\b(?:no|little\s+or\s+no|(?:not\s+(?:yet\s+)?(?:made|making)|failed\s+to\s+make)\s+any)\s+$/i,
  ],
  [
    'mixed',
    /\b(?:mixed|variable|uneven|inconsistent|patchy)\s+$/i,
    /^\s+(?:\w+\s+){0,4}(?:is|was|has\s+been|remains)\s+(?:\w+\s+)?(?:mixed|variable|uneven|inconsistent|patchy)\b/i,
  ],
  [
    'limited',
    /\b(?:not\s+(?:yet\s+)?(?:made|making)\s+(?:the\s+)?(?:sufficient|enough|adequate|required|expected|necessary)|limited|insufficient|slow|too\s+slow|little|minimal|inadequate|not\s+enough|insufficiently\s+rapid)\s+$/i,
    /^\s+(?:\w+\s+){0,5}(?:is|was|has\s+been|remains)\s+(?:\w+\s+)?(?:limited|insufficient|slow|too\s+slow|inadequate)\b/i,
  ],
  ['significant', /\b(?:significant|substantial|considerable|strong|rapid|notable|marked)\s+$/i],
  ['good', /\b(?:good|positive|clear|tangible|real)\s+$/i],
  [
    'steady',
    /\bsteady(?:,?\s+(?:but|if|and|although)\s+(?:\w+\s+)?\w+)?\s+$/i,
    /^\s+(?:is|has\s+been)\s+steady\b/i,
  ],
  ['some', /\bsome(?:\s+(?:early|initial|further))?\s+$/i],
];

/** Who makes the progress: the authority and its leaders, not a child. */
const authority =
  /\b(?:local\s+authority|council|authority|leaders?|leadership|trust|services?|managers?|improvement|evidence|recommendations|partnership)\b/i;
const child =
  /\b(?:children(?!['\u2019]s)|young\s+people|pupils|they|care\s+leavers|academic|educational)\s+(?:\w+\s+){0,4}(?:mak\w+|made)\b|\bexperiences?\s+and\s+progress\b|\breviewed\s+the\s+progress\b/i;
/** Of one matter only, where the letter says so in its sentence on the whole. */
const statement = /\bprogress\b/gi;

function sentenceAround(text: string, at: number): string {
  const before = text
    .slice(Math.max(0, at - 400), at)
    .split(/[.?!]\s+(?=[A-Z])|\n(?=[\u25fc\u2022\u25a0-])/);
  const after = /^[\s\S]*?(?:[.?!](?=\s|$)|\n(?=[\u25fc\u2022\u25a0-]))/.exec(text.slice(at));
  return `${before.at(-1) ?? ''}${after?.[0] ?? ''}`;
}

/**
 * What a letter says of the authority's progress as a whole: its first sentence with a degree of progress of which authority or
 * leaders are the subject. Where the sentences of the opening differ in degree, the first is taken and it says so.
 */
export function readProgress(letter: Letter): Read<ProgressCode> {
  const { text } = letter.body;
  const found: { readonly code: ProgressCode; readonly from: number; readonly to: number }[] = [];
  for (const match of everyMatch(text, statement)) {
    const sentence = sentenceAround(text, match.index);
    if (!authority.test(sentence) || child.test(sentence)) continue;
    const before = text.slice(Math.max(0, match.index - 60), match.index).replace(/\s+/g, ' ');
    const behind = text.slice(match.index + match[0].length, match.index + 90).replace(/\s+/g, ' ');
    const degree = degrees.find(([, told, after]) => told.test(before) || after?.test(behind));
    if (!degree) continue;
    found.push({ code: degree[0], from: match.index, to: match.index + match[0].length });
  }
  const [first] = found;
  if (!first) {
    return {
      value: 'not_stated',
      locators: [],
      confidence: 'medium',
      note: 'no sentence says of what degree the progress is',
    };
  }
  const others = new Set(found.map(({ code }) => code));
  const start = Math.max(0, text.lastIndexOf('\n', first.from - 30));
  return {
    value: first.code,
    locators: letter.body.locate(start, first.to),
    confidence: others.size === 1 ? 'high' : 'medium',
    note:
      others.size === 1
        ? undefined
        : `other sentences say ${[...others].filter((code) => code !== first.code).join(', ')}`,
  };
}

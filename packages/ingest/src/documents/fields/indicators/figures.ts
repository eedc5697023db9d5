import type { PartialDate } from '@monitoring-timeline/core';
import { momentPattern, readMoment } from '../moments.ts';
import { numberPattern, percentPattern, readNumber } from '../numbers.ts';
import type { Unit } from './measure.ts';

/** A figure as a sentence prints it: a share, a count, a length of time, or words that say how many ("all but one"). */
export interface Figure {
  readonly printed: string;
  readonly unit: Unit;
  /** None where words say how many that tell no number. */
  readonly value: number | undefined;
  /** The word before it that says it is not exact: "over", "nearly". */
  readonly hedge: string | undefined;
  /** Whose it is, where it only stands for comparison. */
  readonly compared: string | undefined;
  /** What follows it. */
  readonly after: string;
}

/** A sentence whose figures and dates are marks, so that its form can be told whatever it speaks of: `{P0} of care leavers`. */
export interface Marked {
  readonly text: string;
  /** By their marks. */
  readonly figures: ReadonlyMap<string, Figure>;
  readonly dates: ReadonlyMap<string, PartialDate | undefined>;
}

const hyphen = String.raw`[\s\u2010-\u2015\u2212-]*`;
const n = `(?:${numberPattern})`;
const number = new RegExp(n, 'gi');

/** Numbers that count nothing: ages, names of laws and stages, targets of time, levels, money. */
const noQuantity = [
  String.raw`\baged?\s+(?:between\s+)?${n}(?:\s*(?:and|to|or|[\u2010-\u2015-])\s*${n})?(?:\s+years?)?(?:\s+(?:and|or)\s+(?:over|under|above))?`,
  String.raw`${n}(?:${hyphen}(?:and|to|or)?${hyphen}${n})?${hyphen}years?${hyphen}olds?\b`,
  String.raw`\b(?:under|over)${hyphen}${n}s\b|\bages?\s+of\s+${n}(?:\s+years)?`,
  String.raw`\b(?:they\s+(?:are|reach|turn)|turn(?:ing)?|after|until|beyond|over|under|at(?:\s+age)?)\s+(?:1[4-9]|2[0-5])(?!\s*%|[\w.,]*\d|\s+(?:[a-z]+\s+)?(?:children|young|care|cases|adopt))`,
  String.raw`\b${n}\s+years\s+of\s+age\b`,
  String.raw`\b(?:sections?|regulations?|schedules?|articles?|key\s+stages?|stages?|years?|levels?|tiers?|bands?|paragraphs?|pages?|annexe?s?|appendix|parts?|phases?|quarters?|KS)\s*${n}(?:\s*(?:and|or|to)\s+${n})?[A-Z]?\b`,
  String.raw`\bworking\s+together\s+(?:to\s+safeguard\s+children\s+)?(?:19|20)\d{2}|\bact,?\s+(?:19|20)\d{2}|\bper\s+10,000\b`,
  String.raw`[\u00a3$]\s?[\d.,]+(?:\s?(?:million|m|k)\b)?`,
  String.raw`\b\d+(?:st|nd|rd|th)\b|\b(?:five|5)\s+(?:or\s+more\s+)?(?:good\s+)?(?:A\*|GCSE)`,
  String.raw`\b(?:under|in\s+less\s+than|beyond|every|after)\s+(?:the\s+)?(?:required\s+|statutory\s+)?${n}\s+(?:working\s+|school\s+)?(?:days?|hours?|weeks?|months?|years?)`,
  String.raw`\b(?:last|past|previous|preceding|first|next|prior)\s+${n}\s+\w+|${n}\s+miles\b`,
  String.raw`${n}[\u2010-\u2015-](?:day|week|month|year|hour|minute|stage|way|to|member|bed)\w*`,
  String.raw`\b(?:for\s+)?(?:more\s+than\s+|over\s+|at\s+least\s+|less\s+than\s+)?${n}(?:\s+(?:or\s+more\s+)?|\s+and\s+a\s+half\s+)(?:months|years)\b|${n}\s+or\s+(?:more|fewer|less)\s+(?:\w+\s+)?(?:placements?|moves)`,
  String.raw`\bone\s+(?:of|or|to|and|another|example|case|area|reason|in\s+${n})\b|\b(?:which|that|this|any|every|each|no)\s+one\b`,
].join('|');

const quantity = String.raw`all\s+but\s+${n}|virtually\s+all|(?:nearly|almost|over|about)\s+(?:half|a\s+third|a\s+quarter|all)|(?<!\b(?:not|of|at|above|after|in)\s)all(?!\s+(?:of\s+)?(?:the\s+)?(?:areas|aspects|agencies|partners|levels|staff|parts))`;
/** Between two shares no one of them is the value; what rises or falls from one to the other is told with "from". */
const spread = String.raw`\bbetween\s+${percentPattern}\s+and\s+${percentPattern}|(?<![\w.,-])\d{1,3}(?:\.\d+)?\s?(?:%|per\s?cent)?\s?[\u2010-\u2015-]\s?${percentPattern}`;
/** Each under the letter of its mark. */
const part = new RegExp(
  String.raw`(?<skip>${noQuantity})|(?<T>${spread})|(?<D>${momentPattern})|(?<P>${percentPattern})|(?<L>${n}(?:\s*(?:to|[\u2010-\u2015-])\s*${n})?\s+(?:weeks|days|hours))\b|\bwithin\s+(?:the\s+)?(?<W>(?:${n}|an?)\s+(?:working\s+)?(?:hours?|days?|weeks?)\b)|\b(?<Q>${quantity})\b|(?<N>${n})`,
  'gi',
);
/** Words before a figure that is not exact. */
export const hedges = String.raw`(?:just\s+)?(?:over|under)|(?:(?:no|not)\s+)?(?:more|fewer|less)\s+than|in\s+excess\s+of|at\s+least|nearly|almost|about|around|approximately|some|(?<!\b(?:went|gone|going|rose|risen)\s)up\s+to`;
const hedged = new RegExp(String.raw`\b(${hedges})\s+$`, 'i');
/** Words that tell how a value stands to another, or to what it was, without a figure. */
export const comparing = String.raw`in\s+line|better|less|lower|higher|above|below|more|(?:reduced|increased)(?!\s+the\b)|fallen|risen|grown`;

const whose = String.raw`(?:(?<national>national(?:ly)?|england|english|country)|(?<similar>statistical|similar|comparator|comparable|neighbours)|(?<region>region\w*|london))\b`;
const average = String.raw`(?:\s+(?:authorit\w+|average|figure|rate|share|level|performance|neighbours|areas)){0,3}`;
const comparedBefore = new RegExp(
  String.raw`\b${whose}(?:\s+local)?${average}(?:\s+(?:of|is|was|at|for|being)|,\s+(?:which\s+(?:is|was)|at))?[\s(]+(?:about\s+|around\s+)?$`,
  'i',
);
const comparedBehind = new RegExp(
  String.raw`^\)?,?\s*(?:(?:for|in|across|among|found)\s+)?(?:the\s+)?${whose}`,
  'i',
);
/** By how much something changed, or what it should be, is no value of it. */
const changeBefore =
  /\b(?:by|top|bottom|best|worst|lowest|highest|(?:increase|decrease|reduction|rise|fall|improvement|drop|gap|target)s?\s+(?:of|is|was)|target\b[^.;]{0,30}|(?:aims?|plans?|hopes?)\s+to\s+\w+|requires?)\s+(?:\w+\s+)?\(?$/i;
const changeBehind =
  /^\s*(?:(?:percentage\s+)?points?|(?:\w+\s+)?(?:increase|decrease|reduction|rise|fall|improvement|drop)|target|higher|lower|more\s+than|above|below)\b/i;

function comparedWith(lead: string, after: string): string | undefined {
  const told = (comparedBefore.exec(lead) ?? comparedBehind.exec(after))?.groups ?? {};
  return told.similar ? 'similar authorities' : Object.keys(told).find((name) => told[name]);
}

/** Unit and value of what stands under a letter; of two lengths of time the longer. */
function quantityOf(letter: string, printed: string): Pick<Figure, 'unit' | 'value'> {
  if (letter === 'L' || letter === 'W') {
    const unit = printed.replace(/^.*\s|s$/gi, '').toLowerCase();
    return { unit: `${unit}s` as Unit, value: readNumber(printed.match(number)?.at(-1) ?? 'one') };
  }
  if (letter === 'N') return { unit: 'count', value: readNumber(printed) };
  if (/^all$/i.test(printed)) return { unit: 'percent', value: 100 };
  return { unit: letter === 'Q' ? 'text' : 'percent', value: readNumber(printed) };
}

/** Every sentence with a figure needs one of these. */
const figureIn =
  /\d|\b(?:all|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|a\s+third|a\s+quarter|within\s+an?)\b/i;

/** Marks the figures and dates of a sentence. A mark that tells by how much something changed, or between what it lies, is `{T}`. */
export function marked(sentence: string): Marked {
  // what is shortened behind its name says nothing more
  const text = sentence.replace(/\s+/g, ' ').replace(/ \([A-Z]{2,}s?\)/g, '');
  const figures = new Map<string, Figure>();
  const dates = new Map<string, PartialDate | undefined>();
  if (!figureIn.test(text)) return { text, figures, dates };
  let [out, at] = ['', 0];
  part.lastIndex = 0;
  // not `matchAll`, whose copy of so long a pattern may have to be compiled anew
  for (let match = part.exec(text); match; match = part.exec(text)) {
    const told = Object.entries(match.groups ?? {}).find(([, words]) => words !== undefined);
    const [letter = '', printed = ''] = told ?? [];
    if (letter === 'skip' || /^no$/i.test(printed)) continue;
    const lead = text.slice(at, match.index);
    at = match.index + match[0].length;
    const after = text.slice(at);
    const compared = comparedWith(lead, after);
    const changed = changeBefore.test(lead) || changeBehind.test(after);
    const shown = letter === 'D' ? letter : compared ? 'C' : changed ? 'T' : letter;
    const mark = `{${shown}${figures.size + dates.size}}`;
    out += `${lead}${letter === 'W' ? 'within ' : ''}${mark}`;
    if (letter === 'D') dates.set(mark, readMoment(printed));
    else {
      const hedge = letter === 'Q' ? undefined : hedged.exec(lead)?.[1]?.toLowerCase();
      const quantity = quantityOf(letter, printed);
      figures.set(mark, { printed, ...quantity, hedge, compared, after: after.slice(0, 60) });
    }
  }
  return { text: out + text.slice(at), figures, dates };
}

import { momentPattern } from '../moments.ts';
import { numberPattern, percentPattern, readNumber } from '../numbers.ts';

/** A figure as a sentence prints it: a share, a count, a length of time, or words that say how many ("all but one"). */
export interface Figure {
  readonly kind: 'percent' | 'count' | 'weeks' | 'days' | 'hours' | 'months' | 'words';
  readonly printed: string;
  readonly value: number | undefined;
  /** The word before it that says it is not exact: "over", "nearly". */
  readonly hedge: string | undefined;
  /** Whose it is, where it only stands for comparison. */
  readonly compared: 'national' | 'similar authorities' | 'region' | undefined;
  /** What follows it. */
  readonly after: string;
}

/** A sentence whose figures and dates are marks, so that its form can be told whatever it speaks of: `{P0} of care leavers`. */
export interface Marked {
  readonly text: string;
  /** By the number in the mark. */
  readonly figures: readonly Figure[];
  readonly dates: readonly string[];
}

const hyphen = String.raw`[\s\u2010-\u2015\u2212-]*`;
const n = `(?:${numberPattern})`;

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
const part = new RegExp(
  String.raw`(?<skip>${noQuantity})|(?<spread>${spread})|(?<date>${momentPattern})|(?<percent>${percentPattern})|(?<lasting>${n}(?:\s*(?:to|[\u2010-\u2015-])\s*${n})?\s+(?:weeks|days|hours))\b|\bwithin\s+(?:the\s+)?(?<limit>(?:${n}|an?)\s+(?:working\s+)?(?:hours?|days?|weeks?|months?)\b)|\b(?<words>${quantity})\b|(?<count>${n})`,
  'gi',
);
const hedges =
  /\b((?:just\s+)?(?:over|under)|(?:(?:no|not)\s+)?(?:more|fewer|less)\s+than|in\s+excess\s+of|at\s+least|nearly|almost|about|around|approximately|some|(?<!\b(?:went|gone|going|rose|risen)\s)up\s+to)\s+$/i;

const others = [
  ['national', /\b(?:national(?:ly)?|england|english|country)\b/i],
  ['similar authorities', /\b(?:statistical|similar|comparator\w*|comparable|neighbours|other)\b/i],
  ['region', /\b(?:region\w*|london)\b/i],
] as const;
const average = String.raw`(?:\s+(?:authorit\w+|average|figure|rate|level|performance|neighbours|areas)){0,3}`;
const before = new RegExp(
  String.raw`\b(?:national|england|english|statistical|similar|comparator|comparable|neighbours|regional?|london)\b(?:\s+local)?${average}(?:\s+(?:of|is|was|at|for|being)|,\s+(?:which\s+(?:is|was)|at))?[\s(]+(?:about\s+|around\s+)?$`,
  'i',
);
const behind =
  /^\)?,?\s*(?:(?:for|in|across|among|found)\s+)?(?:the\s+)?(?:nationally|england|national|statistical|similar|comparator|comparable|london)\b/i;
/** By how much something changed, or what it should be, is no value of it. */
const changeBefore =
  /\b(?:by|top|bottom|best|worst|lowest|highest|(?:increase|decrease|reduction|rise|fall|improvement|drop|gap|target)s?\s+(?:of|is|was)|target\b[^.;]{0,30}|(?:aims?|plans?|hopes?)\s+to\s+\w+|requires?)\s+(?:\w+\s+)?$/i;
const changeBehind =
  /^\s*(?:(?:percentage\s+)?points?|(?:\w+\s+)?(?:increase|decrease|reduction|rise|fall|improvement|drop)|target|higher|lower|more\s+than|above|below)\b/i;

function comparedWith(lead: string, after: string): Figure['compared'] {
  const told = before.exec(lead)?.[0] ?? behind.exec(after)?.[0];
  return told === undefined ? undefined : others.find(([, word]) => word.test(told))?.[0];
}

/** Marks the figures and dates of a sentence. A mark that tells by how much something changed, or between what it lies, is `{T}`. */
export function marked(sentence: string): Marked {
  const text = sentence.replace(/\s+/g, ' ');
  const figures: Figure[] = [];
  const dates: string[] = [];
  let [out, at] = ['', 0];
  part.lastIndex = 0;
  // not `matchAll`, whose copy of so long a pattern may have to be compiled anew
  for (let match = part.exec(text); match; match = part.exec(text)) {
    const {
      skip,
      date,
      spread: apart,
      percent = apart,
      limit,
      lasting = limit,
      words,
      count,
    } = match.groups ?? {};
    if (skip !== undefined || /^no$/i.test(count ?? '')) continue;
    const [printed] = match;
    const lead = text.slice(at, match.index);
    const after = text.slice(match.index + printed.length);
    at = match.index + printed.length;
    out += lead;
    if (date !== undefined) {
      out += `{D${dates.length}}`;
      dates.push(date);
      continue;
    }
    const compared = comparedWith(lead, after);
    const changed = apart !== undefined || changeBefore.test(lead) || changeBehind.test(after);
    const letter = percent ? 'P' : limit ? 'W' : lasting ? 'L' : words ? 'Q' : 'N';
    out += `${limit ? 'within ' : ''}{${compared ? 'C' : changed ? 'T' : letter}${figures.length}}`;
    const plain = words && /^all$/i.test(words) ? '100%' : printed;
    figures.push({
      kind: percent
        ? 'percent'
        : lasting
          ? (lasting.replace(/^.*\s|s$/g, '').concat('s') as 'weeks')
          : words
            ? 'words'
            : 'count',
      printed: (limit ?? printed).trim(),
      value: readNumber(
        lasting
          ? lasting
              .replace(/\s+\w+$/, '')
              .replace(/^.*(?:to|[\u2010-\u2015-])\s*|^an?$/, (word) =>
                /^an?$/.test(word) ? '1' : '',
              )
          : plain,
      ),
      hedge: words ? undefined : hedges.exec(lead)?.[1]?.replace(/\s+/g, ' ').toLowerCase(),
      compared,
      after: after.slice(0, 60),
    });
  }
  return { text: out + text.slice(at), figures, dates };
}

import { type Block, type Statement, statementsWith } from '../statements.ts';
import { areasNamed } from './areas-told.ts';
import { gradeWords } from './grade-words.ts';
import { momentPattern, printsYear } from './moments.ts';
import { isDeniedOrAhead, isUndone } from './not-so.ts';

const grade = String.raw`['\u2018"]?(?<grade>${gradeWords})['\u2019"]?`;
const judged = String.raw`(?:judged|rated|graded|found)\s+(?:\w+\s+)?(?:to\s+(?:be\s+)?|as\s+)?`;
const under = String.raw`under\s+the\s+(?<framework>single\s+inspection\s+framework|SIF|ILACS)(?:\s*\(\w+\))?`;
const graded = String.raw`(?:(?<of>[^.;]{0,60}?)\b${judged}${grade})?`;
const last = String.raw`\b(?:last|previous)\s+(?:\w+\s+){0,3}?inspection\b[^.;]{0,60}?\s`;
/** Who is judged as a whole. A grade of anybody or anything else is of a service, a home or a sample of cases. */
const council = String.raw`(?:(?!(?:of|from|by|for|in|at|with|to|on)\b)[\w'\u2019-]+\s+){0,3}?(?:council|(?:local\s+)?authority|borough|county)`;
const whole = String.raw`(?:^|[,;:]\s+|\b(?:when|where|since|and|that|which)\s+)(?:we|${council}|(?:(?:our|${council}['\u2019]s)\s+)?(?:overall\s+)?(?:children['\u2019]s\s+)?(?:social\s+care\s+)?services|overall\s+effectiveness)`;

const forms = [
  [
    'earlier inspection',
    String.raw`${last}${under}[^.;]{0,20}?\s+in\s+(?<when>${momentPattern})${graded}`,
  ],
  ['earlier inspection', String.raw`${last}in\s+(?<when>${momentPattern})\s+${under}${graded}`],
  [
    'earlier focused visit',
    String.raw`\bfocus+ed\s+visit\s+(?:on|of|about|to\s+look\s+at|looking\s+at)\s+(?<topic>[^.,;]{4,100}?)\s+in\s+(?<when>${momentPattern})`,
  ],
  [
    'earlier grade',
    String.raw`\b(?:following|after|since|from)\s+(?:an?|its|our|the)\s+(?:previous\s+)?${grade}\s+(?:overall\s+)?(?:judgement|rating)\s+in\s+(?<when>${momentPattern})`,
  ],
  [
    'earlier grade',
    String.raw`${whole}\s+(?:was|were|(?:has|have|had)\s+(?:(?:previously|last|first)\s+)?been)\s+(?:(?:last|previously|first|also)\s+)?${judged}${grade}(?:\s+overall)?\s+in\s+(?<when>${momentPattern})`,
  ],
].map(([form = '', told = '']) => ({ form, told: new RegExp(told, 'i') }));

/** A sentence that recalls an inspection or visit before: in which form, and what it tells, by the names of its parts. */
export interface EarlierTold {
  readonly form: string;
  readonly statement: Statement;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

const mayTell = /\binspection\b|\bfocus+ed\s+visit\b|\b(?:judg|rat|grad|found)/i;

/** A grade of these is none of the services for children as a whole. */
const another =
  /\b(?:homes?|board|schools?|nurser(?:y|ies)|academ(?:y|ies)|colleges?|early\s+years|adoption|fostering|providers?|provision|adults?|housing|youth|probation|SEND|special\s+educational|area\s+inspection|CQC|HMIP|audits?|cases?|files?|per\s?cent|third|quarter|half|most|neighbour\w*|national(?:ly)?|leaders(?:hip)?|councils|authorities)\b|%/i;
/** What is only held to prepare for one. */
const pretended = /\b(?:mock|practice|peer|internal)\s+$/i;
/** What is only said to be so, or said to be wrong. */
const hearsay =
  /\b(?:wrong(?:ly)?|untrue|incorrect(?:ly)?|false(?:ly)?|in\s+error|press|media|newspapers?|rumou?rs?|alleg\w+|claim(?:s|ed)?\s+that|some\s+say)\b/i;
/** A grade that somebody else gave, or for something else. */
const forAnother =
  /^\s+(?:by\s+(?!(?:the\s+)?(?:ofsted|inspectors|inspectorate))|at\s+(?!(?:the|its|our)\b)|as\s+an?\b|(?:for|in)\s+(?:an?|its|our|the)\s+(?!(?:\w+\s+)?(?:children|inspection\s+of\s+(?:our\s+|its\s+)?(?:local\s+authority\s+)?children)))/i;
const shortly = 60;

/** Whether a sentence tells a grade of the services as a whole, of its words before the grade. */
function ofWhole(words: string): boolean {
  return !another.test(words) && (/\boverall\b/i.test(words) || areasNamed(words).length === 0);
}

/**
 * Sentences that recall an inspection, a focused visit or a grade before, with its month or year: of each form the first. What is
 * denied, hoped for or still to come is not told, nor a grade of anything but the services as a whole.
 */
export function earlierTold(
  blocks: readonly Block[],
  elsewhere: (sentence: string) => boolean = () => false,
): readonly EarlierTold[] {
  const found = new Map<string, EarlierTold>();
  for (const statement of statementsWith(blocks, printsYear)) {
    const { text } = statement;
    if (!mayTell.test(text)) continue;
    for (const { form, told } of forms) {
      const match = found.has(form) ? null : told.exec(text);
      if (!match?.groups || elsewhere(text)) continue;
      const { of = '', grade: _grade, ...rest } = match.groups;
      const before = text.slice(Math.max(0, match.index - shortly), match.index);
      const after = text.slice(match.index + match[0].length);
      if (isDeniedOrAhead(`${before}${match[0]}`) || isUndone(after)) continue;
      if (pretended.test(before) || hearsay.test(before) || hearsay.test(after)) continue;
      if (form === 'earlier grade' && forAnother.test(after)) continue;
      if (form === 'earlier grade' && !ofWhole(text)) continue;
      const groups = ofWhole(of) ? match.groups : rest;
      found.set(form, { form, statement, groups });
    }
  }
  return [...found.values()];
}

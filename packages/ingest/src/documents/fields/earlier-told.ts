import { type Block, type Statement, statementsOf } from '../statements.ts';
import { gradeWords } from './grade-words.ts';
import { momentPattern } from './moments.ts';

const under = String.raw`under\s+the\s+(?<framework>single\s+inspection\s+framework|SIF|ILACS)(?:\s*\(\w+\))?`;
const graded = String.raw`(?:[^.;]{0,60}?\b(?:judged|rated|graded|found)\s+(?:\w+\s+)?(?:to\s+(?:be\s+)?|as\s+)?['\u2018"]?(?<grade>${gradeWords}))?`;
const last = String.raw`\b(?:last|previous)\s+(?:\w+\s+){0,3}?inspection\b[^.;]{0,60}?\s`;

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
    String.raw`\b(?:(?:judged|rated|graded|found)\s+(?:to\s+be\s+|as\s+)?|an?\s+['\u2018"]?)(?<grade>${gradeWords})(?:['\u2019"]?\s+(?:overall\s+)?(?:judgement|rating|grade))?\s+in\s+(?<when>${momentPattern})`,
  ],
].map(([form = '', told = '']) => ({ form, told: new RegExp(told, 'i') }));

/** A sentence that recalls an inspection or visit before: in which form, and what it tells, by the names of its parts. */
export interface EarlierTold {
  readonly form: string;
  readonly statement: Statement;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** A grade of these is none of the services for children as a whole. */
const another =
  /\b(?:children['\u2019]s\s+homes?|board|school|adoption|fostering|provider|adults?|neighbouring|national(?:ly)?)\b/i;

/** Sentences that recall an inspection, a focused visit or a grade before, with its month or year: of each form the first. */
export function earlierTold(blocks: readonly Block[]): readonly EarlierTold[] {
  const found = new Map<string, EarlierTold>();
  for (const statement of statementsOf(blocks)) {
    if (!/\binspection\b|\bfocus+ed\s+visit\b|\b(?:judg|rat|grad|found)/i.test(statement.text))
      continue;
    for (const { form, told } of forms) {
      const groups = found.has(form) ? undefined : told.exec(statement.text)?.groups;
      if (!groups || (form === 'earlier grade' && another.test(statement.text))) continue;
      found.set(form, { form, statement, groups });
    }
  }
  return [...found.values()];
}

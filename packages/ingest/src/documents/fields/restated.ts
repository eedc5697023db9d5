import { type GradeOrNot, readGrade } from '@monitoring-timeline/core';
import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, statementsOf } from '../statements.ts';
import { areasNamed } from './areas-told.ts';
import { unnamedAuthority } from './authorities-named.ts';
import type { FactContext } from './fact-context.ts';
import { gradeWordsOfToday } from './grade-words.ts';
import { momentPattern, readMoment } from './moments.ts';

/** "At the last inspection, in March 2018, services were judged to require improvement": when, of what, and the first grade. */
const told = new RegExp(
  String.raw`\b(?:last|previous)\s+(?:(?:full|graded|standard|short|ofsted|ILACS|SIF|single)\s+)*inspection\b[^.;]{0,90}?\b(?:in|of)\s+(?<when>${momentPattern})(?<of>[^.;]{0,140}?)\b(?:(?:judged|rated|graded|found)\s+(?:to\s+be\s+|as\s+|to\s+)?|judgement\s+(?:was|of)\s+)(?:also\s+|overall\s+)?(?<grade>${gradeWordsOfToday})`,
  'i',
);
/** Sentences without these words tell no earlier grade; looking for them first keeps long reports quick. */
const mayTell = /\b(?:last|previous)\b[^.;]{0,40}\binspection\b/i;
/** Other services, and strands of the frameworks before, are no judgement of the inspection as a whole. */
const another =
  /\b(?:safeguarding|children['\u2019]s\s+homes?|board|provider|agency|school|adoption|fostering)\b/i;

/**
 * What a report or letter tells, in a sentence, of the grade of the inspection before: a claim about that one on the date that the
 * sentence gives, known from this document. Where that inspection is on record it joins it, and outranks nothing.
 */
export function readRestated(
  blocks: readonly Block[],
  { days }: FactContext,
): readonly Read<FactRead>[] {
  for (const statement of statementsOf(blocks)) {
    if (!mayTell.test(statement.text)) continue;
    const groups = told.exec(statement.text)?.groups;
    const date = groups?.when ? readMoment(groups.when) : undefined;
    const grade: GradeOrNot | undefined = readGrade((groups?.grade ?? '').replace(/\s+/g, ' '));
    const of = groups?.of ?? '';
    if (!date || !grade || another.test(of) || /\b(?:no|not|none|never|neither)\b/i.test(of)) {
      continue;
    }
    // what has been judged since is not of that inspection
    if (unnamedAuthority.test(statement.text) || /\b(?:has|have)\s+been\s*$/i.test(of)) continue;
    if (date.precision !== 'month' && date.precision !== 'year') continue;
    // an inspection before lies before this one
    if (days && date.from >= days.from.slice(0, date.from.length)) continue;
    const named = /\boverall\b/i.test(of) ? [] : areasNamed(of);
    const areas = named.length > 0 ? named : (['overall'] as const);
    const data = {
      of: { activity: 'inspection', days: date },
      restated: true,
      judgements: areas.map((area) => ({ area, grade })),
    };
    return [
      {
        value: { type: 'ReportPublished', occurred: date, data },
        locators: placesOf(statement),
        confidence: 'medium',
        rules: ['form restated grade'],
      },
    ];
  }
  return [];
}

import {
  type Framework,
  type GradeOrNot,
  type Known,
  type PartialDate,
  readGrade,
} from '@monitoring-timeline/core';
import { gradeWords } from '../../fields/grade-words.ts';
import { momentPattern, readMoment } from '../../fields/moments.ts';
import { topicOf } from '../../fields/topics.ts';
import { flowOfDocument } from '../../flow.ts';
import type { DocumentText, Locator } from '../../model.ts';
import type { FactRead, Read } from '../../reading.ts';

const earlierInspection = new RegExp(
  String.raw`\b(?:last|previous)\s+(?:\w+\s+){0,2}?inspection\s+(?:was|took\s+place)\s+(?:carried\s+out\s+)?under\s+the\s+(?<framework>single\s+inspection\s+framework|SIF|ILACS)[^.]{0,30}?\s+in\s+(?<when>${momentPattern})(?:,?\s+(?:which|and)\s+(?:found\s+us\s+to\s+be|was\s+judged|judged\s+\w+(?:\s+to\s+be)?|rated\s+\w+)\s+['\u2018"]?(?<grade>${gradeWords}))?(?:['\u2019"]?\s+following\s+an?\s+['\u2018"]?(?<before>${gradeWords})['\u2019"]?\s+judgement\s+in\s+(?<earlier>${momentPattern}))?`,
  'i',
);
const focusedVisit = new RegExp(
  String.raw`\b(?:had|received|hosted)\s+a\s+focus+ed\s+visit\s+(?:on|about|to\s+look\s+at|looking\s+at)\s+(?<topic>[^.,;]{4,100}?)\s+in\s+(?<when>${momentPattern})`,
  'i',
);

/** Words of councils for what the inspectorate calls otherwise. */
function topicCode(printed: string): string | undefined {
  const care = /\b(?:cared\s+for|looked\s+after)\b|children\s+in\s+care/i.test(printed);
  const leavers = /care\s+leavers/i.test(printed);
  if (care && leavers) return 'children_in_care_and_care_leavers';
  if (care) return 'children_in_care';
  return leavers ? 'care_leavers' : topicOf(printed).theme;
}

interface Mention {
  readonly day: Known;
  readonly locators: readonly Locator[];
}

function graded(
  when: PartialDate,
  framework: Framework | undefined,
  printed: string,
  { day, locators }: Mention,
): readonly Read<FactRead>[] {
  const read: GradeOrNot | undefined = readGrade(printed.replace(/\s+/g, ' '));
  if (!read) return [];
  const judgement = {
    area: 'overall',
    grade: read,
    printed: printed.replace(/\s+/g, ' '),
    label: 'Overall',
    ...(framework === 'SIF' ? { code: 'overall_effectiveness' } : {}),
  };
  const of = { activity: 'inspection', ...(framework ? { framework } : {}), days: when };
  const data = { of, judgements: [judgement] };
  const value: FactRead = { type: 'ReportPublished', occurred: when, known: day, data };
  return [{ value, locators, confidence: 'medium' }];
}

/**
 * Earlier inspections and visits as a council recalls them: month or year, and the overall grade where it says one. They are its word on
 * another's report, known from this paper.
 */
export function readEarlierActivity(document: DocumentText, day: Known): readonly Read<FactRead>[] {
  const flow = flowOfDocument(document);
  const found: Read<FactRead>[] = [];
  const inspection = flow.find(earlierInspection);
  const groups = inspection && earlierInspection.exec(flow.text)?.groups;
  const when = groups?.when ? readMoment(groups.when) : undefined;
  if (inspection && groups && when) {
    const framework: Framework = /ILACS/i.test(groups.framework ?? '') ? 'ILACS' : 'SIF';
    const told = { day, locators: inspection.locators };
    const known: Known = { from: when.from, basis: 'assumed' };
    const value: FactRead = {
      type: 'InspectionCarriedOut',
      occurred: when,
      known,
      data: { framework },
    };
    found.push({ value, locators: inspection.locators, confidence: 'medium' });
    if (groups.grade) found.push(...graded(when, framework, groups.grade, told));
    const earlier = groups.earlier ? readMoment(groups.earlier) : undefined;
    if (groups.before && earlier) found.push(...graded(earlier, undefined, groups.before, told));
  }
  const visit = flow.find(focusedVisit);
  const seen = visit && focusedVisit.exec(flow.text)?.groups;
  const month = seen?.when ? readMoment(seen.when) : undefined;
  if (visit && seen && month) {
    const printed = (seen.topic ?? '').replace(/\s+/g, ' ').trim();
    const topic = topicCode(printed);
    const data = {
      kind: 'focused',
      framework: 'ILACS',
      topicPrinted: printed,
      ...(topic ? { topic } : {}),
    };
    const known: Known = { from: month.from, basis: 'assumed' };
    const value: FactRead = { type: 'VisitCarriedOut', occurred: month, known, data };
    found.push({ value, locators: visit.locators, confidence: 'medium' });
  }
  return found;
}

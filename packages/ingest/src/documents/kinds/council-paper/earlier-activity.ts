import {
  type Framework,
  type GradeOrNot,
  type Known,
  type PartialDate,
  readGrade,
} from '@monitoring-timeline/core';
import { type EarlierTold, earlierTold } from '../../fields/earlier-told.ts';
import { readMoment } from '../../fields/moments.ts';
import { topicOf } from '../../fields/topics.ts';
import type { Locator } from '../../model.ts';
import type { FactRead, Read } from '../../reading.ts';
import { type Block, placesOf } from '../../statements.ts';

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
  readonly rules: readonly string[];
}

function graded(
  when: PartialDate,
  framework: Framework | undefined,
  printed: string,
  { day, locators, rules }: Mention,
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
  return [{ value, locators, confidence: 'medium', rules }];
}

function inspectionTold(
  { groups }: EarlierTold,
  when: PartialDate,
  mention: Mention,
): readonly Read<FactRead>[] {
  const framework: Framework = /ILACS/i.test(groups.framework ?? '') ? 'ILACS' : 'SIF';
  const known: Known = { from: when.from, basis: 'assumed' };
  const data = { framework };
  const value: FactRead = { type: 'InspectionCarriedOut', occurred: when, known, data };
  const { locators, rules } = mention;
  return [
    { value, locators, confidence: 'medium', rules },
    ...(groups.grade ? graded(when, framework, groups.grade, mention) : []),
  ];
}

function visitTold(
  { groups }: EarlierTold,
  when: PartialDate,
  { locators, rules }: Mention,
): readonly Read<FactRead>[] {
  const printed = (groups.topic ?? '').replace(/\s+/g, ' ').trim();
  const topic = topicCode(printed);
  const data = {
    kind: 'focused',
    framework: 'ILACS',
    topicPrinted: printed,
    ...(topic ? { topic } : {}),
  };
  const known: Known = { from: when.from, basis: 'assumed' };
  const value: FactRead = { type: 'VisitCarriedOut', occurred: when, known, data };
  return [{ value, locators, confidence: 'medium', rules }];
}

/** What a paper says of itself, by which what it recalls is told from that. */
interface Paper {
  /** The day from which it is public. */
  readonly day: Known;
  /** The first day of the inspection that it is about, which is none before. */
  readonly own?: string | undefined;
  /** True of a sentence that tells of another council. */
  readonly elsewhere?: ((words: string) => boolean) | undefined;
}

/** Focused visits came with the framework of January 2018. */
const firstFocused = '2018';

/**
 * Earlier inspections and visits as a council recalls them: month or year, and the overall grade where it says one. They are its word on
 * another's report, known from this paper.
 */
export function readEarlierActivity(
  blocks: readonly Block[],
  { day, own, elsewhere }: Paper,
): readonly Read<FactRead>[] {
  return earlierTold(blocks, elsewhere).flatMap((told) => {
    const { form, statement, groups } = told;
    const when = groups.when ? readMoment(groups.when) : undefined;
    if (!when || when.from > day.from.slice(0, when.from.length)) return [];
    if (own && when.from >= own.slice(0, when.from.length)) return [];
    const mention = { day, locators: placesOf(statement), rules: [`told ${form}`] };
    switch (form) {
      case 'earlier inspection':
        return inspectionTold(told, when, mention);
      case 'earlier grade':
        return graded(when, undefined, groups.grade ?? '', mention);
      default:
        return when.from < firstFocused ? [] : visitTold(told, when, mention);
    }
  });
}

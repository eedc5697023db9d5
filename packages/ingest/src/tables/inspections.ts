import {
  type Area,
  areaByLabel,
  areasOf,
  conceptByLabel,
  type Framework,
  type GradeOrNot,
  gradeLabels,
  gradesAdequate,
  type InspectionKind,
  type Judgement,
  type Known,
  type PartialDate,
  readGrade,
  type Source,
  versionJudging,
  versionsOf,
} from '@monitoring-timeline/core';
import { UnreadableRow } from '../proposal.ts';
import { heading, oneLine } from './cells.ts';
import type { RowBuilder } from './context.ts';

/** One grade cell: which area it stands under and what is printed in it. */
export interface GradeCell {
  readonly area: Area;
  readonly cell: string;
  readonly column: string;
  /** The area as the source prints it, where the column header is such a print. */
  readonly label?: string | undefined;
}

export interface ReadGrade extends GradeCell {
  readonly grade: GradeOrNot;
  readonly printed: string;
}

const codeForm = /^[a-z_]+$/;

/**
 * The grades of the cells that hold one. A blank says nothing. A dash in a release stands where the inspectors made no
 * judgement (all four dashes of 2016 whose reports are public are "not judged").
 * @throws UnreadableRow for anything else that is no grade.
 */
export function readGrades(cells: readonly GradeCell[]): readonly ReadGrade[] {
  const read: ReadGrade[] = [];
  for (const cell of cells) {
    const text = oneLine(cell.cell);
    if (text === '') continue;
    const grade = /^[-\u2013\u2014]$/.test(text) ? 'not_judged' : readGrade(text);
    if (grade === undefined) {
      throw new UnreadableRow(
        'unreadable_grade',
        `"${text}" in column ${cell.column} is not a grade; write outstanding, good, requires improvement, inadequate or not judged.`,
        cell.column,
      );
    }
    read.push({ ...cell, grade, printed: codeForm.test(text) ? gradeLabels[grade] : text });
  }
  return read;
}

/**
 * Which ILACS version a row's grades show. Care leavers judged apart beside an overall: 2023. An overall without care
 * leavers: the combined care grade of 2018. All four areas and an overall that the row says was taken away: 2026.
 * Undefined where the row cannot tell; its date never decides.
 */
export function ilacsVersion(
  grades: readonly ReadGrade[],
  saysNoOverall: boolean,
): string | undefined {
  const reported = grades.filter(({ grade }) => grade !== 'not_reported');
  const found = versionJudging(
    'ILACS',
    reported.map(({ area }) => area),
  )?.version;
  const overallMarked = grades.some(
    ({ area, grade }) => area === 'overall' && grade === 'not_reported',
  );
  return found === '2026' && !saysNoOverall && !overallMarked ? undefined : found;
}

/** Areas of the version of a framework in force that are not among those there; of the one that lacks least where two may be meant. */
export function lackingAreas(framework: Framework, there: ReadonlySet<Area>, start: string) {
  const month = start.slice(0, 7);
  const inForce = versionsOf(framework).filter(
    ({ from = '', to = '9999' }) => from <= month && month <= to,
  );
  const lacking = inForce.map(({ areas }) => areas.filter(({ area }) => !there.has(area)));
  const [least = []] = lacking.sort((a, b) => a.length - b.length);
  return least;
}

/**
 * Judgements of a report. Before the single inspection framework a table's "requires improvement" restates `adequate`: that is the
 * grade, and the table's word stays beside it.
 */
export function judgementsOf(
  framework: Framework,
  version: string | undefined,
  grades: readonly ReadGrade[],
): readonly Judgement[] {
  const present = version === '2026' ? grades.filter(({ area }) => area !== 'overall') : grades;
  return present.map(({ area, grade, printed, label }) => {
    const entry = areasOf(framework, version).find((judged) => judged.area === area);
    const restated = gradesAdequate(framework) && grade === 'requires_improvement';
    return {
      area,
      grade: restated ? 'adequate' : grade,
      printed,
      ...(label ? { label: oneLine(label) } : {}),
      ...(entry ? { code: entry.code } : {}),
      ...(entry?.covers ? { covers: [...entry.covers] } : {}),
    };
  });
}

/** The area that a release's column header names under ILACS, whatever the version; undefined for other columns. */
export function ilacsArea(header: string): Area | undefined {
  const label = heading(header);
  return areaByLabel('ILACS', '2018', label)?.area ?? conceptByLabel('ILACS', label);
}

export interface InspectionFacts {
  readonly authority: string;
  readonly framework: Framework;
  readonly version?: string | undefined;
  readonly kind?: InspectionKind | undefined;
  readonly kindInferred?: boolean | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly parts?: readonly { readonly from: string; readonly to: string }[] | undefined;
  readonly published?: string | undefined;
  /** Publication of the table, which counts where the row gives none for the report. */
  readonly tablePublished: string;
  readonly judgements: readonly Judgement[];
  readonly leadInspector?: string | undefined;
  readonly address?: string | undefined;
  readonly source: Source;
}

/** Days on site: a range, or the first day alone where the last is not given. @throws UnreadableRow where they contradict. */
export function daysOnSite(start?: string, end?: string): PartialDate | undefined {
  if (start === undefined) {
    if (end === undefined) return undefined;
    throw new UnreadableRow(
      'dates_contradict',
      'The row gives a last day without a first.',
      'end_date',
    );
  }
  if (end === undefined) return { precision: 'day', from: start };
  if (end < start) {
    throw new UnreadableRow(
      'dates_contradict',
      `The last day ${end} lies before the first day ${start}.`,
      'end_date',
    );
  }
  return { precision: 'range', from: start, to: end };
}

/** When a report came out and since when it is known: its own day, else "by" the table that lists it. */
export function publicationOf(
  published: string | undefined,
  tablePublished: string,
): { readonly occurred: PartialDate; readonly known: Known } {
  return published
    ? {
        occurred: { precision: 'day', from: published },
        known: { from: published, basis: 'published' },
      }
    : {
        occurred: { precision: 'by', from: tablePublished },
        known: { from: tablePublished, basis: 'published' },
      };
}

/** Adds the claims of a graded inspection: that it was carried out (where its start is given), and its report. */
export function addInspection(builder: RowBuilder, facts: InspectionFacts): void {
  const days = daysOnSite(facts.start, facts.end);
  const { authority, framework, version, kind, source } = facts;
  const parts =
    facts.parts && facts.parts.length > 1 ? facts.parts.map((part) => ({ ...part })) : undefined;
  if (days && facts.start) {
    const inspectors = facts.leadInspector
      ? [{ person: builder.person(facts.leadInspector), role: 'lead' }]
      : undefined;
    const data = { framework, version, kind, kindInferred: facts.kindInferred, parts, inspectors };
    builder.add({
      type: 'InspectionCarriedOut',
      authority,
      occurred: days,
      known: { from: facts.start, basis: 'assumed' },
      source,
      data,
    });
  }
  const of = { activity: 'inspection', framework, version, kind, days, parts };
  builder.add({
    type: 'ReportPublished',
    authority,
    ...publicationOf(facts.published, facts.tablePublished),
    source,
    data: {
      of,
      published: facts.published,
      judgements: facts.judgements.length > 0 ? facts.judgements : undefined,
      address: facts.address,
    },
  });
}

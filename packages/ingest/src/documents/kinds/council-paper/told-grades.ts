import {
  type Area,
  areasOf,
  type Framework,
  type GradeOrNot,
  readGrade,
} from '@monitoring-timeline/core';
import { areaTold } from '../../fields/areas-told.ts';
import { judgementWordsOfToday as gradeWords } from '../../fields/grade-words.ts';
import { type GradeRow, judgementValue, labelsOf, readGradeTable } from '../../fields/grades.ts';
import { locatorOf, type TextLine } from '../../model.ts';
import type { DocumentProblem, JudgementRead, Read } from '../../reading.ts';
import { gradesApart, laterTable, readGradeColumns } from './grade-columns.ts';
import { plainLine } from './meeting.ts';

/** A grade at the end of a line, behind the word that gives it. */
const ending = new RegExp(
  String.raw`(?:\b(?:is|was|were|are|be|as)\b(?:\s+that\s+it\s+is)?|:|board)\s*['\u2018"]?(${gradeWords})\b['\u2019"]?[\s.*]*$`,
  'i',
);
const judgementAlone = new RegExp(
  String.raw`^(?:ofsted(?:['\u2019]s)?\s+)?judgement\s+(?:is|was)\s*:?\s*(${gradeWords})[\s.]*$`,
  'i',
);

function judged(
  framework: Framework,
  area: Area,
  grade: GradeOrNot,
  printed: string,
  lines: readonly TextLine[],
): Read<JudgementRead> {
  const own = areasOf(framework, framework === 'ILACS' ? '2018' : undefined).find(
    (one) => one.area === area,
  );
  return {
    value: {
      area,
      grade,
      printed: printed.replace(/\s+/g, ' ').trim(),
      label: own?.printed ?? area,
      ...(own ? { code: own.code } : {}),
      ...(own?.covers ? { covers: own.covers } : {}),
    },
    locators: lines.map(locatorOf),
    confidence: 'medium',
  };
}

/** Grades in headings and sentences: an area and, at the end of the line or on the next, its grade. */
export function gradesInText(
  lines: readonly TextLine[],
  framework: Framework,
): readonly Read<JudgementRead>[] {
  const found = new Map<Area, Read<JudgementRead>>();
  for (const [index, line] of lines.entries()) {
    const text = plainLine(line);
    // what is listed under a heading praises or faults a part of it; it is no judgement
    if (text.length > 160 || /^[-\u2013\u2022\u25a0]\s/.test(text)) continue;
    const alone = judgementAlone.exec(text)?.[1];
    const before = lines[index - 1];
    const printed = alone ?? ending.exec(text)?.[1];
    const grade = printed ? readGrade(printed.replace(/\s+/g, ' ')) : undefined;
    if (!printed || !grade) continue;
    const area = alone && before ? areaTold(plainLine(before)) : areaTold(text);
    if (!area || found.has(area)) continue;
    const places = alone && before ? [before, line] : [line];
    found.set(area, judged(framework, area, grade, printed, places));
  }
  return [...found.values()];
}

/** Grades beside or under their labels, as tables and forms print them. */
export function gradesInTable(
  lines: readonly TextLine[],
  framework: Framework,
): readonly Read<JudgementRead>[] {
  const labels = labelsOf(framework);
  const rows = readGradeTable(lines, labels).map((row) =>
    judgementOf(row, row.clear ? 'high' : 'medium'),
  );
  const found = new Map<Area, Read<JudgementRead>>(rows.map((row) => [row.value.area, row]));
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const grade = next ? readGrade(plainLine(next)) : undefined;
    const area = areaTold(plainLine(line));
    // a form prints the grade under its label, alone on the line
    if (!next || !grade || !area || found.has(area) || plainLine(line).length > 100) continue;
    found.set(area, judged(framework, area, grade, plainLine(next), [line, next]));
  }
  return [...found.values()];
}

const anyGrade = new RegExp(String.raw`\b(?:${gradeWords})\b`, 'gi');
/** Longer lines are running text. */
const longestTold = 200;
const longestBelow = 60;

function gradesIn(text: string): readonly GradeOrNot[] {
  return [...text.matchAll(anyGrade)].flatMap(([word]) => readGrade(word) ?? []);
}

/**
 * Lines that tell of an area with more than one grade, on the line ("good (was inadequate)") or each on a line below it; none where
 * that is so of a single area, which is running text. Beside a table only grades on lines below count.
 */
function tornBetween(lines: readonly TextLine[], beside: boolean): readonly TextLine[] {
  const torn = new Map<Area, TextLine>();
  for (const [index, line] of lines.entries()) {
    const text = plainLine(line);
    const area = text.length > longestTold ? undefined : areaTold(text);
    if (!area || torn.has(area)) continue;
    const own = gradesIn(text);
    if (beside && own.length > 0) continue;
    const told = own.length > 0 ? own : gradesBelow(lines, index);
    if (new Set(told).size > 1) torn.set(area, line);
  }
  return torn.size > 1 ? [...torn.values()] : [];
}

/** Grades on the two lines below a label, one on each and of nothing else. */
function gradesBelow(lines: readonly TextLine[], index: number): readonly GradeOrNot[] {
  const below = lines.slice(index + 1, index + 3).map(plainLine);
  const told = below.map((text) =>
    text.length > longestBelow || areaTold(text) ? [] : gradesIn(text),
  );
  return told.every((one) => one.length === 1) ? told.flat() : [];
}

/** The rows of a second table that gives areas of the first another grade. */
function secondTable(
  lines: readonly TextLine[],
  rows: readonly GradeRow[],
  framework: Framework,
): readonly GradeRow[] {
  const places = rows.flatMap(({ locators }) => locators);
  const end = lines.findLastIndex(({ page, number }) =>
    places.some((place) => place.page === page && place.line === number),
  );
  const others = readGradeTable(lines.slice(end + 1), labelsOf(framework));
  const first = new Map(rows.map(({ area, grade }) => [area.area, grade]));
  const differ = others.filter(({ area, grade }) => (first.get(area.area) ?? grade) !== grade);
  return others.length > 1 && differ.length > 0 ? others : [];
}

/** The grades that a paper tells, and the question where it tells two for an area and not which is the later. */
export interface ToldGrades {
  readonly judgements: readonly Read<JudgementRead>[];
  readonly problems: readonly DocumentProblem[];
}

/**
 * The grades that a paper tells, each area once: from a table where there is one, else from text. Of several columns of grades those of
 * the later report count.
 * @param inspected year in which the inspection began, where the paper tells it
 */
export function readToldGrades(
  given: readonly TextLine[],
  framework: Framework,
  inspected: number | undefined,
): ToldGrades {
  const lines = gradesApart(given);
  const rows = readGradeTable(lines, labelsOf(framework));
  const columns = readGradeColumns(lines, rows, inspected);
  if (columns && !columns.rows) {
    return asks(
      'Its table has several columns of grades',
      columns.of.flatMap((row) => row.locators),
    );
  }
  if (columns?.rows) {
    return { judgements: columns.rows.map((row) => judgementOf(row, 'medium')), problems: [] };
  }
  const second = rows.length > 1 ? secondTable(lines, rows, framework) : [];
  if (rows[0] && second[0]) {
    const later = laterTable(lines, [rows[0], second[0]]);
    const places = [...rows, ...second].flatMap(({ locators }) => locators);
    if (later === undefined) return asks('It has two tables of grades that differ', places);
    const chosen = later === 0 ? rows : second;
    return { judgements: chosen.map((row) => judgementOf(row, 'medium')), problems: [] };
  }
  const torn = tornBetween(lines, rows.length > 1);
  if (torn.length > 0) return asks('It tells more than one grade of an area', torn.map(locatorOf));
  const table = rows.length > 1 ? gradesInTable(lines, framework) : [];
  const areas = new Set(table.map(({ value }) => value.area));
  const text = gradesInText(lines, framework).filter(({ value }) => !areas.has(value.area));
  // a combined care grade leaves no other for those whom it covers
  const covered = new Set(table.flatMap(({ value }) => value.covers ?? []));
  const judgements = [...table, ...text.filter(({ value }) => !covered.has(value.area))];
  return { judgements, problems: [] };
}

function asks(what: string, locators: DocumentProblem['locators']): ToldGrades {
  const message = `${what}, and no heading says which one is of the report that it tells of, so none was taken. Record the grades of the report itself.`;
  return { judgements: [], problems: [{ reason: 'several_columns', message, locators }] };
}

function judgementOf(row: GradeRow, confidence: 'high' | 'medium'): Read<JudgementRead> {
  return { value: judgementValue(row), locators: row.locators, confidence };
}

import { type GradeOrNot, type JudgedArea, plainLabel, readGrade } from '@monitoring-timeline/core';
import { cellLocator, type Locator, type TextItem, type TextLine } from '../model.ts';
import { judgementWords } from './grade-words.ts';

/** A judged area and the grade that follows it in the order of the text. */
export interface GradeInOrder {
  readonly area: JudgedArea;
  readonly label: string;
  readonly grade: GradeOrNot;
  readonly printed: string;
  readonly locators: readonly Locator[];
}

interface Cell {
  readonly line: TextLine;
  readonly item: TextItem;
}

/** A label or a grade, over how many cells. */
interface Run<T> {
  readonly value: T;
  readonly printed: string;
  readonly cells: readonly Cell[];
  /** Of a label: what stands behind it in its last cell, the beginning of a grade. */
  readonly rest?: string;
}

const mostLabelCells = 4;
const mostGradeCells = 4;

const compact = (text: string): string => plainLabel(text).replace(/ /g, '');
const joined = (cells: readonly Cell[]): string =>
  cells
    .map(({ item }) => item.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** A grade, or the beginning of one that is broken over lines, behind a label in one cell. */
const gradeBehind = new RegExp(
  String.raw`^(.+?)\s+((?:${judgementWords})|requires?(?:\s+improvement(?:\s+to(?:\s+be)?)?)?)$`,
  'i',
);

/** The longest run of cells from one on that `read` understands as a whole, behind what stands before them. */
function longestRun<T>(
  cells: readonly Cell[],
  from: number,
  most: number,
  read: (text: string, run: readonly Cell[]) => T | undefined,
  before = '',
): Run<T> | undefined {
  const least = before === '' ? 1 : 0;
  for (let count = Math.min(most, cells.length - from); count >= least; count -= 1) {
    const run = cells.slice(from, from + count);
    const printed = `${before} ${joined(run)}`.trim();
    const value = read(printed, run);
    if (value !== undefined) return { value, printed, cells: run };
  }
  return undefined;
}

function longestLabel(
  cells: readonly Cell[],
  from: number,
  labels: ReadonlyMap<string, JudgedArea>,
): Run<JudgedArea> | undefined {
  const read = (text: string): JudgedArea | undefined => labels.get(compact(text));
  const alone = longestRun(cells, from, mostLabelCells, read);
  const behind = (text: string) => gradeBehind.exec(text);
  const graded = longestRun(cells, from, mostLabelCells, (text, run) =>
    behind(run.at(-1)?.item.text ?? '') ? read(behind(text)?.[1] ?? '') : undefined,
  );
  if (!graded || (alone && alone.cells.length >= graded.cells.length)) return alone;
  const [, printed = '', rest = ''] = behind(graded.printed) ?? [];
  return { ...graded, printed, rest };
}

/**
 * The grades of a table as a text in reading order has it, in which places say nothing: a label, over one line or several, and right after
 * it a grade, which may be broken over lines too. Labels that stand together without grades, with as many grades after them, are
 * a table that was read column by column. Only the first grade of an area counts.
 */
export function readGradesInOrder(
  lines: readonly TextLine[],
  labels: ReadonlyMap<string, JudgedArea>,
  scale: ReadonlySet<GradeOrNot>,
): readonly GradeInOrder[] {
  const cells = lines.flatMap((line) => line.items.map((item) => ({ line, item })));
  const gradeAt = (at: number, before?: string) =>
    longestRun(
      cells,
      at,
      mostGradeCells,
      (text) => {
        const grade = readGrade(text);
        return grade !== undefined && scale.has(grade) ? grade : undefined;
      },
      before,
    );
  const found = new Map<string, GradeInOrder>();
  let open: Run<JudgedArea>[] = [];
  const take = (label: Run<JudgedArea>, grade: Run<GradeOrNot>): void => {
    if (found.has(label.value.code)) return;
    found.set(label.value.code, {
      area: label.value,
      label: label.printed,
      grade: grade.value,
      printed: grade.printed,
      locators: [...label.cells, ...grade.cells].map(({ line, item }) => cellLocator(line, item)),
    });
  };
  for (let at = 0; at < cells.length; ) {
    const label = longestLabel(cells, at, labels);
    if (label) {
      at += label.cells.length;
      const grade = label.rest === undefined ? undefined : gradeAt(at, label.rest);
      if (label.rest === undefined) open.push(label);
      else open = [];
      if (grade) {
        take(label, grade);
        at += grade.cells.length;
      }
      continue;
    }
    const grades: Run<GradeOrNot>[] = [];
    for (let grade = gradeAt(at); grade; grade = gradeAt(at)) {
      grades.push(grade);
      at += grade.cells.length;
    }
    if (grades.length === open.length) {
      for (const [index, one] of open.entries()) {
        const grade = grades[index];
        if (grade) take(one, grade);
      }
    }
    open = [];
    if (grades.length === 0) at += 1;
  }
  return [...found.values()];
}

import { isGrade, readGrade } from '@monitoring-timeline/core';
import { judgementWords } from '../../fields/grade-words.ts';
import type { GradeBeside, GradeRow } from '../../fields/grades.ts';
import type { TextItem, TextLine } from '../../model.ts';

/**
 * Papers put the grades of the report before beside those of the report that they tell of. Which column is the later one is told by
 * its heading alone: never by its place.
 */

const gradeAtEnd = new RegExp(
  String.raw`(?:^|\s)(${judgementWords}|n\/?a|[-\u2013\u2014])[.\s]*$`,
  'i',
);
/** Longer lines are running text. */
const longestRow = 300;
const longestGrade = 45;

/** A cell with the grades that end it apart, where it holds two or more: close columns look like one cell. */
function apart(item: TextItem): readonly TextItem[] {
  if (item.text.length > longestRow) return [item];
  const pieces: TextItem[] = [];
  let rest = item.text;
  for (;;) {
    const tail = rest.slice(-longestGrade);
    const match = gradeAtEnd.exec(tail);
    const word = match?.[1];
    if (!match || !word) break;
    const from = rest.length - tail.length + match.index + match[0].indexOf(word);
    const unit = item.width / item.text.length;
    pieces.unshift({ ...item, text: word, x: item.x + from * unit, width: word.length * unit });
    rest = rest.slice(0, from).trimEnd();
  }
  const grades = pieces.filter(({ text }) => readGrade(text) !== undefined);
  if (grades.length < 2 && !(grades.length === 1 && pieces.length > 1)) return [item];
  const unit = item.width / item.text.length;
  const label = { ...item, text: rest, width: rest.length * unit };
  return rest === '' ? pieces : [label, ...pieces];
}

/** Grades as narrow columns print them. */
const letters: ReadonlyMap<string, string> = new Map([
  ['O', 'Outstanding'],
  ['G', 'Good'],
  ['I', 'Inadequate'],
]);

/** Letters for grades as their words, in a row in which everything behind its label is a grade. */
function inWords(items: readonly TextItem[]): readonly TextItem[] {
  const [label, ...cells] = items;
  const short = cells.some(({ text }) => letters.has(text.trim()));
  const grades = cells.every(
    ({ text }) => letters.has(text.trim()) || readGrade(text) !== undefined,
  );
  if (!label || !short || !grades) return items;
  return [
    label,
    ...cells.map((cell) => ({ ...cell, text: letters.get(cell.text.trim()) ?? cell.text })),
  ];
}

/** Lines whose cells hold one grade each, in words. */
export function gradesApart(lines: readonly TextLine[]): readonly TextLine[] {
  return lines.map((line) => {
    const items = inWords(line.items.flatMap(apart));
    const same =
      items.length === line.items.length && items.every((item, at) => item === line.items[at]);
    return same ? line : { ...line, items, text: items.map(({ text }) => text).join('\t') };
  });
}

interface Heading {
  readonly year?: number | undefined;
  readonly word?: 'later' | 'earlier' | undefined;
}

const tokens =
  /\b(20\d{2})(?:\s?[/-]\s?\d{2}\b)?|\b(?:(current|new|latest|this|now|present)|(previous|last|earlier|before|former|old|prior|self|our|target))\b/gi;

function headingsIn(text: string): readonly Heading[] {
  return [...text.matchAll(tokens)].map(
    ([, year, later]): Heading =>
      year ? { year: Number(year) } : { word: later ? 'later' : 'earlier' },
  );
}

function merged(headings: readonly Heading[]): Heading {
  return {
    year: headings.find(({ year }) => year !== undefined)?.year,
    word: headings.find(({ word }) => word !== undefined)?.word,
  };
}

/** What a line says of each of so many columns, with other cells behind them, by its cells or by its words in order; undefined where it does not speak of all. */
function headingsOf(
  line: TextLine,
  columns: number,
  behind: number,
): readonly Heading[] | undefined {
  const end = line.items.length - behind;
  const cells = line.items
    .slice(Math.max(0, end - columns), Math.max(0, end))
    .map(({ text }) => merged(headingsIn(text)));
  const said = ({ year, word }: Heading): boolean => year !== undefined || word !== undefined;
  if (cells.length === columns && cells.some(said)) return cells;
  const all = headingsIn(line.text.slice(0, longestRow));
  const years = all.filter(({ year }) => year !== undefined);
  if (years.length === columns) return years;
  const words = all.filter(({ word }) => word !== undefined);
  return words.length === columns ? words : undefined;
}

/** The column of the later report, by the headings; undefined where they do not tell. */
function laterOf(headings: readonly Heading[]): number | undefined {
  const only = (fits: (heading: Heading) => boolean): number | undefined => {
    const found = [...headings.keys()].filter((index) => fits(headings[index] ?? {}));
    return found.length === 1 ? found[0] : undefined;
  };
  const latest = Math.max(...headings.map(({ year }) => year ?? 0));
  const byWord = only(({ word }) => word === 'later');
  const byYear = latest > 0 ? only(({ year }) => year === latest) : undefined;
  const notEarlier = only(({ word }) => word !== 'earlier');
  if (byWord !== undefined) return byYear === undefined || byYear === byWord ? byWord : undefined;
  if (byYear !== undefined) {
    // a heading without a year may be of a later report
    const dated = headings.every(({ year, word }) => year !== undefined || word === 'earlier');
    return dated && headings[byYear]?.word !== 'earlier' ? byYear : undefined;
  }
  return headings.some(({ word }) => word === 'earlier') ? notEarlier : undefined;
}

/** How far above the first row the headings of the columns may stand. */
const headingLines = 6;

function laterColumn(
  lines: readonly TextLine[],
  first: GradeRow,
  columns: number,
  inspected: number | undefined,
): number | undefined {
  const place = first.beside[0]?.locators[0];
  const at = lines.findIndex(({ page, number }) => page === place?.page && number === place.line);
  const cells = lines[at]?.items ?? [];
  const behind =
    cells.length - 1 - cells.findLastIndex(({ text }) => readGrade(text) !== undefined);
  const stacked: Heading[][] = Array.from({ length: columns }, () => []);
  for (let index = at - 1; index >= Math.max(0, at - headingLines); index -= 1) {
    const line = lines[index];
    const headings = line && headingsOf(line, columns, behind);
    if (!headings) continue;
    for (const [column, heading] of headings.entries()) stacked[column]?.push(heading);
    const all = stacked.map(merged);
    const later = laterOf(all);
    if (later === undefined) continue;
    const year = all[later]?.year;
    // the report cannot be of a year before its inspection
    return year !== undefined && inspected !== undefined && year < inspected ? undefined : later;
  }
  return undefined;
}

/** Which of several tables is of the later report, by what stands above each; undefined where that does not tell. */
export function laterTable(
  lines: readonly TextLine[],
  firsts: readonly GradeRow[],
): number | undefined {
  const headings = firsts.map((first): Heading => {
    const place = first.locators[0];
    const at = lines.findIndex(({ page, number }) => page === place?.page && number === place.line);
    for (let index = at - 1; index >= Math.max(0, at - headingLines); index -= 1) {
      const said = headingsIn(lines[index]?.text.slice(0, longestRow) ?? '');
      const years = new Set(said.flatMap(({ year }) => year ?? []));
      if (said.length > 0) return years.size > 1 ? {} : merged(said);
    }
    return {};
  });
  return laterOf(headings);
}

/** What a table of several columns of grades gives: its rows with the later report's grades, or undefined where that cannot be told. */
export interface ColumnsRead {
  readonly rows: readonly GradeRow[] | undefined;
  /** The rows that the columns stand in, for the question. */
  readonly of: readonly GradeRow[];
}

/**
 * The rows of a table with one grade each: that of the later report. Undefined where the table has one column of grades.
 * @param inspected year in which the inspection began, where the paper tells it
 */
export function readGradeColumns(
  lines: readonly TextLine[],
  rows: readonly GradeRow[],
  inspected: number | undefined,
): ColumnsRead | undefined {
  const several = rows.filter(({ beside }) => beside.length > 1);
  const [first] = several;
  if (!first) return undefined;
  const columns = Math.max(...several.map(({ beside }) => beside.length));
  const whole = rows.filter(({ beside }) => beside.length === columns);
  const later = laterColumn(lines, rows[0] ?? first, columns, inspected);
  if (later === undefined) return { rows: undefined, of: several };
  const left = Math.min(...whole.map(({ beside }) => beside[later]?.left ?? Infinity));
  const right = Math.max(...whole.map(({ beside }) => beside[later]?.right ?? -Infinity));
  const chosen = rows.flatMap((row): GradeRow[] => {
    const grade =
      row.beside.length === columns
        ? row.beside[later]
        : alone(row.beside, left, right, whole, later);
    if (!grade) return [];
    const { printed, locators } = grade;
    return [
      { ...row, grade: grade.grade, printed, locators: [...row.locators.slice(0, 1), ...locators] },
    ];
  });
  return { rows: chosen, of: several };
}

/** The grade of a row with fewer than all: where it stands under the later column and no other. */
function alone(
  beside: readonly GradeBeside[],
  left: number,
  right: number,
  whole: readonly GradeRow[],
  later: number,
): GradeBeside | undefined {
  const under = beside.filter((one) => one.left < right && one.right > left && isGrade(one.grade));
  const [grade] = under;
  if (!grade || under.length > 1) return undefined;
  const others = whole.flatMap((row) => row.beside.filter((_, column) => column !== later));
  return others.some((one) => grade.left < one.right && grade.right > one.left) ? undefined : grade;
}

import type { TextItem, TextLine } from '../documents/model.ts';

/** A run of text as one operator of a PDF shows it, in points from the top left corner. */
export interface TextRun extends TextItem {
  /** True for a run of blanks, which only says that its neighbours are apart. */
  readonly blank: boolean;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The distance of base lines, in parts of the smaller type, up to which two runs stand on one line. */
const sameLine = 0.3;
/** The gap, in parts of the type, from which two runs are two words, and from which they are two cells. */
export const wordGap = 0.14;
export const cellGap = 1.4;

/** Runs of one base line together, lines from top to bottom. */
function byBaseline(runs: readonly TextRun[]): TextRun[][] {
  const sorted = [...runs].sort((a, b) => a.y - b.y || a.x - b.x);
  const lines: { y: number; height: number; runs: TextRun[] }[] = [];
  for (const run of sorted) {
    const line = lines.at(-1);
    if (line && run.y - line.y <= sameLine * Math.min(line.height, run.height)) line.runs.push(run);
    else lines.push({ y: run.y, height: run.height, runs: [run] });
  }
  return lines.map((line) => line.runs.sort((a, b) => a.x - b.x));
}

const oneOrTwoDigits = /^\s*\d{1,2}\s*$/;

/** True for a small raised number, which refers to a footnote and is no part of the words beside it. */
function isMark(run: TextRun, others: readonly TextRun[]): boolean {
  if (!oneOrTwoDigits.test(run.text)) return false;
  return others.some(
    (other) =>
      other !== run &&
      other.height * 0.8 >= run.height &&
      other.y - run.y >= other.height * 0.15 &&
      other.y - run.y <= other.height * 0.75 &&
      run.x + run.width >= other.x - other.height &&
      run.x <= other.x + other.width + other.height * 0.6,
  );
}

function withoutMarks(runs: readonly TextRun[]): TextRun[] {
  const words = runs.filter(({ blank }) => !blank);
  return runs.filter((run) => run.blank || !isMark(run, words));
}

interface OpenCell {
  text: string;
  readonly x: number;
  right: number;
  y: number;
  height: number;
  /** Letters of its longest run, whose size is that of the cell: the mark of a list may be larger. */
  longest: number;
}

/** Blanks that are to be made one: hardly any cell has them. */
const uneven = /[^\S ]|\s\s/;

/** The cells of one line: runs joined where they touch, with a blank where they are a word apart. */
function cellsOf(runs: readonly TextRun[]): TextItem[] {
  const cells: OpenCell[] = [];
  let blankBefore = false;
  let last: TextRun | undefined;
  for (const run of runs) {
    if (run.blank) {
      blankBefore = true;
      continue;
    }
    const cell = cells.at(-1);
    // the same word printed twice in one place stands for bold
    if (last && last.text === run.text && Math.abs(last.x - run.x) < 1) continue;
    last = run;
    const gap = cell ? run.x - cell.right : Number.POSITIVE_INFINITY;
    if (!cell || gap > cellGap * Math.max(cell.height, run.height)) {
      const { text, x, y, height } = run;
      cells.push({ text, x, right: x + run.width, y, height, longest: text.length });
    } else {
      const apart = blankBefore || gap > wordGap * Math.min(cell.height, run.height);
      cell.text += apart ? ` ${run.text}` : run.text;
      cell.right = Math.max(cell.right, run.x + run.width);
      if (run.text.length > cell.longest) {
        cell.height = run.height;
        cell.longest = run.text.length;
      }
    }
    blankBefore = false;
  }
  return cells
    .map(({ text, x, right, y, height }) => ({
      text: (uneven.test(text) ? text.replace(/\s+/g, ' ') : text).trim(),
      x,
      y,
      width: round(right - x),
      height,
    }))
    .filter(({ text }) => text !== '');
}

/** The lines of one page, numbered from the top. */
export function linesOfRuns(runs: readonly TextRun[], page: number): TextLine[] {
  const lines: TextLine[] = [];
  for (const onLine of byBaseline(withoutMarks(runs))) {
    const items = cellsOf(onLine);
    const [first] = items;
    const last = items.at(-1);
    if (!first || !last) continue;
    lines.push({
      page,
      number: lines.length + 1,
      text: items.map(({ text }) => text).join('\t'),
      x: first.x,
      y: first.y,
      width: round(last.x + last.width - first.x),
      height: items.reduce((a, b) => (b.text.length > a.text.length ? b : a)).height,
      items,
      furniture: false,
    });
  }
  return lines;
}

import type { TextLine } from '../documents/model.ts';
import { linesOfRuns, type TextRun } from '../readers/pdf-layout.ts';

/** What was recognised on one page. */
export interface RecognisedPage {
  readonly lines: readonly TextLine[];
  readonly words: number;
  /** How sure the program is of its words, from 0 to 100 for each, all together. */
  readonly sure: number;
}

/** The columns of Tesseract's tab-separated values, and the level of a line and of a word (Tesseract manual, TSV output). */
const columns = 12;
const lineLevel = '4';
const wordLevel = '5';

/** Parts of the type that capitals stand above the base line, and that some letters and marks reach below it. */
const above = 0.72;
const below = 0.21;
const reachesBelow = /[gjpqy,;()[\]]/;

const round = (value: number): number => Math.round(value * 10) / 10;

interface Word {
  readonly text: string;
  readonly left: number;
  readonly width: number;
}

/** A line of print in pixels, and its words. */
interface PrintedLine {
  readonly top: number;
  readonly height: number;
  readonly words: Word[];
}

/** The words of a line as runs: of one base line and one type, by how high the whole of it stands. */
function runsOf({ top, height, words }: PrintedLine, scale: number): TextRun[] {
  const deep = words.some(({ text }) => reachesBelow.test(text));
  const type = height / (deep ? above + below : above);
  const base = { y: round((top + above * type) / scale), height: round(type / scale) };
  return words.flatMap(({ text, left, width }) => [
    { ...base, text, x: round(left / scale), width: round(width / scale), blank: false },
    // what was parted into words stays so, however close they are printed
    { ...base, text: ' ', x: round((left + width) / scale), width: 0, blank: true },
  ]);
}

/** The lines of a page out of the words that Tesseract found on its picture; `scale` is how many pixels a point has. */
export function recognisedLines(tsv: string, page: number, scale: number): RecognisedPage {
  const printed: PrintedLine[] = [];
  let words = 0;
  let sure = 0;
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    if (cells.length < columns) continue;
    const [left = 0, top = 0, width = 0, height = 0] = cells.slice(6, 10).map(Number);
    if (cells[0] === lineLevel) printed.push({ top, height, words: [] });
    const text = cells
      .slice(columns - 1)
      .join(' ')
      .trim();
    if (cells[0] !== wordLevel || text === '') continue;
    words += 1;
    sure += Math.max(0, Number(cells[10]) || 0);
    printed.at(-1)?.words.push({ text, left, width });
  }
  const runs = printed.flatMap((line) => runsOf(line, scale));
  return { lines: linesOfRuns(runs, page), words, sure };
}

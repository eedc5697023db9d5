import Table from 'cli-table3';

/** One column: its heading, whether figures stand in it, and whether it gives way where the terminal is narrow. */
export interface Column {
  readonly head: string;
  readonly figures?: boolean;
  readonly gives?: boolean;
  /** How much room it keeps beside other columns that give; default 1. */
  readonly weight?: number;
}

const gap = 2;
/** A column that gives keeps this much while the others keep all, and any column this much in the end. */
const givesTo = 12;
const wrapsTo = 8;

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
} as const;

/**
 * A table without rules as lines of text, the headings first, no wider than `width` as far as its columns give. What
 * does not fit a cell is wrapped within it.
 */
export function layOut(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const shown = rows.map((row) => row.map(printable));
  const widths = fittedWidths(columns, shown, width);
  const table = new Table({
    chars: noLines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': gap, compact: true },
    colWidths: widths,
    colAligns: columns.map(({ figures }) => (figures ? 'right' : 'left')),
    wordWrap: true,
  });
  table.push(
    columns.map(({ head }) => head),
    ...shown.map((row) => [...row]),
  );
  return table.toString().split('\n');
}

/**
 * Widths that hold every cell, or as near to it as `width` allows: columns that give do so first, the widest by weight
 * before the others, then all do.
 */
function fittedWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = columns.map(
    ({ head }, index) =>
      gap + Math.max(head.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const all = columns.map((_, index) => index);
  // the gap after the last column may lie beyond the edge: lines are trimmed
  const fits = (): boolean => sum(widths) - gap <= width;
  const weighed = (index: number): number => widths[index]! / (columns[index]!.weight ?? 1);
  const shrink = (indices: readonly number[], least: number): void => {
    while (!fits()) {
      const able = indices.filter((index) => widths[index]! > least + gap);
      if (able.length === 0) return;
      const widest = able.reduce((a, b) => (weighed(b) > weighed(a) ? b : a));
      widths[widest]! -= 1;
    }
  };
  shrink(
    all.filter((index) => columns[index]!.gives),
    givesTo,
  );
  shrink(
    all.filter((index) => !columns[index]!.figures),
    wrapsTo,
  );
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Rows as one line each. What does not fit `width` is cut; with an unbounded width nothing is, and the columns that
 * give are not padded, so that no line is longer than what it says.
 */
export function layOutLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const shown = rows.map((row) => row.map(printable));
  const widths = fittedWidths(columns, shown, width);
  const bounded = Number.isFinite(width);
  return [columns.map(({ head }) => head), ...shown].map((row) =>
    row
      .map((text, index) => {
        const room = widths[index]! - gap;
        if (!bounded && columns[index]!.gives) return text;
        return text.length > room ? `${text.slice(0, room - 1)}…` : text.padEnd(room);
      })
      .join(' '.repeat(gap)),
  );
}

/** Text without what could move the cursor or colour the terminal: cells hold words of documents. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Text broken at blanks into lines of at most `width` characters, those after the first indented. */
export function wrap(text: string, width: number, indent: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(' ')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (next.length > width && line.trim() !== '') {
      lines.push(line);
      line = `${' '.repeat(indent)}${word}`;
    } else line = next;
  }
  return [...lines, line];
}

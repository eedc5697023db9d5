import {
  areasOf,
  type Framework,
  type GradeOrNot,
  type JudgedArea,
  plainLabel,
  readGrade,
  versionsOf,
} from '@monitoring-timeline/core';
import { cellLocator, type Locator, type TextItem, type TextLine } from '../model.ts';
import type { JudgementRead } from '../reading.ts';
import { judgementWords } from './grade-words.ts';

/** A printed grade with the printed area that it stands beside. */
export interface GradeRow {
  readonly area: JudgedArea;
  readonly label: string;
  readonly grade: GradeOrNot;
  readonly printed: string;
  readonly locators: readonly Locator[];
  /** False where the label is worded otherwise, or more than one grade, or one that also stands beside another area, lies beside it. */
  readonly clear: boolean;
  /** True where its grade stands beside another area too, and nothing says of which it is. */
  readonly shared: boolean;
  /** Every grade that lies in its row, from left to right: more than one where the table has several columns of grades. */
  readonly beside: readonly GradeBeside[];
}

/** What a row says, as a judgement. */
export function judgementValue({
  area,
  grade,
  printed,
  label,
}: Pick<GradeRow, 'area' | 'grade' | 'printed' | 'label'>): JudgementRead {
  return {
    area: area.area,
    grade,
    printed,
    label,
    code: area.code,
    ...(area.covers ? { covers: area.covers } : {}),
  };
}

/** One grade of a row, and from where to where it stands on its line. */
export interface GradeBeside {
  readonly grade: GradeOrNot;
  readonly printed: string;
  readonly left: number;
  readonly right: number;
  readonly locators: readonly Locator[];
}

/** A label as letters alone: conversions to text put blanks where there are none. */
function compact(label: string): string {
  return plainLabel(label).replace(/ /g, '');
}

const labelsByFramework = new Map<Framework, ReadonlyMap<string, JudgedArea>>();

/** The judged areas of a framework by what its tables print, of all versions together. Of two versions the later names a label. */
export function labelsOf(framework: Framework): ReadonlyMap<string, JudgedArea> {
  const known = labelsByFramework.get(framework);
  if (known) return known;
  const labels = new Map<string, JudgedArea>();
  labelsByFramework.set(framework, labels);
  const versions = [...versionsOf(framework)].reverse();
  const add = (label: string, area: JudgedArea): void => {
    const key = compact(label);
    if (!labels.has(key)) labels.set(key, area);
  };
  for (const { version } of versions) {
    for (const area of areasOf(framework, version)) add(area.printed, area);
  }
  for (const { version } of versions) {
    for (const area of areasOf(framework, version))
      for (const name of area.variants) add(name, area);
  }
  return labels;
}

/** Every grade and non-grade that reports of a framework can print, of all its versions together. */
export function scaleOf(framework: Framework): ReadonlySet<GradeOrNot> {
  return new Set(versionsOf(framework).flatMap(({ scale }) => scale));
}

interface Cell {
  readonly line: TextLine;
  readonly item: TextItem;
  /** Base line over all pages, so that pages follow each other. */
  readonly y: number;
  /** A grade that ends the text of a cell of a label: the two columns stand too close to be told apart. */
  readonly ending?: string;
}

interface Grade {
  readonly grade: GradeOrNot;
  readonly printed: string;
  readonly cells: readonly Cell[];
  readonly y: number;
}

interface Label {
  readonly area: JudgedArea;
  /** False where the label is not worded as the framework words it, but ends in the name of the area. */
  readonly exact: boolean;
  readonly printed: string;
  readonly cells: readonly Cell[];
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
}

const pageStep = 100_000;
const endingPattern = new RegExp(String.raw`\s(${judgementWords})[.\s]*$`, 'i');
const longest = 'requires improvement to be good';

function cellsOf(lines: readonly TextLine[]): Cell[] {
  return lines.flatMap((line) =>
    line.items.map((item) => ({ line, item, y: line.page * pageStep + item.y })),
  );
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(?<![.:*])[.:*]+$/, '')
    .trim();

const gradePieces: ReadonlySet<string> = new Set([
  'requires',
  'require',
  'improvement',
  'improvement to',
  'to be good',
  'be good',
  'requires improvement to',
  'requires improvement to be',
]);

/** True for a grade or a piece of one that is broken over lines. */
function isPiece(text: string): boolean {
  const word = plain(text);
  return readGrade(word) !== undefined || gradePieces.has(word);
}

const known = new WeakMap<TextItem, boolean>();

/** As `isPiece`, of a cell of the document. Kept with it: every label above comes upon it. */
function isGradePiece(item: TextItem): boolean {
  let piece = known.get(item);
  if (piece === undefined) {
    piece = isPiece(item.text);
    known.set(item, piece);
  }
  return piece;
}

function begins(text: string): boolean {
  const word = plain(text);
  return readGrade(word) !== undefined || longest.startsWith(word) || word === 'require';
}

function leftOf(cell: Cell): number {
  if (cell.ending === undefined) return cell.item.x;
  return cell.item.x + (cell.item.width * endingAt(cell)) / cell.item.text.length;
}

function endingAt({ item, ending = '' }: Cell): number {
  return Math.max(0, item.text.lastIndexOf(ending));
}

/** True where two cells stand over each other, as far as the columns of a document without pages can be told. */
function aligned(a: Cell, b: Cell): boolean {
  if (!hasPlaces(a)) return true;
  return leftOf(a) < b.item.x + b.item.width && leftOf(b) < a.item.x + a.item.width;
}

/** False in plain text and HTML, where a place counts characters and not points. */
function hasPlaces({ item }: Cell): boolean {
  return item.height !== 1;
}

/** The grades in the row of a label: of those that stand over each other, the one nearest to its middle. */
function inRow(near: readonly Grade[], middle: number): readonly GradeBeside[] {
  const kept: Grade[] = [];
  const nearest = [...near].sort((a, b) => Math.abs(a.y - middle) - Math.abs(b.y - middle));
  const [first] = nearest;
  for (const grade of nearest) {
    const [cell] = grade.cells;
    if (!cell || !first) continue;
    if (!hasPlaces(cell) && grade.y !== first.y) continue;
    if (hasPlaces(cell) && kept.some(({ cells: [other] }) => other && aligned(cell, other)))
      continue;
    kept.push(grade);
  }
  return kept
    .map(({ grade, printed, cells }) => ({
      grade,
      printed,
      left: Math.min(...cells.map(leftOf)),
      right: Math.max(...cells.map(({ item }) => item.x + item.width)),
      locators: locatorsOf(cells),
    }))
    .sort((a, b) => a.left - b.left);
}

/** More pieces than these are not looked at under one: no row of a table has so many columns. */
const mostUnder = 64;

/** Grades from their pieces, which stand in the order of their places: "Requires" over "improvement" over "to be good" is one. */
function gradesOf(cells: readonly Cell[], scale: ReadonlySet<GradeOrNot> | undefined): Grade[] {
  const pieces = cells
    .map((cell) => ({ cell, text: cell.ending ?? cell.item.text }))
    .filter(({ cell, text }) => (cell.ending ? isPiece(text) : isGradePiece(cell.item)));
  const lower = firstLower(pieces.map(({ cell }) => cell.y));
  const used = new Set<Cell>();
  const grades: Grade[] = [];
  for (const [index, { cell, text }] of pieces.entries()) {
    if (used.has(cell) || !begins(text)) continue;
    const own = [cell];
    let printed = text;
    let at = lower[index] ?? pieces.length;
    for (let looked = 0; looked < mostUnder && grows(printed); looked += 1, at += 1) {
      const next = pieces[at];
      if (!next) break;
      if (used.has(next.cell)) continue;
      const below = next.cell.y - (own.at(-1)?.y ?? 0);
      // whatever follows stands lower, so it is too far as well
      if (below > cell.item.height * 2.2) break;
      if (below <= 0 || !aligned(cell, next.cell)) continue;
      const together = `${printed} ${next.text}`;
      const word = plain(together);
      if (readGrade(word) === undefined && !longest.startsWith(word)) continue;
      own.push(next.cell);
      printed = together;
      // the loop goes on from there
      at = (lower[at] ?? pieces.length) - 1;
    }
    const grade = readGrade(plain(printed));
    if (grade === undefined || scale?.has(grade) === false) continue;
    for (const one of own) used.add(one);
    const y = own.reduce((sum, one) => sum + one.y, 0) / own.length;
    grades.push({
      grade,
      printed: printed
        .replace(/\s+/g, ' ')
        .replace(/(?<![.:*])[.:*]+$/, '')
        .trim(),
      cells: own,
      y,
    });
  }
  return grades;
}

/** Where the next lower one stands, for each of heights in order. */
function firstLower(heights: readonly number[]): readonly number[] {
  const lower: number[] = [];
  let at = heights.length;
  for (let index = heights.length - 1; index >= 0; index -= 1) {
    if ((heights[index + 1] ?? 0) > (heights[index] ?? 0)) at = index + 1;
    lower[index] = at;
  }
  return lower;
}

/** False for a grade that no piece under it can make longer. */
function grows(printed: string): boolean {
  return plain(printed).startsWith('require');
}

const mostLabelLines = 4;

/** The area whose label ends a text that begins as labels do, where no label is worded so: the longest that fits. */
function endingArea(text: string, labels: ReadonlyMap<string, JudgedArea>): JudgedArea | undefined {
  if (!/^(?:the)?(?:exp|impact|children|effective)/.test(text)) return undefined;
  const [longest] = [...labels.keys()]
    .filter((label) => label.length >= 10 && text.endsWith(label))
    .sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : labels.get(longest);
}

/** The longest label that begins at a cell, over the cells under it. */
function labelAt(
  cells: readonly Cell[],
  start: number,
  labels: ReadonlyMap<string, JudgedArea>,
): { readonly label: Label; readonly endings: readonly Cell[] } | undefined {
  let text = '';
  const own: Cell[] = [];
  const endings: Cell[] = [];
  let found: { readonly label: Label; readonly endings: readonly Cell[] } | undefined;
  for (let at = start; at < cells.length && own.length <= mostLabelLines; at += 1) {
    const cell = cells[at];
    if (!cell) break;
    const last = own.at(-1);
    if (last && cell.y - last.y > cell.item.height * 2.2) break;
    // a year heads a column, and begins no label
    if (own.length === 0 && /^20\d{2}$/.test(cell.item.text)) return undefined;
    if (isGradePiece(cell.item)) {
      if (own.length === 0) return undefined;
      continue;
    }
    const ending = own.length + 1 <= mostLabelLines ? endingPattern.exec(cell.item.text) : null;
    const words = ending?.[1] ? cell.item.text.slice(0, ending.index) : cell.item.text;
    text = `${text} ${words}`;
    own.push(cell);
    if (ending?.[1]) endings.push({ ...cell, ending: ending[1] });
    const letters = compact(text);
    const exact = labels.get(letters);
    const area = exact ?? (found ? undefined : endingArea(letters, labels));
    const [first] = own;
    if (area && first && (exact || own.length > 1)) {
      const label = {
        area,
        exact: exact !== undefined,
        printed: text.replace(/\s+/g, ' ').trim(),
        cells: [...own],
        top: first.y,
        bottom: cell.y,
        height: cell.item.height,
      };
      found = { label, endings: [...endings] };
    }
  }
  return found;
}

/** True where a label that is worded otherwise holds the beginning of one that is worded exactly: then it is none. */
function coversExact(
  label: Label,
  cells: readonly Cell[],
  start: number,
  labels: ReadonlyMap<string, JudgedArea>,
): boolean {
  if (label.exact) return false;
  return label.cells
    .slice(1)
    .some((cell) => labelAt(cells, cells.indexOf(cell, start), labels)?.label.exact === true);
}

function locatorsOf(cells: readonly Cell[]): readonly Locator[] {
  return cells.map(({ line, item }) => cellLocator(line, item));
}

/**
 * The grades of a table, by place: a label and the grade that lies at its height, whatever the lines are. Labels and grades may
 * run over several lines, be centred on each other, or stand so close that they look like one cell.
 * Only the first row of an area counts; later mentions are running text. A grade that is not on the `scale` of the framework is none.
 */
export function readGradeTable(
  lines: readonly TextLine[],
  labels: ReadonlyMap<string, JudgedArea>,
  scale?: ReadonlySet<GradeOrNot>,
): readonly GradeRow[] {
  const cells = cellsOf(lines);
  const found: Label[] = [];
  const endings: Cell[] = [];
  const taken = new Set<Cell>();
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    if (!cell || taken.has(cell)) continue;
    const match = labelAt(cells, at, labels);
    if (!match || coversExact(match.label, cells, at, labels)) continue;
    found.push(match.label);
    endings.push(...match.endings);
    for (const one of match.label.cells) taken.add(one);
  }
  const free = cells.filter((cell) => !taken.has(cell));
  const grades = gradesOf(
    [...free, ...endings].sort((a, b) => a.y - b.y),
    scale,
  );
  const rows: (GradeRow & { readonly from: Grade })[] = [];
  const seen = new Set<string>();
  const beside = (label: Label): readonly Grade[] =>
    grades.filter(
      ({ y }) => y >= label.top - label.height * 0.9 && y <= label.bottom + label.height * 0.9,
    );
  /** A grade over several lines that begins where a short label stands. */
  const beginningAt = (label: Label): readonly Grade[] =>
    grades.filter(
      ({ cells: [first] }) =>
        first &&
        first.y >= label.top - label.height * 0.5 &&
        first.y <= label.bottom + label.height * 0.5,
    );
  for (const label of found) {
    if (seen.has(label.area.code)) continue;
    const centred = beside(label);
    const near = centred.length > 0 ? centred : beginningAt(label);
    const middle = (label.top + label.bottom) / 2;
    const [grade, other] = [...near].sort(
      (a, b) => Math.abs(a.y - middle) - Math.abs(b.y - middle),
    );
    if (!grade) continue;
    seen.add(label.area.code);
    rows.push({
      area: label.area,
      label: label.printed,
      grade: grade.grade,
      printed: grade.printed,
      locators: [...locatorsOf(label.cells), ...locatorsOf(grade.cells)],
      clear: other === undefined && label.exact,
      shared: false,
      beside: inRow(near, middle),
      from: grade,
    });
  }
  const owners = new Map<Grade, number>();
  for (const { from } of rows) owners.set(from, (owners.get(from) ?? 0) + 1);
  return rows.map(({ from, ...row }) => {
    const shared = owners.get(from) !== 1;
    return { ...row, shared, clear: row.clear && !shared };
  });
}

import { type Area, areasOf, type InspectionKind } from '@monitoring-timeline/core';
import { UnreadableRow } from '../proposal.ts';
import { type Header, heading, plain, type Row } from './cells.ts';
import {
  publicationColumns,
  type RowBuilder,
  releaseSource,
  type TableContext,
} from './context.ts';
import {
  addInspection,
  type GradeCell,
  ilacsArea,
  ilacsVersion,
  judgementsOf,
  lackingAreas,
  readGrades,
} from './inspections.ts';
import { addVisit } from './visits.ts';

export const nameColumns = ['Local authority name', 'Local authority', 'LA name'];

/** A grade column of a release: where it stands and how it prints its area. */
export interface GradeColumn {
  readonly index: number;
  readonly header: string;
  readonly area: NonNullable<ReturnType<typeof ilacsArea>>;
}

/** The columns whose header names an area that ILACS judges. */
export function ilacsColumns(header: Header): readonly GradeColumn[] {
  return header.names.flatMap((name, index) => {
    const area = ilacsArea(name);
    return area ? [{ index, header: name, area }] : [];
  });
}

/** What every version of ILACS judges. */
const alwaysJudged = ['leadership', 'help_and_protection', 'children_in_care'] as const;

function printedOf(area: Area): string {
  return areasOf('ILACS', '2023').find((judged) => judged.area === area)?.printed ?? area;
}

/** The columns that a sheet of ILACS grades has in every edition and this one lacks. */
export function areasAlwaysThere(header: Header): readonly string[] {
  const there = new Set(ilacsColumns(header).map(({ area }) => area));
  return alwaysJudged.filter((area) => !there.has(area)).map(printedOf);
}

/**
 * An inspection is judged in every area of the framework in force when it began; a table without one of their columns would leave it
 * out in silence.
 * @throws UnreadableRow naming the column
 */
function checkAreas(columns: readonly GradeColumn[], start: string): void {
  const least = lackingAreas('ILACS', new Set(columns.map(({ area }) => area)), start);
  if (least.length === 0) return;
  const names = least.map(({ printed }) => printed).join(', ');
  throw new UnreadableRow(
    'missing_column',
    `The table has no column "${names}", which was judged in ${start.slice(0, 4)}. Add it and import again.`,
    names,
  );
}

/** @throws UnreadableRow where an area stands blank that every version judges, or the one in force when the inspection began */
function checkFilled(grades: readonly GradeCell[], start: string): void {
  const filled = new Set(grades.filter(({ cell }) => cell !== '').map(({ area }) => area));
  const lacking = new Set<Area>([
    ...alwaysJudged.filter((area) => !filled.has(area)),
    ...lackingAreas('ILACS', filled, start).map(({ area }) => area),
  ]);
  const blank = grades.find(({ area, cell }) => cell === '' && lacking.has(area));
  if (!blank) return;
  throw new UnreadableRow(
    'row_cut_short',
    `The row gives grades and leaves ${blank.column} blank, so it is not whole. Fill it ("Not judged" where nothing was) and import again.`,
    blank.column,
  );
}

export function gradeCells(row: Row, columns: readonly GradeColumn[]): readonly GradeCell[] {
  return columns.map(({ index, header, area }) => ({
    area,
    cell: row.textAt(index),
    column: header,
    label: heading(header),
  }));
}

/** The kind of an inspection as a release prints it; undefined where the table has no such column. */
export function inspectionKindIn(text: string, column: string): InspectionKind | undefined {
  switch (plain(text)) {
    case '':
      return undefined;
    case 'ilacs standard inspection':
    case 'standard inspection':
    case 'ilacs standard':
      return 'standard';
    case 'ilacs short inspection':
    case 'short inspection':
    case 'ilacs short':
      return 'short';
    default:
      throw new UnreadableRow(
        'unknown_kind',
        `"${text}" is not a kind of ILACS inspection that is known here.`,
        column,
      );
  }
}

/** Kinds of visit as releases print them. */
function visitKindIn(text: string): 'focused' | 'monitoring' | undefined {
  const name = plain(text);
  if (name.endsWith('focused visit')) return 'focused';
  return name.endsWith('monitoring visit') ? 'monitoring' : undefined;
}

const kindColumns = ['Inspection type', 'Inspection/Visit type', 'Type of inspection'];
const dateColumns = ['Inspection date', 'Inspection/Visit date', 'Inspection start date'];

/** One activity of one authority in a row: an ILACS inspection with its grades, or a visit. */
export function readActivity(
  builder: RowBuilder,
  row: Row,
  columns: readonly GradeColumn[],
  sheet: string,
): void {
  const { context } = builder;
  const cells = gradeCells(row, columns);
  if (notInspected(row, cells)) return;
  const start = row.requiredDay(...dateColumns);
  const published = row.day(...publicationColumns);
  const authority = context.authority(row.required(...nameColumns), start);
  const source = releaseSource(context, sheet);
  const tablePublished = publishedOf(context);
  const type = row.text(...kindColumns);
  const visit = visitKindIn(type);
  if (visit) {
    addVisit(builder, {
      authority: authority.key,
      kind: visit,
      framework: 'ILACS',
      start,
      published,
      tablePublished,
      theme: row.text('Visit Theme', 'Theme', 'Visit topic') || undefined,
      source,
    });
    return;
  }
  const kind = inspectionKindIn(type, kindColumns[0] ?? '');
  const grades = readGrades(cells);
  if (grades.length === 0) {
    throw new UnreadableRow('no_grades', 'The row is of an inspection and gives no grade.');
  }
  checkAreas(columns, start);
  checkFilled(cells, start);
  const version = ilacsVersion(grades, false);
  addInspection(builder, {
    authority: authority.key,
    framework: 'ILACS',
    version,
    kind,
    start,
    published,
    tablePublished,
    judgements: judgementsOf('ILACS', version, grades),
    source,
  });
}

/** A row that says of an authority that nothing has been carried out yet: a statement, and no claim. */
function notInspected(row: Row, cells: readonly GradeCell[]): boolean {
  const date = plain(row.text(...dateColumns));
  return date.startsWith('not yet inspected') && cells.every(({ cell }) => cell === '');
}

export function publishedOf(context: TableContext): string {
  const published = context.release?.published;
  if (!published) throw new Error('A release table was opened without its publication day.');
  return published;
}

/** True for rows between and under the tables of a sheet: blank, or a caption in the first cell alone. */
export function isCaption(row: Row): boolean {
  return row.cells.slice(1).every((cell) => cell.trim() === '');
}

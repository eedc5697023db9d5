import type { Header } from './cells.ts';
import { eachRow, type TableKind } from './context.ts';
import {
  areasAlwaysThere,
  ilacsColumns,
  isCaption,
  nameColumns,
  readActivity,
} from './release-rows.ts';

function sheet(
  kind: string,
  name: string,
  required: readonly (readonly string[])[],
  without: readonly string[] = [],
): TableKind {
  return {
    kind,
    release: true,
    required: [nameColumns, ...required],
    recognises: (header: Header) => {
      if (without.some((column) => header.has(column))) return 0;
      return ilacsColumns(header).length === 0 ? 0 : 1;
    },
    lacks: areasAlwaysThere,
    gradeColumns: (header) =>
      ilacsColumns(header).map(({ index, area }) => ({ index, gives: area })),
    open: (header, context) => {
      const columns = ilacsColumns(header);
      return eachRow(context, (builder, row) => {
        if (!isCaption(row)) readActivity(builder, row, columns, name);
      });
    },
  };
}

/** Every authority's most recent inspection; the editions of 2023 and 2024 give no publication day. */
export const latestJudgements = sheet(
  'release_latest',
  'latest judgements',
  [['Inspection date']],
  ['Inspection type', 'Inspection/Visit type', 'Inspection/Visit date'],
);

/** Inspections and visits of one year. */
export const inYearActivity = sheet('release_in_year', 'in-year activity', [
  ['Inspection/Visit date'],
  ['Inspection/Visit type'],
]);

/** Every ILACS inspection since 2018, one row each (from the edition of 2025). */
export const inspectionHistory = sheet(
  'release_history',
  'ILACS inspection history',
  [['Inspection date'], ['Publication date'], ['Inspection type']],
  ['Inspection/Visit type'],
);

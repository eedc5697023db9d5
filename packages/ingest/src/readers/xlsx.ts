import type { Cell, CellValue, Sheet as XlsxSheet } from 'hucre';
import { type Archive, checkParts } from './archive.ts';
import type { ReadLimits } from './limits.ts';
import { UnreadableFile } from './lines.ts';
import { type Sheet, SheetRows } from './sheet.ts';

/** A cell as a person sees it; a day as ISO. A formula that was never worked out is shown as such, so that it is not taken for a blank. */
function cellText(value: CellValue | undefined, cell: Cell | undefined): string {
  if (value === null || value === undefined) return cell?.formula ? `=${cell.formula}` : '';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value).trim();
}

function hiddenColumns({ columns = [] }: XlsxSheet): ReadonlySet<number> {
  return new Set(
    columns.flatMap(({ hidden, width }, index) => (hidden || width === 0 ? [index] : [])),
  );
}

/** So many rows under merged cells are looked at. */
const mostMerged = 1_000_000;

/** What merged cells lie over, by row: columns from one to another, of which a person sees nothing. */
function coveredIn({ name, merges = [], rows }: XlsxSheet) {
  const covered = new Map<number, { readonly from: number; readonly to: number }[]>();
  let looked = 0;
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const last = Math.min(endRow, rows.length - 1);
    looked += Math.max(0, last - startRow + 1);
    if (looked > mostMerged) {
      throw new UnreadableFile(
        'too_large',
        'The sheet has more merged cells than a table. Give it as a CSV file.',
        `sheet ${name}`,
      );
    }
    for (let row = startRow; row <= last; row += 1) {
      const from = row === startRow ? startCol + 1 : startCol;
      if (from > endCol) continue;
      const there = covered.get(row);
      if (there) there.push({ from, to: endCol });
      else covered.set(row, [{ from, to: endCol }]);
    }
  }
  return covered;
}

/**
 * The sheets of an Excel workbook (Office Open XML).
 * @throws UnreadableFile where it is damaged or larger than the limits
 */
export async function xlsxSheets(archive: Archive, limits: ReadLimits): Promise<readonly Sheet[]> {
  checkParts(archive);
  const { readXlsx } = await import('hucre');
  const workbook = await readXlsx(archive.bytes, { maxRows: limits.sheetRows + 1 }).catch(
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new UnreadableFile(
        'damaged_workbook',
        `The workbook cannot be read (${why.slice(0, 200)}). Download it again, or save it as .ods or CSV.`,
      );
    },
  );
  let rows = 0;
  return workbook.sheets.map((sheet) => {
    rows += sheet.rows.length;
    if (sheet.rows.length > limits.sheetRows || rows > limits.workbookRows) {
      throw new UnreadableFile(
        'too_large',
        `A sheet holds more than ${limits.sheetRows} rows, or all sheets more than ${limits.workbookRows}. Give them as CSV files.`,
        `sheet ${sheet.name}`,
      );
    }
    const read = new SheetRows(hiddenColumns(sheet));
    const covered = coveredIn(sheet);
    for (const [index, values] of sheet.rows.entries()) {
      const { hidden = false, height } = sheet.rowDefs?.get(index) ?? {};
      const cells = values.map((value, at) => cellText(value, sheet.cells?.get(`${index},${at}`)));
      for (const { from, to } of covered.get(index) ?? []) {
        cells.fill('', from, Math.min(to + 1, cells.length));
      }
      checkCells(cells, limits, `sheet ${sheet.name}, row ${index + 1}`);
      read.add(cells, index + 1, hidden || height === 0);
    }
    return read.sheet(sheet.name, (sheet.hidden || sheet.veryHidden) ?? false);
  });
}

function checkCells(cells: readonly string[], limits: ReadLimits, place: string): void {
  if (cells.every((cell) => cell.length <= limits.cellChars)) return;
  throw new UnreadableFile(
    'cell_too_long',
    `A cell holds more than ${limits.cellChars} characters, so this is not a statistical table.`,
    place,
  );
}

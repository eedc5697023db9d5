import { noWorkbook, openArchive } from './archive.ts';
import type { ReadLimits } from './limits.ts';
import { odsSheets } from './ods.ts';
import type { Sheet } from './sheet.ts';
import { xlsxSheets } from './xlsx.ts';

/**
 * The sheets of a workbook, OpenDocument or Excel.
 * @throws UnreadableFile where it is neither, is damaged, or is larger than the limits
 */
export async function workbookSheets(path: string, limits: ReadLimits): Promise<readonly Sheet[]> {
  const archive = await openArchive(path, limits);
  if (archive.names.has('xl/workbook.xml')) return xlsxSheets(archive, limits);
  if (archive.names.has('content.xml')) return odsSheets(archive, limits);
  throw noWorkbook;
}

export type { Cell, ColumnTold, ColumnType } from './column.ts';
export { describeCsv, describedBy } from './describe-csv.ts';
export { type DataDictionary, dataDictionary, dictionaryText } from './dictionary.ts';
export { harmless } from './formats/csv.ts';
export { type LogAsked, type LogCounts, type LogFormat, logLines } from './log.ts';
export type { ExportAsked, ExportTable, TableTold, TableWord } from './table.ts';
export { exportTable, exportTableNames, exportTables } from './tables/index.ts';
export {
  type ExportCounts,
  exportedTable,
  type TableFormat,
  tableFormats,
  tableMedia,
} from './write.ts';

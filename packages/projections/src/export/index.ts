export { describeCsv, describedBy } from './describe-csv.ts';
export { type DataDictionary, dataDictionary, dictionaryText } from './dictionary.ts';
export { byteOrderMark, csvLines, csvText, harmless, marked } from './formats/csv.ts';
export { type LogAsked, type LogCounts, type LogFormat, logLines } from './log.ts';
export { eventColumns } from './log-tables.ts';
export { exportTables } from './question-tables.ts';
export { type ExportAsked, type ExportTable, type TableWord, tableWords } from './table.ts';
export {
  type ExportCounts,
  exportedTable,
  type TableFormat,
  tableFormats,
  tableMedia,
} from './write.ts';

import { attribution } from '../asking/attribution.ts';
import { shippedQuestions } from '../questions/all.ts';
import type { ColumnTold, ColumnType, Question, TableTold } from '../questions/index.ts';
import { logTables } from './log-tables.ts';

/** What every export means: its tables, their columns, and how values are written. */
export interface DataDictionary {
  /** The licences of the sources, and what an export is not. */
  readonly attribution: typeof attribution;
  /** What holds in all tables, in sentences. */
  readonly conventions: readonly string[];
  /** How a type of column is written in each format. */
  readonly types: Readonly<
    Record<ColumnType, Readonly<Record<'csv' | 'jsonl' | 'parquet', string>>>
  >;
  /** Those of the log, then those of the questions. */
  readonly tables: readonly TableTold[];
}

const types: DataDictionary['types'] = {
  text: { csv: 'text', jsonl: 'string', parquet: 'STRING' },
  code: { csv: 'one of the listed words', jsonl: 'string', parquet: 'STRING' },
  day: { csv: 'YYYY-MM-DD', jsonl: 'string YYYY-MM-DD', parquet: 'DATE' },
  instant: {
    csv: 'YYYY-MM-DDTHH:MM:SS.mmmZ',
    jsonl: 'string, as in CSV',
    parquet: 'TIMESTAMP (milliseconds, UTC)',
  },
  integer: { csv: 'digits', jsonl: 'number', parquet: 'INT32' },
  number: { csv: 'digits with a point', jsonl: 'number', parquet: 'DOUBLE' },
  boolean: { csv: 'true or false', jsonl: 'true or false', parquet: 'BOOLEAN' },
  list: { csv: 'words parted by "; "', jsonl: 'array of strings', parquet: 'LIST of STRING' },
};

const conventions = [
  'CSV is UTF-8 by RFC 4180: a line of names, CRLF, quotes where needed. An empty cell is nothing: not known, or not applicable.',
  'A text in CSV that begins with =, +, -, @, a tab or a line break gets an apostrophe before it, so that no spreadsheet takes it for a formula. JSON lines and Parquet hold the text as it is.',
  'Days are days in London and inclusive. `as_of` and `known_at` say for which two days a row was worked out.',
  'A date that sources give more coarsely stands in two columns: the day, empty where it is not known to the day, and `_as_given`.',
  'All rows of one export are of one state of the log: what comes in meanwhile is in the next one.',
  'Abolished authorities are in the rows of days on which they existed. No successor inherits a grade.',
  'Grades are ordinal: count them and compare them, never average them. Nothing here is a rank or a score.',
];

/** The data dictionary; everything in it is taken from the tables that are written. */
export function dataDictionary(questions: readonly Question[] = shippedQuestions): DataDictionary {
  return {
    attribution,
    conventions,
    types,
    tables: [...logTables, ...questions.flatMap(({ tables }) => tables)].map(
      ({ name, meaning, grain, key, columns }) => ({
        name,
        meaning,
        grain,
        key,
        columns,
      }),
    ),
  };
}

/** The data dictionary as a document. */
export function dictionaryText(questions: readonly Question[] = shippedQuestions): string {
  const { tables } = dataDictionary(questions);
  return [
    '# Data dictionary',
    'What `timeline export`, the addresses below `/export`, and every answer as CSV give out. This page is made by `timeline export --dictionary`, and a test compares it.',
    Object.values(attribution).join(' '),
    '## How values are written',
    conventions.map((one) => `- ${one}`).join('\n'),
    grid(
      ['type', 'CSV', 'JSON lines', 'Parquet'],
      Object.entries(types).map(([type, { csv, jsonl, parquet }]) => [type, csv, jsonl, parquet]),
    ),
    ...tables.flatMap(tableText),
  ]
    .join('\n\n')
    .concat('\n');
}

function tableText({ name, meaning, grain, key, columns }: TableTold): readonly string[] {
  return [
    `## ${name}`,
    `${meaning} ${grain}`,
    `Rows are told apart by ${key.map((one) => `\`${one}\``).join(', ')}.`,
    grid(
      ['column', 'type', 'meaning', 'values', 'unit', 'source of the rule'],
      columns.map(columnCells),
    ),
  ];
}

function columnCells({ name, type, meaning, values, unit, source }: ColumnTold): readonly string[] {
  const words = (values ?? []).map((value) => `\`${value}\``).join(', ');
  return [`\`${name}\``, type, meaning, words, unit ?? '', source ?? ''];
}

function grid(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heads, heads.map(() => '---'), ...rows];
  return cells
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

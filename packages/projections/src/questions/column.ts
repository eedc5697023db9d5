import { z } from 'zod';
import type { Answer } from '../answers/answer.ts';
import { fieldAt } from './fields.ts';

/** What a column holds. `text` is any text; `code` one of listed words; `day` a calendar day; `instant` a UTC time stamp; `list` words. */
export type ColumnType =
  | 'text'
  | 'code'
  | 'day'
  | 'instant'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'list';

/** What a cell can hold; null where there is nothing to say. */
export type Cell = string | number | boolean | readonly string[] | null;

/** A column as the data dictionary tells of it. */
export interface ColumnTold {
  /** The same in every format; lower case, words parted by underscores. */
  readonly name: string;
  /** What its cells hold. */
  readonly type: ColumnType;
  /** In a sentence. */
  readonly meaning: string;
  /** Of a number: `calendar days`, `months`, `reports`; absent where it has none. */
  readonly unit?: string;
  /** Every word that can stand there, where they are few and fixed. */
  readonly values?: readonly string[];
  /** Where the rule behind the column is written. */
  readonly source?: string;
}

/** A column of rows of one shape. */
export interface Column<Row> extends ColumnTold {
  /** What the column holds of one row; undefined, as null, for an empty cell. */
  of(row: Row): Cell | undefined;
}

type Of<Row, C extends Cell> = (row: Row) => C | null | undefined;
type More = Partial<Pick<ColumnTold, 'name' | 'meaning' | 'unit' | 'source'>>;

/** Columns for rows of a shape: those that a schema has, and those that are worked out of a row. */
export function columnsOf<S extends z.ZodObject, Row = Answer<S>>(schema: S) {
  function plain<C extends Cell>(type: ColumnType) {
    return (name: string, meaning: string, of: Of<Row, C>, more: More = {}): Column<Row> => ({
      name,
      type,
      meaning,
      of,
      ...more,
    });
  }
  // such as `anchor.date`
  function at(path: string, more: More = {}): readonly Column<Row>[] {
    return fieldColumns(schema, path, (row: Row) => memberAt(row, path), more);
  }
  return {
    /** Text for people. */
    text: plain<string>('text'),
    /** A day, ISO. */
    day: plain<string>('day'),
    /** A moment: UTC, ISO. */
    instant: plain<string>('instant'),
    /** A whole number. */
    integer: plain<number>('integer'),
    /** Any number. */
    number: plain<number>('number'),
    /** True or false. */
    flag: plain<boolean>('boolean'),
    /** Several texts in one cell. */
    list: plain<readonly string[]>('list'),
    /** One of a closed set of codes, which are given. */
    code: (
      name: string,
      meaning: string,
      values: readonly string[],
      of: Of<Row, string>,
      more: More = {},
    ): Column<Row> => ({ name, type: 'code', meaning, values, of, ...more }),
    /** Fields as columns of the same names, with what the schema says of them. */
    fields: (...names: readonly (keyof Answer<S> & string)[]): readonly Column<Row>[] =>
      names.flatMap((name) => at(name)),
    /** The column of a field, by the members that lead to it; two of a date that may be coarse. */
    at,
    /** A date that a source may give more coarsely than to the day. */
    moment: (name: string, meaning: string, of: Of<Row, string>, more: More = {}) =>
      momentColumns(name, meaning, of, more),
  };
}

/** Columns of a field of a schema: its name, type, meaning, unit and words are those of the field. */
export function fieldColumns<Row>(
  schema: z.ZodObject,
  path: string,
  of: (row: Row) => unknown,
  { name = snakeCase(path), ...more }: More = {},
): readonly Column<Row>[] {
  const { schema: field, meta } = fieldAt(schema, path);
  const { description, unit, source } = meta;
  const told = {
    meaning: description ?? '',
    ...(unit === undefined ? {} : { unit }),
    ...(source === undefined ? {} : { source }),
    ...more,
  };
  if (told.meaning === '') throw new TypeError(`The field ${path} has no description.`);
  if (meta.format === givenDate) {
    const { meaning, ...others } = told;
    return momentColumns(name, meaning, of as Of<Row, string>, others);
  }
  const words = wordsOf(field);
  const column = { name, type: typeOf(field, path), of: of as Column<Row>['of'], ...told };
  return [words ? { ...column, values: words } : column];
}

/** Format of a date that is given as precisely as its source does: a day, a month, a year, or two ends. */
export const givenDate = 'date-as-given';

function momentColumns<Row>(
  name: string,
  meaning: string,
  of: Of<Row, string>,
  more: More,
): readonly Column<Row>[] {
  return [
    {
      name,
      type: 'day',
      meaning: `${meaning} Empty where it is not known to the day.`,
      of: (row) => onlyDay(of(row)),
      ...more,
    },
    {
      name: `${name}_as_given`,
      type: 'text',
      meaning: `As \`${name}\`, as precisely as sources give it: a day, a month, a year, or two ends.`,
      of,
    },
  ];
}

/** A text where it names one day. */
export function onlyDay(text: string | null | undefined): string | null {
  return text !== null && text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
}

/** The name of a column: `anchor.assumedBy` becomes `anchor_assumed_by`. */
export function snakeCase(path: string): string {
  return path
    .replaceAll('.', '_')
    .replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)
    .replaceAll('-', '_');
}

/** The type of the column that holds a field; undefined for what no single cell holds. */
export function columnTypeOf(field: z.ZodType): ColumnType | undefined {
  if (field instanceof z.ZodEnum || field instanceof z.ZodLiteral) {
    return typeof [...values(field)][0] === 'string' ? 'code' : 'boolean';
  }
  if (field instanceof z.ZodISODate) return 'day';
  if (field instanceof z.ZodISODateTime) return 'instant';
  if (field instanceof z.ZodString || field instanceof z.ZodStringFormat) return 'text';
  if (field instanceof z.ZodNumberFormat) return 'integer';
  if (field instanceof z.ZodNumber) return 'number';
  if (field instanceof z.ZodBoolean) return 'boolean';
  if (!(field instanceof z.ZodArray)) return undefined;
  const element = columnTypeOf(field.element as z.ZodType);
  return element === 'text' || element === 'code' || element === 'day' ? 'list' : undefined;
}

function typeOf(field: z.ZodType, path: string): ColumnType {
  const type = columnTypeOf(field);
  if (type !== undefined) return type;
  throw new TypeError(`No one cell holds ${path}. Make columns of its members, or rows of it.`);
}

function wordsOf(field: z.ZodType): readonly string[] | undefined {
  return columnTypeOf(field) === 'code' ? [...values(field as z.ZodEnum)].map(String) : undefined;
}

function values(field: z.ZodEnum | z.ZodLiteral): Iterable<unknown> {
  return field instanceof z.ZodEnum ? field.options : field.values;
}

function memberAt(row: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[name],
      row,
    );
}

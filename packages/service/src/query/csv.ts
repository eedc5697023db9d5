import { harmless } from '@monitoring-timeline/projections/export';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';

/** A column of a table: its name, and the members that lead to its value. */
interface Column {
  readonly name: string;
  readonly path: readonly string[];
}

/**
 * The columns of a row, from its schema: members of members under names parted by dots; lists and what has members of no fixed
 * name stand in one cell. They are the same whether or not there is a row.
 */
export function columnsOf(row: z.ZodType, path: readonly string[] = []): readonly Column[] {
  const plain = unwrapped(row);
  if (plain instanceof z.ZodObject) {
    return Object.entries(plain.shape).flatMap(([name, member]) =>
      columnsOf(member as z.ZodType, [...path, name]),
    );
  }
  return [{ name: path.join('.'), path }];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return unwrapped(schema.unwrap() as z.ZodType);
  }
  return schema;
}

/**
 * Rows as CSV by RFC 4180: a line of names, CRLF, quotes where needed. A cell that a spreadsheet would take for a formula
 * is given an apostrophe.
 */
export function csvOf(row: z.ZodType, rows: readonly unknown[]): string {
  const columns = columnsOf(row);
  const lines = rows.map((one) => columns.map(({ path }) => cellOf(memberAt(one, path))));
  return stringify([columns.map(({ name }) => name), ...lines], {
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  });
}

function memberAt(row: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string, unknown>>)[name]
        : undefined,
    row,
  );
}

/** A value as a cell: nothing for null, words of a list parted by semicolons, JSON for what has members. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return harmless(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
    return harmless(value.join('; '));
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

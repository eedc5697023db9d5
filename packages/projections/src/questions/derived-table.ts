import { z } from 'zod';
import { type Column, columnTypeOf, fieldColumns } from './column.ts';
import { unwrapped } from './fields.ts';
import { type AnswerTable, table } from './table.ts';

interface NamedAnswer {
  readonly name: string;
  readonly summary: string;
  readonly answer: z.ZodType;
}

/**
 * The table that follows from an answer that is a list of flat rows, or one such row: a column for each field, under its name.
 * @throws TypeError where the answer is neither
 */
export function derivedTable<A>({ name, summary, answer }: NamedAnswer): AnswerTable<A> {
  const { schema } = unwrapped(answer);
  const list = schema instanceof z.ZodArray;
  const row = list ? unwrapped(schema.element as z.ZodType).schema : schema;
  if (!(row instanceof z.ZodObject)) {
    throw new TypeError(
      `The answer of ${name} is no list of rows: say in \`tables\` what its rows are.`,
    );
  }
  const columns = Object.keys(row.shape).flatMap((field) => columnsAt(row, field));
  return table<A, unknown>({
    name,
    meaning: `${summary}.`,
    grain: list ? 'One row for each element of the answer.' : 'One row for each answer.',
    key: columns.slice(0, 1).map((column) => column.name),
    columns,
    rows: (given) => (list ? (given as readonly unknown[]) : [given]),
  });
}

function columnsAt(row: z.ZodObject, path: string): readonly Column<unknown>[] {
  const { schema } = unwrapped(row.shape[path] as z.ZodType);
  if (columnTypeOf(schema) !== undefined) {
    return fieldColumns<unknown>(row, path, (given) => (given as Record<string, unknown>)[path]);
  }
  if (!(schema instanceof z.ZodObject)) {
    throw new TypeError(`No one cell holds ${path}: say in \`tables\` what the rows are.`);
  }
  return Object.keys(schema.shape).flatMap((member) =>
    columnsAt(schema, member).map((column) => ({
      ...column,
      name: `${path}_${column.name}`,
      of: (given: unknown) => {
        const inner = (given as Record<string, unknown>)[path];
        return inner === null || inner === undefined ? null : column.of(inner);
      },
    })),
  );
}

import type { ByteWriter, ColumnSource, SchemaElement } from 'hyparquet-writer';
import type { Cell, ColumnTold, ColumnType } from '../../questions/index.ts';
import { batches } from './rows.ts';

/** Rows of one group: all of them are in memory, and the thread is held, while it is written. */
const rowsOfGroup = 1200;

export interface ParquetOptions {
  /** What the file says of itself beside its columns. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly rowsOfGroup?: number;
}

/**
 * Rows as a Parquet file in pieces: days are dates, instants are time stamps in UTC, lists are lists of text, everything can be null. No more than one group of rows is in memory.
 */
export async function* parquetBytes(
  columns: readonly ColumnTold[],
  rows: AsyncIterable<readonly Cell[]>,
  { metadata, rowsOfGroup: size = rowsOfGroup }: ParquetOptions,
): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaOf(columns),
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    createdBy: 'monitoring-timeline',
  });
  for await (const batch of batches(rows, size)) {
    const columnData: ColumnSource[] = columns.map(({ name, type }, at) => ({
      name,
      data: batch.map((row) => storedOf(type, row[at] ?? null)),
    }));
    await writer.write({ columnData, rowGroupSize: size });
    yield taken(bytes);
  }
  await writer.finish();
  yield taken(bytes);
}

/** What was written since the last time; places in the file go on counting. */
function taken(bytes: ByteWriter): Uint8Array {
  const piece = bytes.getBytes().slice();
  bytes.index = 0;
  return piece;
}

const elements: Readonly<Record<Exclude<ColumnType, 'list'>, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  code: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  day: { type: 'INT32', converted_type: 'DATE' },
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
};

function schemaOf(columns: readonly ColumnTold[]): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.flatMap(({ name, type }): SchemaElement[] =>
      type === 'list'
        ? [
            { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
            { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
            { name: 'element', repetition_type: 'OPTIONAL', ...elements.text },
          ]
        : [{ name, repetition_type: 'OPTIONAL', ...elements[type] }],
    ),
  ];
}

function storedOf(type: ColumnType, cell: Cell): unknown {
  if (cell === null) return null;
  if (type === 'day' || type === 'instant') return new Date(cell as string);
  return cell;
}

import type { Cell, ColumnTold } from '../../questions/index.ts';
import { batches } from './rows.ts';

/** Rows as JSON lines: every column in every line, null where there is nothing to say, lists as arrays. */
export async function* jsonLines(
  columns: readonly ColumnTold[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  const names = columns.map(({ name }) => JSON.stringify(name));
  for await (const batch of batches(rows)) {
    yield batch
      .map(
        (row) => `{${row.map((cell, at) => `${names[at]}:${JSON.stringify(cell)}`).join(',')}}\n`,
      )
      .join('');
  }
}

import type { Cell } from '../../questions/index.ts';

/** Rows handed on together: few enough for little memory, many enough to be fast. */
const together = 200;

/** Rows in batches, so that text is made and sent in pieces. */
export async function* batches(
  rows: AsyncIterable<readonly Cell[]>,
  size: number = together,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  let batch: (readonly Cell[])[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

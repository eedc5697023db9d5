import { hash } from 'node:crypto';
import type { Dates } from '@monitoring-timeline/projections';
import type { RowKey } from '@monitoring-timeline/projections/questions';
import { z } from 'zod';
import { RequestProblem } from '../problems/index.ts';

/**
 * Where a page of a list begins: after which row, of which question, as it was asked first. The next page is of the same log at
 * the same dates, whatever came in meanwhile and whether or not midnight has passed.
 */
export interface Cursor {
  readonly dates: Dates;
  readonly after: RowKey;
}

const cursorSchema = z.strictObject({
  q: z.string(),
  a: z.string().max(10).optional(),
  k: z.string().max(10).optional(),
  r: z.string().max(30).optional(),
  p: z.boolean().optional(),
  u: z.string().max(100),
  after: z.array(z.union([z.string(), z.number(), z.null()])).max(10),
});

const fingerprint = (question: string): string =>
  hash('sha256', question, 'base64url').slice(0, 12);

/** A cursor as text: opaque to whoever carries it. */
export function cursorText(question: string, { dates, after }: Cursor): string {
  const content = {
    q: fingerprint(question),
    a: dates.asOf,
    k: dates.knownAt,
    r: dates.recordedAt,
    p: dates.publicOnly,
    u: dates.upTo ?? '',
    after,
  };
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** Reads a cursor of the same question. @throws RequestProblem 400 where it is none, or belongs to another question */
export function cursorOf(question: string, text: string): Cursor {
  const read = cursorSchema.safeParse(parsed(text));
  if (!read.success) {
    throw new RequestProblem(
      400,
      'InvalidCursor',
      'cursor: this is no cursor of ours. Follow the link `next` of a page, or leave it out to begin.',
    );
  }
  const { q, a, k, r, p, u, after } = read.data;
  if (q !== fingerprint(question)) {
    throw new RequestProblem(
      400,
      'InvalidCursor',
      'cursor: it belongs to a question with other parameters. Follow the link `next` unchanged, or leave it out to begin.',
    );
  }
  const dates = { asOf: a, knownAt: k, recordedAt: r, publicOnly: p, upTo: u };
  return { dates, after };
}

/** The rows after one of them. @throws RequestProblem 410 where that row is no more */
export function rowsAfter<T>(
  rows: readonly T[],
  after: RowKey,
  keyOf: (row: T) => RowKey,
): readonly T[] {
  const wanted = JSON.stringify(after);
  const index = rows.findIndex((row) => JSON.stringify(keyOf(row)) === wanted);
  if (index !== -1) return rows.slice(index + 1);
  throw new RequestProblem(
    410,
    'CursorGone',
    'cursor: the row that it points after is no more. Leave it out to begin again.',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

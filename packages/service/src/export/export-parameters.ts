import type { ExportTable, TableWord } from '@monitoring-timeline/projections/export';
import { z } from 'zod';
import { dateWords, words } from '../query/parameters.ts';

const tableWords = {
  ...dateWords,
  region: words.region.optional(),
  authority: words.authorities.optional(),
} satisfies Readonly<Record<TableWord, z.ZodType>>;

/** Which rows of a table, and at which dates, as far as it can be asked with them. */
export function wordsOf({ takes }: ExportTable) {
  return z.strictObject(Object.fromEntries(takes.map((name) => [name, tableWords[name]])));
}

/** The words of a table, each where it was given. */
export type TableWords = Partial<z.output<z.ZodObject<typeof tableWords>>>;

/** Up to when the log was recorded. */
export const logWords = z.strictObject({
  recordedAt: dateWords.recordedAt,
  people: words.flag
    .optional()
    .describe('Adds the names of people after the events; needs a token of the role admin.'),
});

export const bytes = z.string().meta({ format: 'binary' });

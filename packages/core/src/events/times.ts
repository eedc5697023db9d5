import { z } from 'zod';

const day = z.iso.date();
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written YYYY-MM');
const year = z.string().regex(/^\d{4}$/, 'a year is written YYYY');

/**
 * A date as precise as its source, and no more.
 * `day`, `month`, `year`, `financial_year` (from = year of its 1 April): one unknown moment within that period.
 * `range`: it lasted from `from` to `to` (days, or months where the source gives months).
 * `by`: on or before `from`. `since`: it began at `from` (day, month or year) and no end is known.
 */
export const partialDateSchema = z.discriminatedUnion('precision', [
  z.strictObject({ precision: z.literal('day'), from: day }),
  z.strictObject({ precision: z.literal('month'), from: month }),
  z.strictObject({ precision: z.literal('year'), from: year }),
  z.strictObject({ precision: z.literal('financial_year'), from: year }),
  z
    .strictObject({
      precision: z.literal('range'),
      from: z.union([day, month, year]),
      to: z.union([day, month, year]),
    })
    // ISO dates of one precision compare as text; of two, the shorter is the coarser and starts earlier
    .refine((range) => range.from <= range.to || range.from.startsWith(range.to), {
      error: 'a range ends on or after its start',
      path: ['to'],
    }),
  z.strictObject({ precision: z.literal('by'), from: z.union([day, month, year]) }),
  z.strictObject({ precision: z.literal('since'), from: z.union([day, month, year]) }),
]);
export type PartialDate = z.infer<typeof partialDateSchema>;
export type DatePrecision = PartialDate['precision'];

/** When a claim became public. A coarse `from` counts from its last day. */
export const knownSchema = z.strictObject({
  from: z.union([day, month, year]),
  basis: z.enum(['published', 'letter_dated', 'announced', 'assumed']),
});
export type Known = z.infer<typeof knownSchema>;

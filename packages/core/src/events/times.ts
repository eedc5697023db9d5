import { z } from 'zod';

const day = z.iso.date('is no day that exists, such as 2018-07-25');
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written YYYY-MM');
const year = z.string().regex(/^\d{4}$/, 'a year is written YYYY');

const dayOrCoarser = z.union(
  [day, month, year],
  'is no day that exists, such as 2018-07-25, and no month (2018-07) or year (2018)',
);

function one<const P extends string, F extends z.ZodType>(precision: P, from: F) {
  return z.strictObject({
    /** What `from` is, and what it leaves open. */
    precision: z.literal(precision),
    /** ISO day (`2018-07-25`), month (`2018-07`) or year (`2018`), as the precision asks. */
    from,
  });
}

/**
 * A date as precise as its source, and no more.
 * `day`, `month`, `year`, `financial_year` (from = year of its 1 April): one unknown moment within that period.
 * `range`: it lasted from `from` to `to` (days, or months where the source gives months).
 * `by`: on or before `from`. `since`: it began at `from` (day, month or year) and no end is known.
 */
export const partialDateSchema = z.discriminatedUnion('precision', [
  one('day', day),
  one('month', month),
  one('year', year),
  one('financial_year', year),
  z
    .strictObject({
      /** From the one to the other, both counted. */
      precision: z.literal('range'),
      /** ISO day, month or year in which it began. */
      from: dayOrCoarser,
      /** ISO day, month or year in which it ended; never before `from`. */
      to: dayOrCoarser,
    })
    // ISO dates of one precision compare as text; of two, the shorter is the coarser and starts earlier
    .refine((range) => range.from <= range.to || range.from.startsWith(range.to), {
      error: 'a range ends on or after its start',
      path: ['to'],
    }),
  one('by', dayOrCoarser),
  one('since', dayOrCoarser),
]);
/** A date as precise as its source; `partialDateSchema` says what each precision means. */
export type PartialDate = z.infer<typeof partialDateSchema>;
/** How much a date says; `partialDateSchema` tells what each leaves open. */
export type DatePrecision = PartialDate['precision'];

/** When a claim became public. A coarse `from` counts from its last day. */
export const knownSchema = z.strictObject({
  /** ISO day, month or year in which it became public. */
  from: dayOrCoarser,
  /**
   * What that day rests on: a publication, the date of a letter, an announcement, or only an assumption, which answers then show.
   */
  basis: z.enum(['published', 'letter_dated', 'announced', 'assumed']),
});
/** When a claim became public, and what that rests on. */
export type Known = z.infer<typeof knownSchema>;

import { z } from 'zod';
import type { Answer } from './answer.ts';
import { becauseSchema } from './common.ts';

export const indicatorPointSchema = z
  .strictObject({
    at: z
      .string()
      .describe('Day, month, year or period for which it was measured, as precise as its source.'),
    value: z.number().nullable().describe('The value, in the unit of its row.'),
    printed: z.string().describe('The value as printed.'),
    numerator: z.number().nullable().describe('What was counted.'),
    denominator: z.number().nullable().describe('Out of how many.'),
    comparator: z
      .strictObject({
        label: z.string().describe('What that is of, as printed.'),
        printed: z.string().describe('That value as printed.'),
        value: z
          .number()
          .optional()
          .describe('That value as a number, in the unit of the row; absent where it is none.'),
      })
      .nullish()
      .describe(
        'What the source sets beside it, such as a national figure; null or absent where nothing.',
      ),
    approximate: z.boolean().describe('The source gives it as about.'),
    unvalidated: z.boolean().describe('The source calls it unvalidated.'),
    inconsistent: z
      .literal(true)
      .optional()
      .describe('The printed value does not follow from its own figures: flagged, never mended.'),
    computed: z
      .number()
      .optional()
      .describe(
        'What its own figures give, in percent with one decimal, where the printed value does not.',
      ),
    disagreements: z
      .array(
        z.strictObject({
          printed: z.string().describe('The other value as printed.'),
          value: z
            .number()
            .nullable()
            .describe('It as a number, in the unit of the row; null where it is none.'),
          event: z.string().describe('Id of its event: `id` of the table `events`.'),
          publisher: z.string().describe('Who published it.'),
        }),
      )
      .describe('Other values that sources print for the same day.'),
    because: becauseSchema,
  })
  .meta({
    id: 'IndicatorPoint',
    description: 'A measured value as printed, and what it was made of.',
  });

export const indicatorSeriesSchema = z
  .strictObject({
    indicator: z.string().describe('Code of the indicator.'),
    topic: z.string().describe('What it measures, in words.'),
    unit: z.string().describe('Unit of the values.'),
    points: z.array(indicatorPointSchema),
    change: z
      .number()
      .nullable()
      .describe(
        'The latest value less the one before, in the unit (points of percent for percentages). Null where there are not two numbers of one unit, or where one does not follow from its own figures.',
      ),
    because: becauseSchema,
  })
  .meta({ id: 'IndicatorSeries', description: 'One indicator of one authority over time.' });

/**
 * A measured value as printed, with what it was made of. A value that does not follow from its own figures is flagged and never
 * mended.
 */
export type IndicatorPoint = Answer<typeof indicatorPointSchema>;
/** One measure of one authority over time, in the unit that `unit` names. */
export type IndicatorSeries = Answer<typeof indicatorSeriesSchema>;

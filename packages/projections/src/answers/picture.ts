import { z } from 'zod';
import type { Answer } from './answer.ts';
import { areaSchema, asOfSchema, becauseSchema, keySchema, knownAtSchema } from './common.ts';

export const areaCountsSchema = z
  .strictObject({
    counts: z.record(z.string(), z.number()),
    judged: z.number(),
    percent: z
      .record(z.string(), z.number())
      .describe('Whole percents of `judged`; they need not sum to 100.'),
    notGraded: z
      .record(z.string(), z.number())
      .describe(
        'Authorities or reports without a grade here, by which kind of nothing stands in its place.',
      ),
    combined: z
      .strictObject({
        percent: z
          .record(z.string(), z.number())
          .describe('Whole percents of `judged`; they need not sum to 100.'),
        counts: z.record(z.string(), z.number()),
        judged: z.number(),
      })
      .optional()
      .describe(
        'Grades that children in care and care leavers were given together, counted apart.',
      ),
  })
  .meta({ id: 'AreaCounts', description: 'How often each grade was given in one area.' });

export const pictureGroupSchema = z
  .strictObject({
    authorities: z.number(),
    notInspected: z.number(),
    areas: z.partialRecord(areaSchema, areaCountsSchema),
  })
  .meta({ id: 'PictureGroup' });

const onOneDay = z.strictObject({
  asOf: asOfSchema,
  knownAt: knownAtSchema,
  region: z.string().nullable(),
  framework: z.string().nullable(),
  count: z.enum(['authorities', 'reports']),
  recordTo: z
    .string()
    .nullable()
    .describe(
      'How far the record of graded inspections reaches; null where nothing on record says.',
    ),
  repeated: z
    .array(
      z.strictObject({
        authority: keySchema,
        reports: z.number(),
      }),
    )
    .describe('Authorities counted more than once, where reports are counted.'),
  groups: z.record(z.string(), pictureGroupSchema).optional(),
  because: becauseSchema,
  authorities: z.number(),
  notInspected: z.number(),
  areas: z.partialRecord(areaSchema, areaCountsSchema),
});

const onOneDaySchema = onOneDay.meta({ id: 'PictureOnOneDay' });

export const cellDifferenceSchema = z
  .strictObject({
    area: areaSchema,
    grade: z.string(),
    ours: z.number(),
    published: z.number(),
    explainedBy: z
      .array(z.string())
      .describe(
        'Authorities whose earlier reports, counted by the table and not by us, make up the difference.',
      ),
    unexplained: z
      .number()
      .describe(
        'What is left when those are taken away; a difference that nobody explains is assigned to nobody.',
      ),
  })
  .meta({ id: 'CellDifference' });

export const publishedComparisonSchema = z
  .strictObject({
    title: z.string(),
    event: z.string(),
    printed: z.string().describe('Since when the table has been public.'),
    printedLater: z
      .boolean()
      .describe(
        'True where that is after the day of knowledge: a comparison with hindsight, no part of what was known then.',
      ),
    cells: z.number(),
    equal: z.number(),
    differences: z.array(cellDifferenceSchema),
  })
  .meta({ id: 'PublishedComparison', description: 'A published table beside ours.' });

export const pictureSchema = onOneDay
  .extend({
    series: z.array(onOneDaySchema).optional().describe('The same day of every earlier year.'),
    againstPublished: z
      .array(publishedComparisonSchema)
      .optional()
      .describe('Published tables of the same day, beside ours.'),
  })
  .meta({ id: 'Picture', description: 'How often each grade was given in each area.' });

/** How often each grade was given in one area: counts, and whole percents of those judged. */
export type AreaCounts = Answer<typeof areaCountsSchema>;
/** The counts of some authorities, or reports, area by area. */
export type PictureGroup = Answer<typeof pictureGroupSchema>;
/** One cell in which a published table differs from our count, with the authorities that explain it and what nobody explains. */
export type CellDifference = Answer<typeof cellDifferenceSchema>;
/** A published table of the same day beside our count. */
export type PublishedComparison = Answer<typeof publishedComparisonSchema>;
/** How often each grade was given in each area, across England or a part of it. No rank, score or mean. */
export type Picture = Answer<typeof pictureSchema>;

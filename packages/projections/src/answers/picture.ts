import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  areaSchema,
  asOfSchema,
  becauseSchema,
  keySchema,
  knownAtSchema,
} from './common.ts';

const countsSchema = z
  .record(z.string(), z.number())
  .describe('How often each grade was given, by grade.');
const judgedSchema = z.number().describe('How many were given a grade: the sum of `counts`.');

export const areaCountsSchema = z
  .strictObject({
    counts: countsSchema,
    judged: judgedSchema,
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
        counts: countsSchema,
        judged: judgedSchema,
      })
      .optional()
      .describe(
        'Grades that children in care and care leavers were given together, counted apart.',
      ),
  })
  .meta({ id: 'AreaCounts', description: 'How often each grade was given in one area.' });

export const pictureGroupSchema = z
  .strictObject({
    authorities: z.number().describe('How many authorities are counted.'),
    notInspected: z.number().describe('Of those, how many have no graded report.'),
    areas: z
      .partialRecord(areaSchema, areaCountsSchema)
      .describe('How often each grade was given, area by area; areas without any are absent.'),
  })
  .meta({ id: 'PictureGroup', description: 'The counts of some authorities, or reports.' });

const onOneDay = z.strictObject({
  asOf: asOfSchema,
  knownAt: knownAtSchema,
  ahead: aheadSchema,
  region: z.string().nullable().describe('The region that is counted; null for England.'),
  framework: z.string().nullable().describe('The one framework that is counted; null for all.'),
  count: z
    .enum(['authorities', 'reports'])
    .describe('What is counted: the standing of each authority, or every report published.'),
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
        reports: z
          .number()
          .meta({ description: 'How many reports of it are counted.', unit: 'reports' }),
      }),
    )
    .describe('Authorities counted more than once, where reports are counted.'),
  groups: z
    .record(z.string(), pictureGroupSchema)
    .optional()
    .describe('The same in groups by name; absent where no groups were asked for.'),
  because: becauseSchema,
  ...pictureGroupSchema.shape,
});

const onOneDaySchema = onOneDay.meta({ id: 'PictureOnOneDay' });

export const cellDifferenceSchema = z
  .strictObject({
    area: areaSchema,
    grade: z.string().describe('Grade of the cell.'),
    ours: z.number().describe('What we count.'),
    published: z.number().describe('What the table prints.'),
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
    title: z.string().describe('Title of the table.'),
    event: z.string().describe('Id of its event: `id` of the table `events`.'),
    printed: z.string().describe('Since when the table has been public.'),
    printedLater: z
      .boolean()
      .describe(
        'True where that is after the day of knowledge: a comparison with hindsight, no part of what was known then.',
      ),
    cells: z.number().describe('How many cells were compared.'),
    equal: z.number().describe('How many of them agree.'),
    differences: z.array(cellDifferenceSchema).describe('The cells that do not.'),
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

import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  areaSchema,
  asOfSchema,
  authorityShownSchema,
  becauseSchema,
  frameworkSchema,
  givenDate,
  knownAtSchema,
  recordedAtSchema,
  recordToSchema,
  standingGradeSchema,
} from './common.ts';
import { standingSchema } from './standing.ts';

export const hindsightSpanSchema = z
  .strictObject({
    from: z.iso
      .date()
      .nullable()
      .describe('First day on which it stood so; null where nothing on record is earlier.'),
    to: z.iso.date().describe('Last day on which it stood so.'),
    status: standingSchema.shape.status.describe('Whether it was graded then.'),
    overall: standingGradeSchema
      .nullable()
      .describe('The overall grade, or what stands in its place; null where there is none.'),
    areas: z
      .partialRecord(areaSchema, standingGradeSchema)
      .describe('The grade in force of each area.'),
    joint: z
      .partialRecord(areaSchema, areaSchema)
      .describe('Of each area without a grade of its own, the one whose joint grade covers it.'),
    framework: frameworkSchema.nullable().describe('Framework of the report that set it.'),
    published: givenDate.nullable().describe('Publication of the report that set it.'),
    uncertain: z
      .boolean()
      .describe('True where the day from which it stood so is not known to the day.'),
    because: becauseSchema,
  })
  .meta({
    id: 'HindsightSpan',
    description: 'Days on end on which an authority stood alike, by what was known.',
  });

export const hindsightStepSchema = z
  .strictObject({
    knownFrom: z.iso
      .date()
      .nullable()
      .describe('Day since which this was known; null where nothing was known before.'),
    knownTo: z.iso.date().describe('Last day on which this was known, and no more.'),
    spans: z
      .array(hindsightSpanSchema)
      .describe('Where it stood on which days, as known then: the earliest first, without a gap.'),
  })
  .meta({
    id: 'HindsightStep',
    description: 'From one day on which the answer about any day changed to the next.',
  });

export const hindsightSchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    recordedAt: recordedAtSchema,
    recordTo: recordToSchema,
    steps: z
      .array(hindsightStepSchema)
      .describe(
        'The earliest first. The span that holds a day, in the step that holds a day of knowledge, is the standing at those two days.',
      ),
    because: becauseSchema,
  })
  .meta({
    id: 'Hindsight',
    description:
      'Where an authority stood on each day up to the day asked about, as known on each day up to the day of knowledge.',
  });

/** Days on end on which an authority stood alike, as far as was known. */
export type HindsightSpan = Answer<typeof hindsightSpanSchema>;
/** Days of knowledge on end by which the answer about every day was the same. */
export type HindsightStep = Answer<typeof hindsightStepSchema>;
/** Where an authority stood on each day, as known on each day: both axes of time at once. */
export type Hindsight = Answer<typeof hindsightSchema>;

import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  activityCalledSchema,
  aheadSchema,
  areaSchema,
  asOfSchema,
  authorityShownSchema,
  basisSchema,
  becauseSchema,
  disagreementShownSchema,
  frameworkSchema,
  givenDate,
  gradeOrNotSchema,
  knownAtSchema,
  partsOnSiteSchema,
} from './common.ts';
import { visitShownSchema, visitsSinceSchema } from './visits.ts';

export const activityShownSchema = z
  .strictObject({
    activity: z.enum(['inspection', 'visit']).describe('An inspection can grade, a visit cannot.'),
    kind: activityCalledSchema.nullable().describe('Kind of it.'),
    framework: frameworkSchema.nullable().describe('Framework of it.'),
    sequence: z.int().nullable().describe('Which monitoring visit since the report.'),
    start: givenDate.nullable().describe('First day on site.'),
    end: givenDate.nullable().describe('Last day on site.'),
    parts: partsOnSiteSchema,
    published: givenDate
      .nullable()
      .describe(
        'Publication of the report or letter; where no source states it, the date that the letter bears.',
      ),
    graded: z.boolean().describe('True where a grade of it is known.'),
    priorityAction: visitShownSchema.shape.priorityAction,
    basis: basisSchema.describe('What knowing of it rests on at the firmest.'),
    toldBy: z.array(z.string()).describe('Publishers who tell of it, alphabetical.'),
    because: becauseSchema,
  })
  .meta({ id: 'ActivityShown', description: 'One time inspectors came, or are known to come.' });

export const activityToldSchema = activityShownSchema
  .extend({
    grades: z
      .partialRecord(areaSchema, gradeOrNotSchema)
      .describe('What its report said of each area; empty where nothing graded is on record.'),
    disagreements: z
      .array(disagreementShownSchema)
      .describe('What other sources say against it, and what settled that.'),
  })
  .meta({
    id: 'ActivityTold',
    description: 'One time inspectors came, with all that is told of it.',
  });

export const lastContactSchema = z
  .strictObject({
    daysAgo: z.int().meta({
      description: 'Days since its last known day.',
      unit: 'calendar days',
      elapsing: true,
    }),
    uncertain: z.boolean().describe('True where the last day on site is not known to the day.'),
    ...activityShownSchema.shape,
  })
  .meta({
    id: 'LastContact',
    description: 'The last contact, and how long ago its last known day was.',
  });

/** How far the record of one activity reaches. */
const reachSchema = z
  .string()
  .nullable()
  .optional()
  .describe(
    'Day to which the record reaches; null where no source says, absent where it was not asked.',
  );

export const activityViewSchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    since: z
      .string()
      .nullable()
      .describe('Only what began on or after this day is listed; null where all of it is.'),
    lastContact: lastContactSchema.nullable(),
    sinceLastGrade: visitsSinceSchema
      .extend({
        published: z
          .string()
          .nullable()
          .describe('Publication of the latest graded report; null where none is on record.'),
      })
      .describe('Visits since the latest graded report, and what their numbers imply.'),
    priorityActions: z
      .array(activityShownSchema)
      .describe(
        'Visits since the latest graded report whose letters name areas for priority action.',
      ),
    withoutReport: z
      .array(activityShownSchema)
      .describe(
        'Begun by the day, and no report or letter of it is on record: it may be on its way, or never have been published.',
      ),
    next: z.array(activityShownSchema).describe('Announced for a later day.'),
    activities: z.array(activityToldSchema),
    recordTo: z
      .strictObject({
        jtai: reachSchema,
        area_send: reachSchema,
        action_statement: reachSchema,
        graded_inspection: reachSchema,
        focused_visit: reachSchema,
        monitoring_visit: reachSchema,
      })
      .describe('How far the record of each activity reaches: after it, silence proves nothing.'),
    because: becauseSchema,
  })
  .meta({ id: 'ActivityView' });

/** The last time inspectors came, and the calendar days since its last known day. */
export type LastContact = Answer<typeof lastContactSchema>;
/** One time inspectors came, or are known to come. An inspection can grade; a visit never does. */
export type ActivityShown = Answer<typeof activityShownSchema>;
/** The same with the grades that its report gave and what sources say against it. */
export type ActivityTold = Answer<typeof activityToldSchema>;
/**
 * When inspectors last came to an authority, what came after its last grade, and what is announced. After `recordTo` silence
 * proves nothing.
 */
export type ActivityView = Answer<typeof activityViewSchema>;

import { z } from 'zod';
import { activityShownSchema, lastContactSchema } from './activity.ts';
import type { Answer } from './answer.ts';
import {
  areaSchema,
  authorityShownSchema,
  becauseSchema,
  frameworkSchema,
  givenDate,
  recordToSchema,
  standingGradeSchema,
} from './common.ts';
import { dueRowSchema } from './due.ts';
import { trajectorySummarySchema } from './trajectory.ts';

export const boardRowSchema = z
  .strictObject({
    authority: authorityShownSchema,
    standing: z.strictObject({
      status: z.enum(['graded', 'not_inspected']).describe('Whether a graded report is known.'),
      overall: standingGradeSchema
        .nullable()
        .describe('Overall effectiveness, as printed and never derived.'),
      published: givenDate.nullable().describe('Publication of the latest graded report.'),
      framework: frameworkSchema.nullable().describe('Framework of the latest graded report.'),
      inadequateAreas: z.array(areaSchema).describe('Areas whose grade is inadequate.'),
    }),
    trajectory: trajectorySummarySchema,
    recordTo: recordToSchema,
    priorityActions: z
      .array(activityShownSchema)
      .describe('Visits since the report whose letters name areas for priority action.'),
    lastActivity: lastContactSchema.nullable(),
    nextActivity: activityShownSchema.nullable(),
    due: z.array(dueRowSchema),
    because: becauseSchema,
  })
  .meta({
    id: 'BoardRow',
    description: "One authority on an oversight team's board.",
  });

export type BoardRow = Answer<typeof boardRowSchema>;

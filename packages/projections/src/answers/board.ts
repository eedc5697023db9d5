import { z } from 'zod';
import { activityShownSchema, lastContactSchema } from './activity.ts';
import type { Answer } from './answer.ts';
import { areaSchema, authorityShownSchema, becauseSchema, standingGradeSchema } from './common.ts';
import { dueRowSchema } from './due.ts';
import { trajectorySummarySchema } from './trajectory.ts';

export const boardRowSchema = z
  .strictObject({
    authority: authorityShownSchema,
    standing: z.strictObject({
      status: z.enum(['graded', 'not_inspected']),
      overall: standingGradeSchema.nullable(),
      published: z.string().nullable(),
      framework: z.string().nullable(),
      inadequateAreas: z.array(areaSchema),
    }),
    trajectory: trajectorySummarySchema,
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

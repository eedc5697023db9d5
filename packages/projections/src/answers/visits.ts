import { z } from 'zod';
import type { Answer } from './answer.ts';
import { becauseSchema, disagreementShownSchema, lagSchema } from './common.ts';

export const visitShownSchema = z
  .strictObject({
    kind: z.string().nullable(),
    sequence: z.number().nullable(),
    start: z.string().nullable(),
    end: z.string().nullable(),
    published: z
      .string()
      .nullable()
      .describe(
        'Publication of the letter; null where no source states it, also where the letter bears a date.',
      ),
    letterDated: z
      .string()
      .nullable()
      .describe('Date that the letter bears, where it stands in for an unknown publication.'),
    lag: lagSchema
      .nullable()
      .describe('From the last day on site to publication, or to the date of the letter.'),
    topic: z.string().nullable(),
    scope: z.array(z.string()),
    progress: z.string().nullable(),
    priorityAction: z.boolean().nullable(),
    grade: z.null(),
    disagreements: z.array(disagreementShownSchema),
    because: becauseSchema,
  })
  .meta({ id: 'VisitShown', description: 'Ungraded activity: it never changes a standing.' });

export const visitsSinceSchema = z
  .strictObject({
    monitoring: z.strictObject({
      documented: z.number(),
      atLeast: z.number(),
    }),
    focused: z.number(),
  })
  .meta({
    id: 'VisitsSince',
    description:
      'How many monitoring visits since the report in force: those on record, and what their numbers imply.',
  });

export type VisitShown = Answer<typeof visitShownSchema>;
export type VisitsSince = Answer<typeof visitsSinceSchema>;

import { z } from 'zod';
import type { Answer } from './answer.ts';
import { activityKindSchema, becauseSchema } from './common.ts';

export const coverageSpanSchema = z
  .strictObject({
    activity: activityKindSchema,
    axis: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    source: z.string(),
    because: becauseSchema,
  })
  .meta({
    id: 'CoverageSpan',
    description: 'A span of time for which a source lists an activity completely.',
  });

export type CoverageSpan = Answer<typeof coverageSpanSchema>;

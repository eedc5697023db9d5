import { z } from 'zod';
import type { Answer } from './answer.ts';
import { activityKindSchema, aheadSchema, becauseSchema } from './common.ts';

export const coverageSpanSchema = z
  .strictObject({
    activity: activityKindSchema.describe('What is listed.'),
    axis: z.string().describe('By which day the span counts.'),
    from: z.iso.date().nullable().describe('First day.'),
    to: z.iso.date().nullable().describe('Last day.'),
    source: z.string().describe('What lists it.'),
    because: becauseSchema,
    ahead: aheadSchema,
  })
  .meta({
    id: 'CoverageSpan',
    description: 'A span of time for which a source lists an activity completely.',
  });

/** A span of days for which a source lists an activity completely. Outside it, silence proves nothing. */
export type CoverageSpan = Answer<typeof coverageSpanSchema>;

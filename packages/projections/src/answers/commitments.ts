import { z } from 'zod';
import type { Answer } from './answer.ts';
import { authorityShownSchema, becauseSchema } from './common.ts';
import { toldFields } from './told.ts';

export const commitmentStatusSchema = z.enum(['due', 'upcoming', 'day_passed', 'undated']);

export const commitmentSchema = z
  .strictObject({
    authority: authorityShownSchema,
    topic: z.string(),
    made: z.string().describe('When it was said.'),
    due: z.string().nullable(),
    dueFrom: z.string().nullable().describe('First and last day that the due date can mean.'),
    dueTo: z.string().nullable(),
    status: commitmentStatusSchema,
    kept: z
      .literal('not_known')
      .describe('Always so: no kind of source on record tells whether a commitment was kept.'),
    ...toldFields,
    publisher: z.string(),
    title: z.string(),
    locator: z.string().nullable(),
    because: becauseSchema,
  })
  .meta({ id: 'Commitment', description: 'What an authority said it would do.' });

export type CommitmentStatus = Answer<typeof commitmentStatusSchema>;
export type Commitment = Answer<typeof commitmentSchema>;

import { z } from 'zod';
import type { Answer } from './answer.ts';
import { aheadSchema, authorityShownSchema, becauseSchema, recordToSchema } from './common.ts';
import { toldFields } from './told.ts';

export const commitmentStatusSchema = z.enum(['due', 'upcoming', 'day_passed', 'undated']);

export const commitmentSchema = z
  .strictObject({
    authority: authorityShownSchema,
    topic: z.string().describe('What was promised, in few words.'),
    made: z.string().describe('When it was said, as precise as its source.'),
    due: z.string().nullable().describe('By when, as precise as its source.'),
    dueFrom: z.iso.date().nullable().describe('First day that the due date can mean.'),
    dueTo: z.iso.date().nullable().describe('Last day that it can mean.'),
    status: commitmentStatusSchema.describe('Where the calendar stands.'),
    kept: z
      .literal('not_known')
      .describe('Always so: no kind of source on record tells whether a commitment was kept.'),
    ...toldFields,
    publisher: z.string().describe('Whose document it stands in.'),
    title: z.string().describe('Title of the document.'),
    locator: z.string().nullable().describe('Place in it.'),
    recordTo: recordToSchema,
    because: becauseSchema,
    ahead: aheadSchema,
  })
  .meta({ id: 'Commitment', description: 'What an authority said it would do.' });

/** Where the calendar stands to a promise. `day_passed` says nothing of whether it was kept. */
export type CommitmentStatus = Answer<typeof commitmentStatusSchema>;
/** What an authority said in a document that it would do, and by when. No source on record tells whether it was kept. */
export type Commitment = Answer<typeof commitmentSchema>;

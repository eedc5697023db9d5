import { z } from 'zod';
import type { Answer } from './answer.ts';
import { becauseSchema, keySchema } from './common.ts';

export const eventChangeKindSchema = z
  .enum(['learnt', 'corrected', 'retracted', 'restored'])
  .describe(
    '`learnt` also where a letter tells what inspectors looked at, whose visit was known before.',
  );

export const eventChangeSchema = z
  .strictObject({
    id: z.string(),
    type: z.string(),
    kind: eventChangeKindSchema,
    summary: z.string(),
    known: z.strictObject({
      from: z.string(),
      basis: z.enum(['published', 'letter_dated', 'announced', 'assumed']),
    }),
    publisher: z.string(),
    title: z.string(),
    locator: z.string().nullable(),
    documentPublished: z
      .string()
      .nullable()
      .describe(
        'When the edition came out that tells it, where that is another day than the fact became public.',
      ),
    before: z.string().nullable(),
    after: z.string().nullable(),
  })
  .meta({ id: 'EventChange' });

export const answerChangeSchema = z
  .strictObject({
    field: z.string().describe('Which part of the answers.'),
    before: z.string().nullable().describe('The answer by the first day.'),
    after: z.string().nullable().describe('The answer by the second day.'),
  })
  .meta({ id: 'AnswerChange' });

export const authorityDiffSchema = z
  .strictObject({
    authority: keySchema,
    name: z.string(),
    events: z.array(eventChangeSchema),
    answers: z.array(answerChangeSchema),
    because: becauseSchema.describe(
      'The events above: what the answers changed by, beside the passing of days.',
    ),
  })
  .meta({ id: 'AuthorityDiff' });

export const diffSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    asOf: z.iso
      .date()
      .nullable()
      .describe('The day that both ends ask about; null where each asks about its own day.'),
    authorities: z
      .array(authorityDiffSchema)
      .describe('Authorities of which anything changed, alphabetical by name.'),
  })
  .meta({ id: 'Diff' });

export type EventChangeKind = Answer<typeof eventChangeKindSchema>;
export type EventChange = Answer<typeof eventChangeSchema>;
export type AnswerChange = Answer<typeof answerChangeSchema>;
export type AuthorityDiff = Answer<typeof authorityDiffSchema>;
export type Diff = Answer<typeof diffSchema>;

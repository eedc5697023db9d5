import { z } from 'zod';
import type { Answer } from './answer.ts';
import { becauseSchema, keySchema, recordToSchema } from './common.ts';

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

export const diffPartSchema = z
  .enum([
    'standing',
    'due',
    'interventions',
    'awaited',
    'leadership',
    'delivery',
    'trajectory',
    'record',
  ])
  .describe('What the changes are about: grades in force, what is due, then the rest.');

export const summaryChangeSchema = answerChangeSchema
  .extend({ authority: keySchema, name: z.string(), region: z.string().nullable() })
  .meta({ id: 'SummaryChange' });

export const diffSummarySchema = z
  .strictObject({
    authorities: z.int().describe('Of how many authorities anything changed.'),
    learnt: z.int().describe('How many facts became known.'),
    corrected: z.int(),
    retracted: z.int(),
    restored: z.int(),
    parts: z
      .array(
        z.strictObject({
          part: diffPartSchema,
          weight: z
            .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])
            .describe('As notices weigh it: 5 look now, 1 only what is on record.'),
          authorities: z.int().describe('Of how many authorities.'),
          changes: z
            .array(summaryChangeSchema)
            .describe('Grades that fell first, and clocks that ask most; then by name.'),
        }),
      )
      .describe('The standing first, then what is due, then the rest by weight; none is empty.'),
  })
  .meta({ id: 'DiffSummary', description: 'What changed, counted and sorted.' });

export const diffSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    asOf: z.iso
      .date()
      .nullable()
      .describe('The day that both ends ask about; null where each asks about its own day.'),
    recordTo: recordToSchema,
    authorities: z
      .array(authorityDiffSchema)
      .describe('Authorities of which anything changed, alphabetical by name.'),
    summary: diffSummarySchema.nullable().describe('Null unless asked for.'),
  })
  .meta({ id: 'Diff' });

/** What a change is about. */
export type DiffPart = Answer<typeof diffPartSchema>;
/** One changed answer, with whose it is. */
export type SummaryChange = Answer<typeof summaryChangeSchema>;
/** How much changed between two days, sorted by what asks most of whoever reads it. */
export type DiffSummary = Answer<typeof diffSummarySchema>;
/**
 * What became of a fact between two days. `learnt`: it became public. `corrected`: it says something else. `retracted`: it no
 * longer holds. `restored`: what hid it was taken back.
 */
export type EventChangeKind = Answer<typeof eventChangeKindSchema>;
/** A fact that became known, changed or fell between two days, with its sentence before and after. */
export type EventChange = Answer<typeof eventChangeSchema>;
/** One part of the answers before and after, in words; null where there was, or is, none. */
export type AnswerChange = Answer<typeof answerChangeSchema>;
/** What became known of one authority between two days, and which of its answers changed by it. */
export type AuthorityDiff = Answer<typeof authorityDiffSchema>;
/** What became known from the end of one day to the end of another. Two that meet add up to the one over both. */
export type Diff = Answer<typeof diffSchema>;

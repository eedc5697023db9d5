import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  authorityNamedSchema,
  basisSchema,
  becauseSchema,
  keySchema,
  recordToSchema,
} from './common.ts';

export const eventChangeKindSchema = z
  .enum(['learnt', 'corrected', 'retracted', 'restored'])
  .describe(
    '`learnt` also where a letter tells what inspectors looked at, whose visit was known before.',
  );

export const eventChangeSchema = z
  .strictObject({
    id: z.string().describe('Id of the event: `id` of the table `events`.'),
    type: z.string().describe('What kind of fact it is.'),
    kind: eventChangeKindSchema,
    summary: z.string().describe('The event in one line.'),
    known: z
      .strictObject({
        from: z.string().describe('Day from which the fact was public.'),
        basis: basisSchema,
      })
      .describe('Since when it was known, and how that is known.'),
    publisher: z.string().describe('Who published the source.'),
    title: z.string().describe('Title of the source.'),
    locator: z.string().nullable().describe('Place in the source; null where it is not given.'),
    documentPublished: z
      .string()
      .nullable()
      .describe(
        'When the edition came out that tells it, where that is another day than the fact became public.',
      ),
    before: z
      .string()
      .nullable()
      .describe('What the fact said by the first day; null where it was not known.'),
    after: z
      .string()
      .nullable()
      .describe('What it says by the second day; null where it is not known.'),
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
    name: z.string().describe('Name of the authority.'),
    events: z.array(eventChangeSchema).describe('Facts that became known, changed or fell.'),
    answers: z.array(answerChangeSchema).describe('Parts of the answers that are others.'),
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
  .extend({
    authority: authorityNamedSchema.shape.key,
    name: authorityNamedSchema.shape.name,
    region: authorityNamedSchema.shape.region,
  })
  .meta({ id: 'SummaryChange' });

export const diffSummarySchema = z
  .strictObject({
    authorities: z.int().describe('Of how many authorities anything changed.'),
    learnt: z.int().describe('How many facts became known.'),
    corrected: z.int().describe('How many facts say something else than they did.'),
    retracted: z.int().describe('How many facts no longer hold.'),
    restored: z.int().describe('How many facts hold again, since what hid them was taken back.'),
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
    from: z.string().describe('The earlier end: what was known by the end of this day, ISO.'),
    to: z.string().describe('The later end: what was known by the end of this day, ISO.'),
    asOf: z.iso
      .date()
      .nullable()
      .describe('The day that both ends ask about; null where each asks about its own day.'),
    ahead: aheadSchema,
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

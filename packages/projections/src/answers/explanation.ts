import { z } from 'zod';
import type { Answer } from './answer.ts';
import { authorityShownSchema, becauseSchema, disagreementShownSchema } from './common.ts';

export const explainedEventSchema = z
  .strictObject({
    summary: z.string(),
    occurred: z.string(),
    correctedBy: z.array(z.string()),
    event: z.string(),
    type: z.string(),
    publisher: z.string(),
    title: z.string(),
    rank: z.string(),
    edition: z.string().nullable(),
    locator: z.string().nullable(),
    url: z.string().nullable(),
    assertedBy: z.string(),
    known: z.strictObject({
      from: z.string(),
      basis: z.string(),
    }),
  })
  .meta({
    id: 'ExplainedEvent',
    description: 'An event behind an answer, with the document and the place in it.',
  });

export const explainedAnswerSchema = z
  .strictObject({
    field: z.string(),
    value: z.string(),
    rules: z.array(z.string()),
    events: z.array(explainedEventSchema),
    disagreements: z
      .array(disagreementShownSchema)
      .describe('What other sources say against it, and what settled that.'),
  })
  .meta({
    id: 'ExplainedAnswer',
    description: 'One answer, the rules that gave it, and the events that it rests on.',
  });

export const ruleStatedSchema = z
  .strictObject({
    id: z.string(),
    says: z.string(),
  })
  .meta({ id: 'RuleStated' });

export const explanationSchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: z.iso.date(),
    knownAt: z.iso.date(),
    question: z.enum(['standing', 'trajectory', 'due']),
    answers: z.array(explainedAnswerSchema),
    rules: z.array(ruleStatedSchema).describe('Every rule that an answer names, in words.'),
    because: becauseSchema,
  })
  .meta({ id: 'Explanation' });

export type ExplainedEvent = Answer<typeof explainedEventSchema>;
export type ExplainedAnswer = Answer<typeof explainedAnswerSchema>;
export type RuleStated = Answer<typeof ruleStatedSchema>;
export type Explanation = Answer<typeof explanationSchema>;

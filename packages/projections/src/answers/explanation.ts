import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  asOfSchema,
  authorityShownSchema,
  becauseSchema,
  disagreementShownSchema,
  evidenceSchema,
  knownAtSchema,
  recordToSchema,
} from './common.ts';

export const explainedEventSchema = z
  .strictObject({
    summary: z.string().describe('The event in one line.'),
    occurred: z.string(),
    correctedBy: z.array(z.string()),
    ...evidenceSchema.shape,
  })
  .meta({
    id: 'ExplainedEvent',
    description: 'An event behind an answer, with the document and the place in it.',
  });

export const explainedAnswerSchema = z
  .strictObject({
    field: z.string().describe('Which part of the answer.'),
    value: z.string().describe('What the answer says.'),
    rules: z.array(z.string()).describe('Codes of the rules that gave it.'),
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
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    recordTo: recordToSchema,
    question: z.string().describe('Name of the question that is explained.'),
    answers: z.array(explainedAnswerSchema),
    rules: z.array(ruleStatedSchema).describe('Every rule that an answer names, in words.'),
    because: becauseSchema,
  })
  .meta({ id: 'Explanation' });

export type ExplainedEvent = Answer<typeof explainedEventSchema>;
export type ExplainedAnswer = Answer<typeof explainedAnswerSchema>;
export type RuleStated = Answer<typeof ruleStatedSchema>;
export type Explanation = Answer<typeof explanationSchema>;

import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  asOfSchema,
  authorityShownSchema,
  becauseSchema,
  disagreementShownSchema,
  evidenceSchema,
  knownAtSchema,
  recordToSchema,
} from './common.ts';

export const passageLineSchema = z
  .strictObject({
    place: z.string().describe('Where the line stands: a page and line, a line, or a row.'),
    text: z.string().describe('The line as it stands.'),
    marked: z
      .array(
        z.strictObject({
          from: z.int().describe('The first, from 0.'),
          to: z.int().describe('The one after the last.'),
        }),
      )
      .describe('Characters that the event was read from; none on a line that surrounds them.'),
  })
  .meta({ id: 'PassageLine', description: 'One line of what a document says at a place.' });

export const explainedEventSchema = z
  .strictObject({
    summary: z.string().describe('The event in one line.'),
    occurred: z.string().describe('When it was so, in words of the record.'),
    correctedBy: z.array(z.string()).describe('Ids of corrections that change it.'),
    document: z
      .string()
      .nullable()
      .describe(
        'Name of the document that it was read from, the SHA-256 of its bytes; null where it was read from none.',
      ),
    page: z.int().nullable().describe('Page of the document; null where it has none.'),
    passage: z
      .array(passageLineSchema)
      .nullable()
      .describe(
        'What the document says there, with the lines around it; null where passages were not asked for, or the document is not kept.',
      ),
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
    id: z.string().describe('Code of the rule, as answers name it.'),
    says: z.string().describe('The rule in a sentence.'),
  })
  .meta({ id: 'RuleStated', description: 'A rule by its code, in words.' });

export const explanationSchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    recordTo: recordToSchema,
    question: z.string().describe('Name of the question that is explained.'),
    answers: z.array(explainedAnswerSchema),
    rules: z.array(ruleStatedSchema).describe('Every rule that an answer names, in words.'),
    because: becauseSchema,
  })
  .meta({ id: 'Explanation' });

/** One line of what a kept document says at a place. */
export type PassageLine = Answer<typeof passageLineSchema>;
/** An event behind an answer, with its document, its page and, where asked for, the passage. */
export type ExplainedEvent = Answer<typeof explainedEventSchema>;
/** One part of an answer, the rules that gave it, and the events that it rests on. */
export type ExplainedAnswer = Answer<typeof explainedAnswerSchema>;
/** A rule by its code, in words. */
export type RuleStated = Answer<typeof ruleStatedSchema>;
/** Why an answer is what it is, from what it says down to the line of the document. */
export type Explanation = Answer<typeof explanationSchema>;

import { z } from 'zod';
import type { Answer } from './answer.ts';
import { becauseSchema, keySchema } from './common.ts';
import { toldFields } from './told.ts';

export const findingShownSchema = z
  .strictObject({
    authority: keySchema,
    name: z.string(),
    kind: z.enum(['recommendation', 'improvement_point', 'priority_action', 'good_practice']),
    number: z.number().nullable(),
    topic: z.string(),
    theme: z.string().nullable(),
    framework: z.string().nullable(),
    published: z.string().nullable(),
    publisher: z.string(),
    locator: z.string().nullable(),
    ...toldFields,
    reportsSince: z.number().describe('Graded reports since.'),
    because: becauseSchema,
  })
  .meta({
    id: 'FindingShown',
    description: 'One point that inspectors asked to be improved, in one report.',
  });

export const findingTopicSchema = z
  .strictObject({
    topic: z.string().describe('Code of the theme; of a finding without one, its topic.'),
    authorities: z.array(z.string()),
    reports: z.number(),
    recurring: z.boolean().describe('True where more than one report asks for it.'),
    findings: z.array(findingShownSchema),
    because: becauseSchema,
  })
  .meta({ id: 'FindingTopic', description: 'What reports ask for under one topic.' });

export type FindingShown = Answer<typeof findingShownSchema>;
export type FindingTopic = Answer<typeof findingTopicSchema>;

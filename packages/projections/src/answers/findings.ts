import { z } from 'zod';
import type { Answer } from './answer.ts';
import { becauseSchema, frameworkSchema, givenDate, keySchema, recordToSchema } from './common.ts';
import { toldFields } from './told.ts';

export const findingKindSchema = z.enum([
  'recommendation',
  'improvement_point',
  'priority_action',
  'good_practice',
]);

export const findingShownSchema = z
  .strictObject({
    authority: keySchema.describe('Our permanent key of the authority; join tables by it.'),
    name: z.string().describe('Name of the authority.'),
    kind: findingKindSchema.describe('What the report calls it.'),
    number: z.int().nullable().describe('Its number in the report.'),
    topic: z.string().describe('What it is about, in few words.'),
    theme: z.string().nullable().describe('Code of the theme.'),
    framework: frameworkSchema.nullable().describe('Framework of the report.'),
    published: givenDate.nullable().describe('Publication of the report.'),
    publisher: z.string().describe('Whose word it is.'),
    locator: z.string().nullable().describe('Place in the document.'),
    ...toldFields,
    reportsSince: z.int().meta({ description: 'Graded reports since.', unit: 'reports' }),
    gradedReports: z.int().meta({
      description:
        'Graded reports of the authority on record by the day: most are listed with their grades alone, and nothing is told of what they found.',
      unit: 'reports',
    }),
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
    reports: z.int(),
    recurring: z.boolean().describe('True where more than one report asks for it.'),
    findings: z.array(findingShownSchema),
    recordTo: recordToSchema,
    because: becauseSchema,
  })
  .meta({ id: 'FindingTopic', description: 'What reports ask for under one topic.' });

export type FindingShown = Answer<typeof findingShownSchema>;
export type FindingTopic = Answer<typeof findingTopicSchema>;

import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  becauseSchema,
  frameworkSchema,
  givenDate,
  keySchema,
  recordToSchema,
} from './common.ts';
import { themeSchema } from './themes.ts';
import { toldFields } from './told.ts';

/** What the document calls it; `priority_action` is the most serious. */
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

const themeShape = themeSchema.shape;

export const themeFoundSchema = z
  .strictObject({
    authority: keySchema.describe('Our permanent key of the authority; join tables by it.'),
    name: z.string().describe('Name of the authority.'),
    topic: themeShape.topic,
    assertedBy: themeShape.assertedBy,
    status: themeShape.status,
    occasions: themeShape.occasions,
    firstRaised: z
      .string()
      .nullable()
      .describe('When it was first raised, as precise as its source; null where no source says.'),
    lastSeen: z.string().nullable().describe('When it was last raised or found again.'),
    ...toldFields,
    because: becauseSchema,
  })
  .meta({
    id: 'ThemeFound',
    description: 'What became of a theme in one authority, in one reader’s word.',
  });

export const findingTopicSchema = z
  .strictObject({
    topic: z.string().describe('Code of the theme; of a finding without one, its topic.'),
    authorities: z.array(z.string()).describe('Keys of the authorities whose reports say it.'),
    reports: z.int().meta({
      description: 'Reports of which findings are listed here.',
      unit: 'reports',
    }),
    gradedReports: z.int().meta({
      description:
        'Graded reports on record of these authorities: of most nothing is on record but their grades.',
      unit: 'reports',
    }),
    recurring: z.boolean().describe('True where more than one report asks for it.'),
    findings: z.array(findingShownSchema),
    themes: z
      .array(themeFoundSchema)
      .describe(
        'The theme of this code where inspectors raised it, and whether a later visit found it again; none where one kind of finding is asked for.',
      ),
    recordTo: recordToSchema,
    because: becauseSchema,
    ahead: aheadSchema,
  })
  .meta({ id: 'FindingTopic', description: 'What reports ask for under one topic.' });

/** One point of one report: what inspectors asked for, or found good, under a short topic of our own words. */
export type FindingShown = Answer<typeof findingShownSchema>;
/** What became of a theme in one authority, in the word of whoever links the documents. */
export type ThemeFound = Answer<typeof themeFoundSchema>;
/** What reports ask for under one topic across authorities, beside how many reports say nothing on record but grades. */
export type FindingTopic = Answer<typeof findingTopicSchema>;

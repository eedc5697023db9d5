import { assertedBy } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  activityCalledSchema,
  aheadSchema,
  asOfSchema,
  authorityShownSchema,
  becauseSchema,
  knownAtSchema,
  recordToSchema,
  speaksOfSchema,
} from './common.ts';
import { toldFields } from './told.ts';

export const themeOccasionSchema = z
  .strictObject({
    activity: z.enum(['inspection', 'visit']).describe('An inspection can grade, a visit cannot.'),
    kind: activityCalledSchema.nullable(),
    sequence: z
      .number()
      .nullable()
      .describe(
        'Which monitoring visit since the report; null where it is none, or no source says.',
      ),
    days: z
      .string()
      .nullable()
      .describe('Days on site, as precise as the source; null where it does not say.'),
  })
  .meta({
    id: 'ThemeOccasion',
    description:
      'The visit or inspection at which a theme was seen, as far as the source names it.',
  });

export const themeSeenSchema = z
  .strictObject({
    topic: z.string().describe('What was raised, in few words.'),
    when: z.string().describe('When it was so, as precise as the source.'),
    at: themeOccasionSchema.nullable(),
    times: z.number().nullable().describe('How often, where the source counts.'),
    known: z.string().describe('Day from which it was public, ISO.'),
    assertedBy: z.enum(assertedBy).describe('Whose word it is.'),
    publisher: z.string().describe('Who published the source.'),
    title: z.string().describe('Title of the source.'),
    locator: z.string().nullable().describe('Place in the source; null where it is not given.'),
    because: becauseSchema,
  })
  .meta({ id: 'ThemeSeen', description: "One source's word on a theme." });

export const themeSchema = z
  .strictObject({
    theme: z.string().describe('Code of the theme.'),
    topic: z.string().describe('The theme in words.'),
    assertedBy: z
      .enum(assertedBy)
      .describe(
        'Whose word the continuity is; of a theme that was only raised, whose word that was.',
      ),
    status: z
      .enum(['raised', 'still_evident', 'resolved'])
      .describe('By the last word in time; what it is worth on the day `state` says.'),
    ...toldFields,
    reportsSince: z.int().meta({
      description: 'Graded reports since the theme was last found.',
      unit: 'reports',
    }),
    occasions: z.int().meta({
      description: 'On how many occasions it was raised at the least.',
      unit: 'occasions',
    }),
    raised: z.array(themeSeenSchema),
    stillEvident: z.array(themeSeenSchema),
    resolved: z.array(themeSeenSchema),
    because: becauseSchema,
  })
  .meta({
    id: 'Theme',
    description:
      "What became of one theme in one reader's word. What the inspectorate links and what an analyst concludes from two documents are rows apart: the second is nobody's finding.",
  });

export const themesSchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    recordTo: recordToSchema,
    speaksOf: speaksOfSchema,
    themes: z.array(themeSchema),
    because: becauseSchema,
  })
  .meta({ id: 'Themes' });

/** The inspection or visit at which a theme was seen, as far as the source names it. */
export type ThemeOccasion = Answer<typeof themeOccasionSchema>;
/** One source saying of a theme that it was raised, found again or resolved. */
export type ThemeSeen = Answer<typeof themeSeenSchema>;
/**
 * What became of one theme in one reader’s word. What the inspectorate links and what an analyst concludes stand apart: the
 * second is nobody’s finding.
 */
export type Theme = Answer<typeof themeSchema>;
/** The themes of an authority, beside of how many documents that can speak. */
export type Themes = Answer<typeof themesSchema>;

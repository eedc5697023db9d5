import { progressWords } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  becauseSchema,
  disagreementShownSchema,
  givenDate,
  lagSchema,
  partsOnSiteSchema,
  visitKindSchema,
} from './common.ts';

export const visitShownSchema = z
  .strictObject({
    kind: visitKindSchema.nullable(),
    sequence: z.int().nullable().describe('Which monitoring visit since the report.'),
    start: givenDate.nullable().describe('First day on site.'),
    end: givenDate.nullable().describe('Last day on site.'),
    parts: partsOnSiteSchema,
    published: z
      .string()
      .nullable()
      .describe(
        'Publication of the letter; null where no source states it, also where the letter bears a date.',
      ),
    letterDated: z
      .string()
      .nullable()
      .describe('Date that the letter bears, where it stands in for an unknown publication.'),
    lag: lagSchema
      .nullable()
      .describe('From the last day on site to publication, or to the date of the letter.'),
    topic: z.string().nullable().describe('Code of what it looked at; null where no source says.'),
    scope: z.array(z.string()).describe('What it looked at, in words; empty where no source says.'),
    progress: z
      .enum(progressWords)
      .nullable()
      .describe('How its letter calls the progress made; null where no letter says.'),
    priorityAction: z
      .boolean()
      .nullable()
      .describe('Whether the letter names areas for priority action; null where no source says.'),
    grade: z.null().describe('Always null: a visit gives no grade.'),
    disagreements: z.array(disagreementShownSchema),
    because: becauseSchema,
  })
  .meta({ id: 'VisitShown', description: 'Ungraded activity: it never changes a standing.' });

export const visitsSinceSchema = z
  .strictObject({
    monitoring: z
      .strictObject({
        documented: z.int().meta({
          description: 'Monitoring visits since the report that sources document.',
          unit: 'visits',
        }),
        atLeast: z.int().meta({
          description: 'As before, or more where the number of a later visit implies it.',
          unit: 'visits',
        }),
      })
      .describe('Monitoring visits since the report in force.'),
    focused: z.int().meta({ description: 'Focused visits since the report.', unit: 'visits' }),
  })
  .meta({
    id: 'VisitsSince',
    description:
      'How many monitoring visits since the report in force: those on record, and what their numbers imply.',
  });

/** An ungraded visit with its letter: it never changes a standing. */
export type VisitShown = Answer<typeof visitShownSchema>;
/**
 * How many visits since the report in force: those on record, and what their numbers imply. The first letter of a series is often
 * not published.
 */
export type VisitsSince = Answer<typeof visitsSinceSchema>;

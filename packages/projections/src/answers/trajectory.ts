import { comparabilities } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  areaSchema,
  asOfSchema,
  authorityShownSchema,
  becauseSchema,
  frameworkSchema,
  givenDate,
  gradeOrNotSchema,
  knownAtSchema,
  recordedAtSchema,
  recordToSchema,
} from './common.ts';
import { indicatorSeriesSchema } from './indicators.ts';
import { interventionSchema } from './interventions.ts';
import { leadershipChangeSchema, turnoverSchema } from './leadership.ts';
import { spellsSchema } from './spells.ts';
import { themeSchema } from './themes.ts';
import { visitShownSchema } from './visits.ts';

export const trajectoryPointSchema = z
  .strictObject({
    published: givenDate.describe('Publication of the report.'),
    grade: gradeOrNotSchema.describe('The grade, or what stands in its place.'),
    framework: frameworkSchema.nullable().describe('Framework of the report.'),
    version: z.string().nullable().describe('Year of the version of the framework.'),
    comparable: z.enum(comparabilities).nullable().meta({
      description:
        'Against the latest earlier point that it can be compared with; null where it is the first.',
      source: 'packages/core/src/frameworks/crosswalk.ts: comparability',
    }),
    covers: z.array(areaSchema).optional().describe('Areas that one combined grade stands for.'),
    word: z
      .enum(['told', 'mention'])
      .optional()
      .describe(
        'Absent where the inspectorate’s own word is on record. `told`: only a council, department or the press tells of the report. `mention`: a paper mentions it without its publication, and `published` gives the days of the inspection as told.',
      ),
    because: becauseSchema,
  })
  .meta({
    id: 'TrajectoryPoint',
    description: 'One grade of one area, beside what the report before said of it.',
  });

export const areaTrajectorySchema = z
  .strictObject({
    points: z.array(trajectoryPointSchema),
    change: z.int().nullable().meta({
      description:
        'The latest point against the previous comparable one: 1 is one grade better, -1 one worse. Null where nothing can be compared. `comparable` says how far the two can be set side by side; only `same_series` has a direction by itself.',
      unit: 'steps on the ladder of grades, which is ordinal: never average them',
      source: 'packages/core/src/frameworks/crosswalk.ts: comparability',
    }),
    comparable: z.enum(comparabilities).nullable().meta({
      description: 'How far the two can be set side by side.',
      source: 'packages/core/src/frameworks/crosswalk.ts: comparability',
    }),
    direction: z.enum(['improving', 'declining', 'unchanged', 'not_comparable']).meta({
      description: 'Where the area goes.',
      source: 'packages/core/src/frameworks/crosswalk.ts: comparability',
    }),
    from: givenDate.nullable().describe('Publication of the report that the change counts from.'),
    judgedInLatest: z
      .boolean()
      .describe(
        'False where the latest graded report did not judge this area by itself; such an area is in no summary.',
      ),
    because: becauseSchema,
  })
  .meta({ id: 'AreaTrajectory', description: 'How the grades of one area went.' });

export const trajectoryLabelSchema = z
  .enum([
    'improving',
    'declining',
    'mixed',
    'unchanged',
    'not_comparable',
    'first_inspection',
    'not_inspected',
  ])
  .meta({
    description:
      'How the whole authority moved: `mixed` where areas went both ways, `not_comparable` where nothing can be set beside the latest report.',
    source: 'packages/core/src/frameworks/crosswalk.ts: comparability',
  });

export const trajectorySummarySchema = z
  .strictObject({
    improved: z.array(areaSchema).describe('Areas that went up.'),
    declined: z.array(areaSchema).describe('Areas that went down.'),
    unchanged: z.array(areaSchema).describe('Areas that stayed.'),
    notComparable: z.array(areaSchema).describe('Areas that can be set beside nothing earlier.'),
    label: trajectoryLabelSchema,
    from: givenDate
      .nullable()
      .describe('Publication of the report that the latest is compared with.'),
    to: givenDate.nullable().describe('Publication of the latest graded report.'),
    monthsSince: z.int().nullable().meta({
      description: 'Whole months for which the latest report has been out.',
      unit: 'months',
      elapsing: true,
    }),
  })
  .meta({
    id: 'TrajectorySummary',
    description:
      'What moved between the latest graded report and those before it. Every area that the latest judged is in one list; the overall stands apart and is in none, but the label takes it in.',
  });

export const standingInShortSchema = z
  .strictObject({
    overall: z
      .string()
      .nullable()
      .describe(
        'Grade of overall effectiveness, or what stands in its place; null where there is none.',
      ),
    published: z
      .string()
      .nullable()
      .describe('Publication of the latest graded report; null where none is on record.'),
    inadequateAreas: z.array(areaSchema).describe('Areas whose grade is inadequate.'),
  })
  .meta({
    id: 'StandingInShort',
    description: 'The standing in short, so that no trajectory is read without it.',
  });

export const visitBetweenSchema = visitShownSchema
  .extend({
    afterReport: z
      .string()
      .nullable()
      .describe(
        'Publication of the graded report that it came after; null where it came before all of them.',
      ),
  })
  .meta({ id: 'VisitBetween' });

export const trajectorySchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    recordedAt: recordedAtSchema,
    areas: z
      .partialRecord(areaSchema, areaTrajectorySchema)
      .describe('How each area went that was ever graded.'),
    overall: areaTrajectorySchema.nullable(),
    recordTo: recordToSchema,
    summary: trajectorySummarySchema,
    standing: standingInShortSchema,
    spells: spellsSchema,
    visits: z.array(visitBetweenSchema),
    indicators: z.array(indicatorSeriesSchema),
    themes: z.array(themeSchema),
    leadershipChanges: z.array(leadershipChangeSchema),
    turnover: z.array(turnoverSchema),
    interventions: z.array(interventionSchema),
    because: becauseSchema,
  })
  .meta({ id: 'Trajectory' });

/** One grade of one area, and how far it can be set beside the one before. */
export type TrajectoryPoint = Answer<typeof trajectoryPointSchema>;
/** How the grades of one area went, in steps of the ladder of grades. The ladder is ordinal: never average it. */
export type AreaTrajectory = Answer<typeof areaTrajectorySchema>;
/** How the whole authority moved. */
export type TrajectoryLabel = Answer<typeof trajectoryLabelSchema>;
/** What moved between the latest graded report and those before it. No area outweighs another. */
export type TrajectorySummary = Answer<typeof trajectorySummarySchema>;
/** The standing in short, so that no trajectory is read without it. */
export type StandingInShort = Answer<typeof standingInShortSchema>;
/** An ungraded visit, and the report that it came after. */
export type VisitBetween = Answer<typeof visitBetweenSchema>;
/** Whether an authority improves: the grades of each area in the order they came out, and what was said and done between them. */
export type Trajectory = Answer<typeof trajectorySchema>;

import { z } from 'zod';
import type { Answer } from './answer.ts';
import { areaSchema, authorityShownSchema, becauseSchema, gradeOrNotSchema } from './common.ts';
import { indicatorSeriesSchema } from './indicators.ts';
import { interventionSchema } from './interventions.ts';
import { leadershipChangeSchema, turnoverSchema } from './leadership.ts';
import { spellsSchema } from './spells.ts';
import { themeSchema } from './themes.ts';
import { visitShownSchema } from './visits.ts';

export const trajectoryPointSchema = z
  .strictObject({
    published: z.string(),
    grade: gradeOrNotSchema,
    framework: z.string().nullable(),
    version: z.string().nullable(),
    comparable: z
      .enum(['same_series', 'crosswalk', 'scale_changed', 'not_comparable'])
      .nullable()
      .describe(
        'Against the latest earlier point that it can be compared with; null where it is the first.',
      ),
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
    change: z
      .number()
      .nullable()
      .describe(
        'The latest point against the previous comparable one, in grades on the ladder: +1, +2, 0, -1. Null where there is none. `comparable` says how far the two can be set side by side; only `same_series` has a direction by itself.',
      ),
    comparable: z.enum(['same_series', 'crosswalk', 'scale_changed', 'not_comparable']).nullable(),
    direction: z.enum(['not_comparable', 'improving', 'declining', 'unchanged']),
    from: z.string().nullable().describe('Publication of the report that the change counts from.'),
    judgedInLatest: z
      .boolean()
      .describe(
        'False where the latest graded report did not judge this area by itself; such an area is in no summary.',
      ),
    because: becauseSchema,
  })
  .meta({ id: 'AreaTrajectory', description: 'How the grades of one area went.' });

export const trajectoryLabelSchema = z.enum([
  'not_inspected',
  'not_comparable',
  'improving',
  'declining',
  'unchanged',
  'mixed',
  'first_inspection',
]);

export const trajectorySummarySchema = z
  .strictObject({
    improved: z.array(areaSchema),
    declined: z.array(areaSchema),
    unchanged: z.array(areaSchema),
    notComparable: z.array(areaSchema),
    label: trajectoryLabelSchema,
    from: z
      .string()
      .nullable()
      .describe('Publication of the report that the latest is compared with, and of the latest.'),
    to: z.string().nullable(),
    monthsSince: z
      .number()
      .nullable()
      .describe('Whole months for which the latest report has been out.'),
  })
  .meta({
    id: 'TrajectorySummary',
    description:
      'What moved between the latest graded report and those before it. Every area that the latest judged is in one list; the overall stands apart and is in none, but the label takes it in.',
  });

export const standingInShortSchema = z
  .strictObject({
    overall: z.string().nullable(),
    published: z.string().nullable(),
    inadequateAreas: z.array(areaSchema),
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
    asOf: z.iso.date(),
    knownAt: z.iso.date(),
    recordedAt: z.string().optional(),
    areas: z.partialRecord(areaSchema, areaTrajectorySchema),
    overall: areaTrajectorySchema.nullable(),
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

export type TrajectoryPoint = Answer<typeof trajectoryPointSchema>;
export type AreaTrajectory = Answer<typeof areaTrajectorySchema>;
export type TrajectoryLabel = Answer<typeof trajectoryLabelSchema>;
export type TrajectorySummary = Answer<typeof trajectorySummarySchema>;
export type StandingInShort = Answer<typeof standingInShortSchema>;
export type VisitBetween = Answer<typeof visitBetweenSchema>;
export type Trajectory = Answer<typeof trajectorySchema>;

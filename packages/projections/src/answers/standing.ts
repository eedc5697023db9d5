import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  areaSchema,
  authorityShownSchema,
  becauseSchema,
  disagreementShownSchema,
  evidenceSchema,
  gradeOrNotSchema,
  lagSchema,
  successorSchema,
} from './common.ts';
import {
  deliverySchema,
  expectedInterventionSchema,
  standingInterventionSchema,
} from './interventions.ts';
import { holdersSchema, lastKnownHoldersSchema } from './leadership.ts';
import { visitShownSchema, visitsSinceSchema } from './visits.ts';

export const areaGradeSchema = z
  .strictObject({
    grade: z.string(),
    printed: z.string().nullable(),
    label: z.string().nullable(),
    code: z.string().nullable(),
    framework: z.string().nullable(),
    version: z.string().nullable(),
    since: z
      .string()
      .nullable()
      .describe('Publication of the first report in the unbroken run of this grade.'),
    published: z.string().nullable().describe('Publication of the report that gave it last.'),
    covers: z.array(areaSchema).optional().describe('Areas that one combined grade stands for.'),
    sinceCrossesFramework: z
      .boolean()
      .describe('True where the run reaches back into an earlier framework.'),
    sinceCrossesCombined: z
      .boolean()
      .describe('True where grades of the area alone and combined ones stand in that run.'),
    sinceOf: z
      .partialRecord(areaSchema, z.string())
      .optional()
      .describe('Of a combined grade: the same day for each area that it covers.'),
    strand: z
      .string()
      .optional()
      .describe(
        'What the printed overall effectiveness is of, where it is that of one strand and not of the authority.',
      ),
    carriedOver: z
      .boolean()
      .describe(
        'True where the grade comes from a report before the latest, which did not judge the area.',
      ),
    because: becauseSchema,
  })
  .meta({
    id: 'AreaGrade',
    description: "One area's grade in force, with the framework's own words for it.",
  });

export const reportShownSchema = z
  .strictObject({
    framework: z.string().nullable(),
    version: z.string().nullable(),
    kind: z.string().nullable(),
    start: z.string().nullable(),
    end: z.string().nullable(),
    parts: z
      .array(
        z.strictObject({
          from: z.string(),
          to: z.string(),
        }),
      )
      .nullable(),
    published: z.string().nullable(),
    lag: lagSchema
      .nullable()
      .describe(
        'From the last day on site to publication; null where one of them is not known to the day.',
      ),
    url: z.string().nullable(),
    evidence: z.array(evidenceSchema),
    disagreements: z.array(disagreementShownSchema),
  })
  .meta({ id: 'ReportShown' });

export const awaitedReportSchema = z
  .strictObject({
    framework: z.string().nullable(),
    kind: z.string().nullable(),
    start: z.string().nullable(),
    end: z.string().nullable(),
    daysSince: z.number(),
    basis: z
      .string()
      .describe('What knowing of it rests on: `assumed` where only the later report told of it.'),
    because: becauseSchema,
  })
  .meta({
    id: 'AwaitedReport',
    description: 'An inspection that was carried out and whose report is not out.',
  });

export const mentionedReportSchema = z
  .strictObject({
    framework: z.string().nullable(),
    inspected: z.string().nullable().describe('Days of the inspection as they are told.'),
    published: z.string().nullable(),
    grades: z.partialRecord(areaSchema, gradeOrNotSchema),
    publisher: z.string(),
    title: z.string(),
    because: becauseSchema,
  })
  .meta({
    id: 'MentionedReport',
    description:
      'An inspection that only others than the inspectorate tell of: its grades are theirs and set no standing.',
  });

export const standingSchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: z.iso.date(),
    knownAt: z.iso.date(),
    recordedAt: z.string().optional(),
    status: z.enum(['graded', 'not_inspected', 'abolished', 'not_established']),
    overall: areaGradeSchema.nullable(),
    areas: z.partialRecord(areaSchema, areaGradeSchema),
    report: reportShownSchema.nullable(),
    awaitingReport: z.array(awaitedReportSchema),
    mentions: z
      .array(mentionedReportSchema)
      .describe('What others tell of inspections that no official source on record speaks of.'),
    interventions: z
      .array(standingInterventionSchema)
      .describe('Those that stand as far as anybody knows.'),
    interventionExpected: expectedInterventionSchema.nullable(),
    interventionsNote: z.string().nullable(),
    delivery: deliverySchema,
    leadership: holdersSchema,
    lastKnown: lastKnownHoldersSchema,
    visits: z.array(visitShownSchema),
    visitsSince: visitsSinceSchema,
    inadequateAreas: z.array(areaSchema),
    assurance: z.enum(['official_statistics', 'report', 'secondary']).nullable(),
    uncertain: z
      .array(z.string())
      .describe(
        'True where the answer may still change with the exact day of a coarse date, and why.',
      ),
    restsOnAssumed: z.boolean().describe('True where the answer rests on an assumed date.'),
    successors: z.array(successorSchema),
    predecessors: z
      .array(successorSchema)
      .describe('Authorities whose history is context only: a successor inherits no grade.'),
    because: becauseSchema,
  })
  .meta({ id: 'Standing' });

export type AreaGrade = Answer<typeof areaGradeSchema>;
export type ReportShown = Answer<typeof reportShownSchema>;
export type MentionedReport = Answer<typeof mentionedReportSchema>;
export type AwaitedReport = Answer<typeof awaitedReportSchema>;
export type Standing = Answer<typeof standingSchema>;

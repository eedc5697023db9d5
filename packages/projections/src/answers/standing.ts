import { inspectorRoles } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  areaSchema,
  asOfSchema,
  authorityShownSchema,
  basisSchema,
  becauseSchema,
  disagreementShownSchema,
  evidenceSchema,
  frameworkSchema,
  givenDate,
  gradeOrNotSchema,
  inspectionKindSchema,
  knownAtSchema,
  lagSchema,
  partsOnSiteSchema,
  recordedAtSchema,
  recordToSchema,
  standingGradeSchema,
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
    grade: standingGradeSchema,
    printed: z.string().nullable().describe('The grade as printed.'),
    label: z.string().nullable().describe('The area as printed.'),
    code: z.string().nullable().describe('Code of the area in its framework.'),
    framework: frameworkSchema.nullable().describe('Framework of the report that gave it.'),
    version: z.string().nullable().describe('Year of the version of the framework.'),
    since: givenDate
      .nullable()
      .describe('Publication of the first report in the unbroken run of this grade.'),
    published: givenDate.nullable().describe('Publication of the report that gave it last.'),
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
    framework: frameworkSchema.nullable().describe('Framework of the latest graded report.'),
    version: z.string().nullable().describe('Year of the version of the framework.'),
    kind: inspectionKindSchema
      .nullable()
      .describe('Kind of the inspection: standard, short, full or reinspection.'),
    start: givenDate.nullable().describe('First day on site.'),
    end: givenDate.nullable().describe('Last day on site.'),
    parts: partsOnSiteSchema,
    published: givenDate.nullable().describe('Publication of the latest graded report.'),
    lag: lagSchema
      .nullable()
      .describe(
        'From the last day on site to publication; null where one of them is not known to the day.',
      ),
    url: z.string().nullable().describe('Address of the report; null where none is given.'),
    inspectors: z
      .array(
        z.strictObject({
          person: z.string().nullable().describe('Null where the name was erased.'),
          role: z.enum(inspectorRoles).describe('Role in the team.'),
        }),
      )
      .describe('The team that the report names, in its order.'),
    evidence: z.array(evidenceSchema),
    disagreements: z.array(disagreementShownSchema),
  })
  .meta({ id: 'ReportShown' });

export const awaitedReportSchema = z
  .strictObject({
    framework: frameworkSchema
      .nullable()
      .describe('Framework of the inspection; null where no source says.'),
    kind: inspectionKindSchema
      .nullable()
      .describe('Form of the inspection; null where no source says.'),
    start: givenDate.nullable().describe('First day on site; null where no source says.'),
    end: givenDate.nullable().describe('Last day on site; null where no source says.'),
    daysSince: z.int().meta({
      description: 'Days since its last known day.',
      unit: 'calendar days',
      elapsing: true,
    }),
    basis: basisSchema.describe(
      'What knowing of it rests on: `assumed` where only the later report told of it.',
    ),
    because: becauseSchema,
  })
  .meta({
    id: 'AwaitedReport',
    description: 'An inspection that was carried out and whose report is not out.',
  });

export const mentionedReportSchema = z
  .strictObject({
    framework: z.string().nullable().describe('Framework as it is told; null where it is not.'),
    inspected: z.string().nullable().describe('Days of the inspection as they are told.'),
    published: z.string().nullable().describe('Publication as it is told; null where it is not.'),
    grades: z
      .partialRecord(areaSchema, gradeOrNotSchema)
      .describe('Grade of each area that is told; others are absent.'),
    publisher: z.string().describe('Who published the source.'),
    title: z.string().describe('Title of the source.'),
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
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    recordedAt: recordedAtSchema,
    status: z
      .enum(['graded', 'not_inspected', 'abolished', 'not_established'])
      .describe('Whether a graded report is known.'),
    overall: areaGradeSchema.nullable(),
    areas: z
      .partialRecord(areaSchema, areaGradeSchema)
      .describe('The grade in force of every area but the overall; areas without one are absent.'),
    report: reportShownSchema
      .nullable()
      .describe('The report that sets the standing; null where none is on record.'),
    awaitingReport: z
      .array(awaitedReportSchema)
      .describe('Inspections that have been carried out and whose report is not out.'),
    recordTo: recordToSchema,
    priorityActions: z
      .array(visitShownSchema)
      .describe('Visits since the report whose letters name areas for priority action.'),
    mentions: z
      .array(mentionedReportSchema)
      .describe('What others tell of inspections that no official source on record speaks of.'),
    interventions: z
      .array(standingInterventionSchema)
      .describe('Those that stand as far as anybody knows.'),
    interventionExpected: expectedInterventionSchema.nullable(),
    interventionsNote: z
      .string()
      .nullable()
      .describe('What an empty list of interventions does not say.'),
    delivery: deliverySchema,
    leadership: holdersSchema,
    lastKnown: lastKnownHoldersSchema,
    visits: z.array(visitShownSchema),
    visitsSince: visitsSinceSchema,
    inadequateAreas: z.array(areaSchema).describe('Areas whose grade is inadequate.'),
    assurance: z
      .enum(['official_statistics', 'report', 'secondary'])
      .nullable()
      .describe('What the grades rest on at the firmest.'),
    uncertain: z
      .array(z.string())
      .describe('Coarse dates that may still change the answer, and why.'),
    restsOnAssumed: z.boolean().describe('True where the answer rests on an assumed date.'),
    successors: z.array(successorSchema).describe('Authorities that took its place.'),
    predecessors: z
      .array(successorSchema)
      .describe('Authorities whose history is context only: a successor inherits no grade.'),
    because: becauseSchema,
  })
  .meta({ id: 'Standing' });

/**
 * The grade of one area in force, with the words of its framework and since when. A grade is recorded as printed and never
 * derived.
 */
export type AreaGrade = Answer<typeof areaGradeSchema>;
/** The graded report that sets the standing: its inspection, its publication, its inspectors and how long it took. */
export type ReportShown = Answer<typeof reportShownSchema>;
/** An inspection that only others than the inspectorate tell of. Its grades set no standing. */
export type MentionedReport = Answer<typeof mentionedReportSchema>;
/** An inspection that was carried out and whose report is not out. */
export type AwaitedReport = Answer<typeof awaitedReportSchema>;
/** Where an authority stood on a day, as known on a day: grades in force, what rests on them, and what is uncertain. */
export type Standing = Answer<typeof standingSchema>;

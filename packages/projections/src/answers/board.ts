import { z } from 'zod';
import { activityShownSchema, lastContactSchema } from './activity.ts';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  areaSchema,
  authorityShownSchema,
  becauseSchema,
  frameworkSchema,
  givenDate,
  recordToSchema,
  standingGradeSchema,
} from './common.ts';
import { dueRowSchema } from './due.ts';
import { standingInterventionSchema } from './interventions.ts';
import { areaGradeSchema } from './standing.ts';
import { trajectoryPointSchema, trajectorySummarySchema } from './trajectory.ts';

const areaShape = areaGradeSchema.shape;
const interventionShape = standingInterventionSchema.shape;

export const boardRowSchema = z
  .strictObject({
    authority: authorityShownSchema,
    standing: z
      .strictObject({
        status: z.enum(['graded', 'not_inspected']).describe('Whether a graded report is known.'),
        overall: standingGradeSchema
          .nullable()
          .describe('Overall effectiveness, as printed and never derived.'),
        published: givenDate.nullable().describe('Publication of the latest graded report.'),
        framework: frameworkSchema.nullable().describe('Framework of the latest graded report.'),
        inadequateAreas: z.array(areaSchema).describe('Areas whose grade is inadequate.'),
        areas: z
          .array(
            z
              .strictObject({
                area: areaSchema,
                grade: areaShape.grade,
                covers: areaShape.covers,
                carriedOver: areaShape.carriedOver,
              })
              .meta({ id: 'BoardGrade' }),
          )
          .describe('The grade in force of every judged area, in the order of the framework.'),
      })
      .describe('The standing in short.'),
    trajectory: trajectorySummarySchema,
    line: z
      .strictObject({
        area: areaSchema.describe('Which area it is.'),
        points: z.array(trajectoryPointSchema),
      })
      .nullable()
      .describe(
        'Grades of one area over the years: of the overall where the latest report gives one, else of help and protection, which every framework judges.',
      ),
    recordTo: recordToSchema,
    priorityActions: z
      .array(activityShownSchema)
      .describe('Visits since the report whose letters name areas for priority action.'),
    lastActivity: lastContactSchema.nullable(),
    nextActivity: activityShownSchema.nullable(),
    interventions: z
      .array(
        z
          .strictObject({
            instrument: interventionShape.instrument,
            title: interventionShape.title,
            state: interventionShape.state,
            because: becauseSchema,
          })
          .meta({ id: 'BoardIntervention' }),
      )
      .describe('Interventions that stand as far as anybody knows.'),
    interventionExpected: z
      .boolean()
      .describe('True where an intervention is to be expected and none is on record.'),
    due: z.array(dueRowSchema),
    because: becauseSchema,
    ahead: aheadSchema,
  })
  .meta({
    id: 'BoardRow',
    description: "One authority on an oversight team's board.",
  });

/**
 * One authority on the board of an oversight team: standing, movement, last contact, interventions and clocks. Nobody is ranked.
 */
export type BoardRow = Answer<typeof boardRowSchema>;

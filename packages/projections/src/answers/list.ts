import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  areaSchema,
  authorityShownSchema,
  becauseSchema,
  recordToSchema,
  standingGradeSchema,
} from './common.ts';

export const listedGradeSchema = z
  .strictObject({
    area: areaSchema,
    grade: standingGradeSchema,
    since: z
      .string()
      .nullable()
      .describe(
        'Publication of the first report in the unbroken run of this grade; null where none gives it.',
      ),
    published: z
      .string()
      .nullable()
      .describe('Publication of the report that gave it last; null where none gives it.'),
    covers: z
      .array(areaSchema)
      .optional()
      .describe('Where the grade was given to several areas together.'),
    sinceCrossesCombined: z
      .literal(true)
      .optional()
      .describe('Where grades of the area alone and combined ones stand in one run.'),
  })
  .meta({
    id: 'ListedGrade',
    description: 'One grade that was asked for, as the authority has it.',
  });

export const movedGradeSchema = z
  .strictObject({
    area: areaSchema,
    from: standingGradeSchema.describe('Grade on the earlier day.'),
    to: standingGradeSchema.describe('Grade on the day asked about.'),
    direction: z.enum(['improved', 'declined']).describe('Which way it moved.'),
    published: z.string().describe('Publication of the report that gave the later grade.'),
  })
  .meta({
    id: 'MovedGrade',
    description: 'A grade that moved since the day asked about, of one series with the one before.',
  });

export const listedAuthoritySchema = z
  .strictObject({
    authority: authorityShownSchema,
    status: z.enum(['graded', 'not_inspected']).describe('Whether a graded report is known.'),
    overall: standingGradeSchema.nullable().meta({
      description: 'Overall effectiveness, as printed and never derived.',
      source: 'docs/concepts.md: claims, matching, precedence, "No grade"',
    }),
    grades: z.array(listedGradeSchema),
    moved: z
      .array(movedGradeSchema)
      .optional()
      .describe('Where movement since a day was asked for.'),
    recordTo: recordToSchema,
    because: becauseSchema,
    ahead: aheadSchema,
  })
  .meta({ id: 'ListedAuthority' });

/** A grade that moved since a day, of one series with the one before. */
export type MovedGrade = Answer<typeof movedGradeSchema>;
/** One grade that was asked for, as an authority has it. */
export type ListedGrade = Answer<typeof listedGradeSchema>;
/** An authority that fits what was asked for, with its grades. */
export type ListedAuthority = Answer<typeof listedAuthoritySchema>;

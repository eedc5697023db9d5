import { z } from 'zod';
import type { Answer } from './answer.ts';
import { areaSchema, authorityShownSchema, becauseSchema, standingGradeSchema } from './common.ts';

export const listedGradeSchema = z
  .strictObject({
    area: areaSchema,
    grade: standingGradeSchema,
    since: z.string().nullable(),
    published: z.string().nullable(),
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

export const listedAuthoritySchema = z
  .strictObject({
    authority: authorityShownSchema,
    status: z.enum(['graded', 'not_inspected']).describe('Whether a graded report is known.'),
    overall: standingGradeSchema.nullable().meta({
      description: 'Overall effectiveness, as printed and never derived.',
      source: 'docs/concepts.md: claims, matching, precedence, "No grade"',
    }),
    grades: z.array(listedGradeSchema),
    because: becauseSchema,
  })
  .meta({ id: 'ListedAuthority' });

export type ListedGrade = Answer<typeof listedGradeSchema>;
export type ListedAuthority = Answer<typeof listedAuthoritySchema>;

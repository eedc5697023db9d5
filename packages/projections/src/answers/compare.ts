import { comparabilities } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  areaSchema,
  asOfSchema,
  authorityShownSchema,
  becauseSchema,
  keySchema,
  knownAtSchema,
  recordToSchema,
} from './common.ts';
import { areaGradeSchema, standingSchema } from './standing.ts';

const comparableSchema = z.enum(comparabilities).meta({
  description: 'How far two grades can be set side by side.',
  source: 'packages/core/src/frameworks/crosswalk.ts: comparability',
});

const { grade, printed, framework, version, since, published, covers, carriedOver } =
  areaGradeSchema.shape;

export const comparedGradeSchema = z
  .strictObject({
    authority: keySchema.describe('Our permanent key of the authority; join tables by it.'),
    grade,
    printed,
    framework,
    version,
    since,
    published,
    covers,
    carriedOver,
    because: becauseSchema,
  })
  .meta({ id: 'ComparedGrade', description: 'The grade of an area as one authority has it.' });

export const comparedPairSchema = z
  .strictObject({
    authorities: z.array(keySchema).length(2),
    comparable: comparableSchema,
  })
  .meta({ id: 'ComparedPair', description: 'Two grades that are not of one series.' });

export const comparedAreaSchema = z
  .strictObject({
    area: areaSchema.describe('The area that the grades are of.'),
    grades: z
      .array(comparedGradeSchema)
      .describe('In the order of the authorities; one that has no grade of the area is left out.'),
    comparable: comparableSchema.nullable().meta({
      description:
        'How far the grades of the area can be set side by side: that of the pair that can least. Null where fewer than two have one.',
    }),
    apart: z
      .array(comparedPairSchema)
      .describe('Each pair whose grades are not of one series, and how far they go together.'),
  })
  .meta({ id: 'ComparedArea' });

export const comparisonSchema = z
  .strictObject({
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    recordedAt: z.string().optional(),
    recordTo: recordToSchema,
    authorities: z
      .array(
        z.strictObject({ authority: authorityShownSchema, status: standingSchema.shape.status }),
      )
      .describe('In the order in which they were named: never ranked.'),
    areas: z
      .array(comparedAreaSchema)
      .describe('Every area that one of them is graded in, the overall first.'),
    because: becauseSchema,
  })
  .meta({ id: 'Comparison', description: 'Authorities side by side, area by area.' });

export type ComparedGradeShown = Answer<typeof comparedGradeSchema>;
export type ComparedPair = Answer<typeof comparedPairSchema>;
export type ComparedArea = Answer<typeof comparedAreaSchema>;
export type Comparison = Answer<typeof comparisonSchema>;

import { comparabilities } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  areaSchema,
  asOfSchema,
  authorityShownSchema,
  becauseSchema,
  keySchema,
  knownAtSchema,
  recordedAtSchema,
  recordToSchema,
} from './common.ts';
import { pictureGroupSchema } from './picture.ts';
import { areaGradeSchema, standingSchema } from './standing.ts';

const comparableSchema = z.enum(comparabilities).meta({
  description: 'How far two grades can be set side by side.',
  source: 'packages/core/src/frameworks/crosswalk.ts: comparability',
});

const areaShape = areaGradeSchema.shape;

export const comparedGradeSchema = z
  .strictObject({
    authority: keySchema.describe('Our permanent key of the authority; join tables by it.'),
    grade: areaShape.grade,
    printed: areaShape.printed,
    framework: areaShape.framework,
    version: areaShape.version,
    since: areaShape.since,
    published: areaShape.published,
    covers: areaShape.covers,
    carriedOver: areaShape.carriedOver,
    because: becauseSchema,
  })
  .meta({ id: 'ComparedGrade', description: 'The grade of an area as one authority has it.' });

export const comparedPairSchema = z
  .strictObject({
    authorities: z.array(keySchema).length(2).describe('The two whose grades are compared.'),
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

export const comparisonNoteSchema = z
  .strictObject({
    kind: z
      .enum([
        'abolished',
        'not_established',
        'not_inspected',
        'other_framework',
        'other_scale',
        'not_graded',
        'no_such_area',
        'carried_over',
        'years_apart',
        'other_children',
        'no_neighbours',
        'peers_elsewhere',
      ])
      .describe('What has to be said beside the grades.'),
    authorities: z.array(keySchema).describe('Whom it is about.'),
    area: areaSchema.nullable().describe('The area that it is about; null where it is about all.'),
    says: z.string().describe('The sentence.'),
  })
  .meta({ id: 'ComparisonNote', description: 'Where a comparison does not hold, in a sentence.' });

export const peersSchema = pictureGroupSchema
  .extend({
    of: keySchema.describe('The authority whose peers these are.'),
    kind: z
      .enum(['neighbours', 'region'])
      .describe('The statistical neighbours of the authority, or its region.'),
    name: z
      .string()
      .nullable()
      .describe(
        'The region, or the edition of the list of neighbours; null where none is on record.',
      ),
    members: z
      .array(
        z.strictObject({ key: keySchema, name: z.string().describe('Name of the authority.') }),
      )
      .describe('Those that existed on the day; neighbours nearest first, a region alphabetical.'),
  })
  .meta({
    id: 'Peers',
    description:
      'How the statistical neighbours of an authority stand, or the rest of its region: counted, never ranked.',
  });

export const comparisonSchema = z
  .strictObject({
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    recordedAt: recordedAtSchema,
    recordTo: recordToSchema,
    authorities: z
      .array(
        z.strictObject({ authority: authorityShownSchema, status: standingSchema.shape.status }),
      )
      .describe('In the order in which they were named: never ranked.'),
    areas: z
      .array(comparedAreaSchema)
      .describe('Every area that one of them is graded in, the overall first.'),
    notes: z
      .array(comparisonNoteSchema)
      .describe(
        'Where the comparison does not hold, a sentence each; empty where it holds throughout.',
      ),
    peers: z.array(peersSchema).nullable().describe('Null unless asked for.'),
    because: becauseSchema,
  })
  .meta({ id: 'Comparison', description: 'Authorities side by side, area by area.' });

/** The grade of one area as one of the compared authorities has it. */
export type ComparedGradeShown = Answer<typeof comparedGradeSchema>;
/** Two authorities whose grades of an area are not of one series, and how far they can be set side by side. */
export type ComparedPair = Answer<typeof comparedPairSchema>;
/** One area across the compared authorities, in the order in which they were named. */
export type ComparedArea = Answer<typeof comparedAreaSchema>;
/** Where a comparison does not hold, and why, in a sentence: another framework, years apart, a joint grade. */
export type ComparisonNote = Answer<typeof comparisonNoteSchema>;
/** How the statistical neighbours of an authority stand, or the rest of its region: counted, never ranked. */
export type Peers = Answer<typeof peersSchema>;
/** Authorities side by side, area by area, with every reason for which they cannot be compared. */
export type Comparison = Answer<typeof comparisonSchema>;

import { grades } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import { becauseSchema } from './common.ts';

const outcomeSchema = z
  .enum(['not_reported', 'ended', 'ongoing'])
  .describe(
    '`not_reported`: the latest report has no overall, so that the run has neither ended nor goes on; its length is counted to that report.',
  );

export const spellSchema = z
  .strictObject({
    grade: z.enum(grades).describe('The grade.'),
    from: z.string().describe('Publication of the report that began the run.'),
    to: z
      .string()
      .nullable()
      .describe('Publication of the report that gave another grade; null where none has.'),
    outcome: outcomeSchema,
    days: z.int().meta({ description: 'Its length.', unit: 'days', elapsing: true }),
    months: z
      .int()
      .meta({ description: 'Its length in whole months.', unit: 'months', elapsing: true }),
    reports: z.int().meta({ description: 'How many reports gave the grade.', unit: 'reports' }),
    because: becauseSchema,
  })
  .meta({
    id: 'Spell',
    description:
      'An unbroken run of one overall grade, from the publication of the report that began it.',
  });

export const timeAtGradeSchema = z
  .strictObject({
    spells: z.int().meta({ description: 'How many spells.', unit: 'spells' }),
    days: z.int().meta({ description: 'Days in all.', unit: 'days', elapsing: true }),
  })
  .meta({ id: 'TimeAtGrade', description: 'Time in one grade over all its spells.' });

export const inadequateSpellSchema = z
  .strictObject({
    from: z.string().describe('Publication of the report that first said inadequate.'),
    outOf: z
      .string()
      .nullable()
      .describe('Publication of the report that said otherwise; null where none has.'),
    outcome: outcomeSchema,
    days: z.int().meta({ description: 'Its length.', unit: 'days', elapsing: true }),
    months: z
      .int()
      .meta({ description: 'Its length in whole months.', unit: 'months', elapsing: true }),
  })
  .meta({
    id: 'InadequateSpell',
    description: 'From the first report that said inadequate to the one that said otherwise.',
  });

export const relapseSchema = z
  .strictObject({
    published: z.string().describe('Publication of the report that said inadequate again.'),
    outForDays: z.number().describe('Days for which it had been out.'),
    because: becauseSchema,
  })
  .meta({ id: 'Relapse', description: 'A return to inadequate after having been out of it.' });

export const spellsSchema = z
  .strictObject({
    overall: z.array(spellSchema),
    timeAtGrade: z
      .strictObject({
        outstanding: timeAtGradeSchema.optional(),
        good: timeAtGradeSchema.optional(),
        requires_improvement: timeAtGradeSchema.optional(),
        inadequate: timeAtGradeSchema.optional(),
        adequate: timeAtGradeSchema.optional(),
      })
      .describe('Time in each grade; one that was never given is absent.'),
    inadequate: z.array(inadequateSpellSchema),
    relapses: z.array(relapseSchema),
  })
  .meta({ id: 'Spells', description: 'How long an authority stood at each overall grade.' });

/** An unbroken run of one overall grade, from the publication of the report that began it; its length in days and whole months. */
export type Spell = Answer<typeof spellSchema>;
/** Days in one grade over all its runs. */
export type TimeAtGrade = Answer<typeof timeAtGradeSchema>;
/** From the first report that said inadequate to the one that said otherwise. */
export type InadequateSpell = Answer<typeof inadequateSpellSchema>;
/** A return to inadequate after `outForDays` days out of it. */
export type Relapse = Answer<typeof relapseSchema>;
/** How long an authority stood at each overall grade. A framework without an overall neither ends a run nor prolongs it. */
export type Spells = Answer<typeof spellsSchema>;

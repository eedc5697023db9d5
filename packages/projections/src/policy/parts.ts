import { areas, grades } from '@monitoring-timeline/core';
import { z } from 'zod';

/** Parts that several sections of a policy are made of. */
export const day = z.iso.date();
export const text = z.string().min(1).max(600);
export const code = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write it in lower case with hyphens, as in ilacs-cycle')
  .max(80);

export const sourceSchema = z.strictObject({
  /** What the document is called; of a measurement, on what it was taken. */
  title: text,
  /** Where it can be read; absent where no address is known. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});

const clauseSchema = z
  .strictObject({
    /** The areas that are looked at; one that the report does not judge counts for nothing. */
    of: z.array(z.enum(areas)).min(1),
    /** Grades that are counted among them. */
    in: z.array(z.enum(grades)).min(1),
    /** So many areas have one of these grades, or more; either this or `atMost`. */
    atLeast: z.int().min(1).max(20).optional(),
    /** So many have one, or fewer. */
    atMost: z.int().min(0).max(20).optional(),
  })
  .refine(({ atLeast, atMost }) => (atLeast === undefined) !== (atMost === undefined), {
    error: 'give either atLeast or atMost',
  });

/** A test on the areas of a report that has no overall grade: every clause must hold. */
export const areaConditionSchema = z.strictObject({
  /** What must hold, each of it. */
  all: z.array(clauseSchema).min(1).max(10),
  /** False where no primary source was found for it. */
  verified: z.boolean().default(true),
});
export type AreaCondition = z.infer<typeof areaConditionSchema>;

import { z } from 'zod';
import type { Answer } from './answer.ts';

/**
 * What the record allows to be said on a day of a thing that lasts. `told_now`: a source of the day, or young enough, says so.
 * `last_told`: a source said so, and silence since. `presumed_ended`: a rule presumes it over, and no source says so.
 * `superseded`: another of its kind took its place. `ended`: a source, or the law, says so.
 */
export const toldStates = [
  'told_now',
  'last_told',
  'presumed_ended',
  'superseded',
  'ended',
] as const;

export const toldStateSchema = z.enum(toldStates).meta({
  id: 'ToldState',
  description: 'What may be said on the day of a thing that lasts.',
  source: 'docs/concepts.md: told and presumed',
});

export const lastToldSchema = z
  .strictObject({
    date: z.string().describe('As precise as the source.'),
    source: z.string().describe('Title of the source.'),
  })
  .meta({
    id: 'LastTold',
    description: 'The last occasion on which a source told that it was so.',
  });

/** The fields of everything that lasts. Nothing presumed is a fact, and none of it is an event. */
export const toldFields = {
  state: toldStateSchema,
  lastTold: lastToldSchema.nullable().describe('Null where a source tells of the end alone.'),
  why: z
    .string()
    .nullable()
    .describe('Why it is in that state, in plain words; null where a source of the day says so.'),
  rule: z
    .string()
    .nullable()
    .describe(
      'Id and version of the rule of the policy that led there; null where the source itself did.',
    ),
};

export const toldSchema = z.strictObject(toldFields).meta({ id: 'Told' });

/** What may be said on a day of a thing that lasts: see `toldStates`. */
export type ToldState = Answer<typeof toldStateSchema>;
/** The last occasion on which a source told that it was so. */
export type LastTold = Answer<typeof lastToldSchema>;
/** What the record allows to be said on a day of a thing that lasts. Nothing presumed is a fact, and none of it is an event. */
export type Told = Answer<typeof toldSchema>;

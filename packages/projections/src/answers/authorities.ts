import { z } from 'zod';
import type { Answer } from './answer.ts';
import { aheadSchema, keySchema } from './common.ts';

export const authorityListedSchema = z
  .strictObject({
    key: keySchema.describe('Our own permanent key.'),
    name: z.string().describe('Name of the authority.'),
    type: z.string().nullable().describe('Kind of council.'),
    region: z
      .string()
      .nullable()
      .describe('Region of England, by the scheme of official statistics.'),
    urn: z.string().nullable().describe('URN that Ofsted gives the authority.'),
    ons: z.string().nullable().meta({
      description: 'Code of the Office for National Statistics (GSS) on the day.',
      source: 'Office for National Statistics, licensed under the Open Government Licence v3.0',
    }),
    dfe: z.string().nullable().describe('Three-digit code of the Department for Education; text.'),
    established: z.iso.date().nullable().describe('First day, where the directory knows one.'),
    abolished: z.iso.date().nullable().describe('Last day, where the directory knows one.'),
    predecessors: z.array(z.string()).describe('Keys of the authorities before it.'),
    successors: z
      .array(z.string())
      .describe('Keys of those after it; a successor inherits no grade.'),
    ahead: aheadSchema,
  })
  .meta({ id: 'AuthorityListed', description: 'An authority as the directory has it on a day.' });

/** An authority as the directory has it on a day, with its codes. A successor inherits no grade. */
export type AuthorityListed = Answer<typeof authorityListedSchema>;

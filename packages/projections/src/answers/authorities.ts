import { z } from 'zod';
import type { Answer } from './answer.ts';
import { keySchema } from './common.ts';

export const authorityListedSchema = z
  .strictObject({
    key: keySchema.describe('Our own permanent key.'),
    name: z.string(),
    type: z.string().nullable(),
    region: z.string().nullable(),
    urn: z.string().nullable(),
    ons: z.string().nullable(),
    dfe: z.string().nullable(),
    established: z.string().nullable().describe('First day, where the directory knows one.'),
    abolished: z.string().nullable(),
    predecessors: z.array(z.string()),
    successors: z.array(z.string()).describe('Keys; a successor inherits no grade.'),
  })
  .meta({ id: 'AuthorityListed', description: 'An authority as the directory has it on a day.' });

export type AuthorityListed = Answer<typeof authorityListedSchema>;

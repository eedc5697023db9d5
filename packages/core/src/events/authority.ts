import { z } from 'zod';
import { claim } from './define.ts';
import { authorityKeySchema } from './envelope.ts';
import { label } from './fields.ts';

const urn = z.string().regex(/^\d{5,7}$/);
const dfe = z.string().regex(/^\d{3}$/);
const ons = z.string().regex(/^E\d{8}$/);

/** An authority came to be (or is first listed); `occurred` is since when. */
export const authorityEstablished = claim({
  type: 'AuthorityEstablished',
  version: 1,
  noun: 'authority on record',
  speaksOf: 'authority',
  data: z.strictObject({
    name: label,
    kind: label.optional(),
    urn: urn.optional(),
    dfe: dfe.optional(),
    ons: ons.optional(),
    region: label.optional(),
    aliases: z.array(label).max(50).optional(),
    predecessors: z.array(authorityKeySchema).max(10).optional(),
    neighbours: z.array(authorityKeySchema).max(20).optional(),
  }),
  sentence: ({ data }) => `${data.name} is on record as a children’s services authority`,
});

/** One of its codes became another. */
export const authorityRecoded = claim({
  type: 'AuthorityRecoded',
  version: 1,
  noun: 'change of a code',
  speaksOf: 'authority',
  data: z.strictObject({ system: z.enum(['urn', 'dfe', 'ons']), code: z.union([urn, dfe, ons]) }),
  sentence: ({ data }) => `${data.system.toUpperCase()} code becomes ${data.code}`,
});

/** It ceased to exist; `occurred` is its last day. A successor does not inherit its grades. */
export const authorityAbolished = claim({
  type: 'AuthorityAbolished',
  version: 1,
  noun: 'abolition',
  speaksOf: 'authority',
  data: z.strictObject({ successors: z.array(authorityKeySchema).max(10) }),
  sentence: ({ data }) => `Abolished; succeeded by ${data.successors.join(', ') || 'none named'}`,
});

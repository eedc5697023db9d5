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
    /** As the source lists it. */
    name: label,
    /** `county`, `unitary`, `metropolitan_district`, `london_borough`, `city_corporation`, or another source's word. */
    kind: label.optional(),
    /** Ofsted's reference number. */
    urn: urn.optional(),
    /** Three digits, given by the Department for Education. */
    dfe: dfe.optional(),
    /** GSS code of the Office for National Statistics. */
    ons: ons.optional(),
    /** ONS region by name. */
    region: label.optional(),
    /** Other names that sources use. */
    aliases: z.array(label).max(50).optional(),
    /** Keys of those whose area it took over. It inherits none of their grades. */
    predecessors: z.array(authorityKeySchema).max(10).optional(),
    /** Keys of its statistical neighbours, nearest first. */
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
  data: z.strictObject({
    /** Whose code changed: the inspectorate's URN, the department's or the Office for National Statistics'. */
    system: z.enum(['urn', 'dfe', 'ons']),
    /** The code from `occurred` on. */
    code: z.union([urn, dfe, ons]),
  }),
  sentence: ({ data }) => `${data.system.toUpperCase()} code becomes ${data.code}`,
});

/** It ceased to exist; `occurred` is its last day. A successor does not inherit its grades. */
export const authorityAbolished = claim({
  type: 'AuthorityAbolished',
  version: 1,
  noun: 'abolition',
  speaksOf: 'authority',
  data: z.strictObject({
    /** Keys of those that took over its area; none where nobody is named. */
    successors: z.array(authorityKeySchema).max(10),
  }),
  sentence: ({ data }) => `Abolished; succeeded by ${data.successors.join(', ') || 'none named'}`,
});

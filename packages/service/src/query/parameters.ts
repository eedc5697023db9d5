import type { DateWords, Manner } from '@monitoring-timeline/projections';
import { z } from 'zod';

/** Questions are addresses, parameters stand in their query. */
export const address: Manner = {
  parameter: (name) => ({ name, example: (value) => `${name}=${value}` }),
  question: (name) => `/api/${name}`,
};

const text = z.string().min(1).max(200);
/** Set also where it stands in an address without a value. */
const flag = z.enum(['true', 'false', '']);

/** True where a flag is set to true. */
export function isSet(given: z.infer<typeof flag> | undefined): boolean | undefined {
  return given === undefined ? undefined : given !== 'false';
}

/** A day as written, which is checked where the question is put together. */
const day = z
  .string()
  .min(1)
  .max(20)
  .meta({ format: 'date', examples: ['2018-07-25'] });

/** Parameters by their words, each with what it means. */
export const words = {
  authority: text
    .describe('An authority by key, name, alias, URN, ONS or DfE code.')
    .meta({ examples: ['sunderland'] }),
  authorities: z
    .union([text, z.array(text).max(200)])
    .describe(
      'One authority, by key, name, alias, URN, ONS or DfE code, or several: parted by commas, or the parameter given several times.',
    )
    .meta({ examples: ['sunderland'] }),
  region: text.describe('A region of England, by name or code.').meta({ examples: ['North East'] }),
  rule: text.describe('One rule, such as ilacs-cycle.'),
  flag,
} as const;

/** On which days a question is asked. `asOf` alone sets both axes, `knownAt` moves the second; neither means today. */
export const dateWords = {
  asOf: day.optional().describe('What was true on this day, as known on it; today unless given.'),
  knownAt: day.optional().describe('What was public by this day; as `asOf` unless given.'),
  recordedAt: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe('What this log held at this instant, or at the end of this day in London.'),
  public: flag.optional().describe('Leaves out what is known only by assumption.'),
} as const;

/** The longest page, and the one where none is asked for. */
export const pageLimits = { most: 2000, usual: 500 } as const;

export const pageWords = {
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'is no number from 1 to 2000')
    .refine((given) => Number(given) <= pageLimits.most, 'is no number from 1 to 2000')
    .optional()
    .describe(`Rows of one page, up to ${pageLimits.most}; ${pageLimits.usual} unless given.`)
    .meta({ examples: ['100'] }),
  cursor: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('Where the page begins: copied from the `next` link of the page before, never made.'),
} as const;

/** The dates of a parsed query. */
export function datesIn(given: {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly recordedAt?: string | undefined;
  readonly public?: z.infer<typeof flag> | undefined;
}): DateWords {
  const { asOf, knownAt, recordedAt } = given;
  return { asOf, knownAt, recordedAt, public: isSet(given.public) };
}

import { z } from 'zod';
import type { Answer } from './answer.ts';
import { areaSchema, asOfSchema, becauseSchema, evidenceSchema, knownAtSchema } from './common.ts';

export const reconciledCellSchema = z
  .strictObject({
    grade: z.string().describe('Grade, or what stands in its place.'),
    published: z.int().describe('What the table prints.'),
    ours: z.int().describe('What we count.'),
    difference: z.int().describe('Published less ours.'),
    explainedBy: z
      .array(z.string())
      .describe('Authorities whose earlier reports the table counts too.'),
    unexplained: z.int().describe('What is left when those are taken away: assigned to nobody.'),
  })
  .meta({ id: 'ReconciledCell', description: 'One cell of a published table beside ours.' });

export const reconciledRowSchema = z
  .strictObject({
    area: areaSchema,
    label: z.string().nullable(),
    cells: z.array(reconciledCellSchema),
    sum: z.number(),
    missing: z
      .number()
      .nullable()
      .describe(
        'How many the table says that it counts, less the sum of the row; null where it does not say.',
      ),
    notJudged: z
      .array(z.string())
      .describe(
        'Authorities of which our record says that this area was not judged: they explain one missing each.',
      ),
    percentSum: z
      .number()
      .nullable()
      .describe('Printed percentages added up: rounding alone can take them off 100.'),
    percentOff: z
      .array(z.string())
      .describe("Cells whose printed percentage is not the whole percent of the row's own sum."),
    locator: z.string().nullable(),
  })
  .meta({ id: 'ReconciledRow', description: 'One row, and whether it adds up by itself.' });

export const reconciliationSchema = z
  .strictObject({
    title: z.string(),
    event: z.string(),
    printedLater: z
      .boolean()
      .describe(
        'True where the table came out after the day of knowledge: a comparison with hindsight, no part of what was known then.',
      ),
    evidence: evidenceSchema,
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    framework: z.string().nullable(),
    region: z.string().nullable(),
    counts: z
      .string()
      .describe('What the table says that it counts, and what we counted to set beside it.'),
    countedAs: z.enum(['authorities', 'reports']),
    tried: z
      .strictObject({
        authorities: z.number(),
        reports: z.number(),
      })
      .nullable()
      .describe(
        'Where the table does not say what it counts: how many cells differ by either way of counting.',
      ),
    counted: z.strictObject({
      published: z.number().nullable(),
      ours: z.number(),
    }),
    cells: z.number(),
    equal: z.number(),
    differing: z.array(z.strictObject({ ...reconciledCellSchema.shape, area: areaSchema })),
    rows: z.array(reconciledRowSchema),
    rowsThatDoNotAddUp: z.array(areaSchema),
    repeated: z.array(z.string()),
    because: becauseSchema,
  })
  .meta({ id: 'Reconciliation' });

/** One cell of a published table beside ours, and what explains the difference. */
export type ReconciledCell = Answer<typeof reconciledCellSchema>;
/** One row of a published table, and whether it adds up by itself. */
export type ReconciledRow = Answer<typeof reconciledRowSchema>;
/** A published table beside ours, cell by cell. What nobody explains is assigned to nobody. */
export type Reconciliation = Answer<typeof reconciliationSchema>;

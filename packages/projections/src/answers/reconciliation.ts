import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  areaSchema,
  asOfSchema,
  becauseSchema,
  evidenceSchema,
  knownAtSchema,
} from './common.ts';

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
    label: z
      .string()
      .nullable()
      .describe('The area as the table prints it; null where it prints none.'),
    cells: z.array(reconciledCellSchema),
    sum: z.number().describe('What the cells of the row add up to, as printed.'),
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
    locator: z.string().nullable().describe('Place in the source; null where it is not given.'),
  })
  .meta({ id: 'ReconciledRow', description: 'One row, and whether it adds up by itself.' });

export const reconciliationSchema = z
  .strictObject({
    title: z.string().describe('Title of the table.'),
    event: z.string().describe('Id of its event: `id` of the table `events`.'),
    printedLater: z
      .boolean()
      .describe(
        'True where the table came out after the day of knowledge: a comparison with hindsight, no part of what was known then.',
      ),
    evidence: evidenceSchema,
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    framework: z
      .string()
      .nullable()
      .describe('Framework that the table counts, as it names it; null where it names none.'),
    region: z.string().nullable().describe('Region that the table counts; null for England.'),
    counts: z
      .string()
      .describe('What the table says that it counts, and what we counted to set beside it.'),
    countedAs: z.enum(['authorities', 'reports']).describe('What our count is made of.'),
    tried: z
      .strictObject({
        authorities: z
          .number()
          .describe('Cells that differ where the standing of each authority is counted.'),
        reports: z.number().describe('Cells that differ where every report is counted.'),
      })
      .nullable()
      .describe(
        'Where the table does not say what it counts: how many cells differ by either way of counting.',
      ),
    counted: z
      .strictObject({
        published: z.number().nullable().describe('By the table; null where it does not say.'),
        ours: z.number().describe('By us.'),
      })
      .describe('How many are counted in all.'),
    cells: z.number().describe('How many cells were compared.'),
    equal: z.number().describe('How many of them agree.'),
    differing: z
      .array(z.strictObject({ ...reconciledCellSchema.shape, area: areaSchema }))
      .describe('The cells that do not.'),
    rows: z.array(reconciledRowSchema),
    rowsThatDoNotAddUp: z
      .array(areaSchema)
      .describe(
        'Areas whose row does not add up to the number that the table says that it counts.',
      ),
    repeated: z
      .array(z.string())
      .describe('Keys of the authorities of which more than one report is counted.'),
    because: becauseSchema,
  })
  .meta({ id: 'Reconciliation' });

/** One cell of a published table beside ours, and what explains the difference. */
export type ReconciledCell = Answer<typeof reconciledCellSchema>;
/** One row of a published table, and whether it adds up by itself. */
export type ReconciledRow = Answer<typeof reconciledRowSchema>;
/** A published table beside ours, cell by cell. What nobody explains is assigned to nobody. */
export type Reconciliation = Answer<typeof reconciliationSchema>;

import { projection } from '@monitoring-timeline/projections';
import { z } from 'zod';

const row = { month: z.string().describe('YYYY-MM.'), reports: z.int().describe('Published.') };

/** How many reports came out in each month: `timeline --with FILE reports-a-month`. */
export const reportsAMonth = projection({
  name: 'reports-a-month',
  version: 1,
  summary: 'How many reports came out in each month',
  events: ['ReportPublished'],
  initial: () => [] as string[],
  reduce: (months, { known }) => months.concat(known.from.slice(0, 7)),
  answer: z.array(z.strictObject(row)),
  answerOf: (months) =>
    [...Map.groupBy(months.sort(), (one) => one)].map(([month, { length }]) => ({
      month,
      reports: length,
    })),
});

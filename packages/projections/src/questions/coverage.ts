import { england } from '@monitoring-timeline/core';
import { z } from 'zod';
import { type CoverageSpan, coverageSpanSchema } from '../answers/coverage.ts';
import { coverage as coverageView } from '../views/picture/coverage.ts';
import { columnsOf } from './column.ts';
import { question } from './question.ts';
import { table } from './table.ts';

export const coverage = question({
  name: 'coverage',
  about: 'many',
  summary: 'Which activity the record lists completely, from when to when',
  answer: z.array(coverageSpanSchema),
  key: ({ activity, to, axis, because }) => [activity, to, axis, ...because],
  tables: () => [
    table({
      name: 'coverage',
      meaning:
        'Which activity the record lists completely, from when to when: outside it, silence proves nothing.',
      grain: 'One row for each span that a source covers.',
      key: ['activity', 'axis', 'from', 'to', 'source'],
      columns: columnsOf(coverageSpanSchema).fields(
        'activity',
        'axis',
        'from',
        'to',
        'source',
        'because',
      ),
      rows: (answer: readonly CoverageSpan[]) => answer,
    }),
  ],
  answerOf: async (records, at) => coverageView(await records.record(england), at),
});

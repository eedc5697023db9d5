import { z } from 'zod';
import { areaSchema } from '../answers/common.ts';
import {
  type Reconciliation,
  reconciledCellSchema,
  reconciliationSchema,
} from '../answers/reconciliation.ts';
import { reconcile as reconcileView } from '../views/picture/reconcile.ts';
import { areaColumn } from './areas.ts';
import { columnsOf } from './column.ts';
import { choiceWord, textWord } from './options.ts';
import { question } from './question.ts';
import { table } from './table.ts';

const cell = columnsOf(reconciledCellSchema.extend({ area: areaSchema }));

export const reconcile = question({
  name: 'reconcile',
  about: 'many',
  summary: 'A published table beside ours, cell by cell, with who explains each difference',
  description: 'On the day that the table speaks of, unless other dates are asked for.',
  words: z.strictObject({
    snapshot: textWord('Title or event id of a published table on record.', 'snapshot', 500).meta({
      argument: true,
    }),
    count: choiceWord(
      ['authorities', 'reports'],
      'Standings, or every report published.',
      'what',
    ).optional(),
  }),
  answer: reconciliationSchema,
  tables: () => [
    table({
      name: 'reconcile',
      meaning: 'A published table beside ours.',
      grain: 'One row for each cell of the published table.',
      key: ['area', 'grade'],
      columns: [
        areaColumn,
        ...cell.fields('grade', 'published', 'ours', 'difference', 'explainedBy', 'unexplained'),
      ],
      rows: ({ rows }: Reconciliation) =>
        rows.flatMap(({ area, cells }) => cells.map((one) => ({ area, ...one }))),
    }),
  ],
  watched: false,
  async answerOf(records, at, { snapshot, count }, { dates, directory }) {
    const own = dates.asOf === undefined && dates.knownAt === undefined;
    return reconcileView(await records.all(), snapshot, directory, {
      coordinates: own ? undefined : at,
      count,
    });
  },
});

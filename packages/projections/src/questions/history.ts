import { england } from '@monitoring-timeline/core';
import { z } from 'zod';
import { type HistoryEntry, historyEntrySchema } from '../answers/history.ts';
import { history as historyView } from '../views/history.ts';
import { claimColumns } from './claim-columns.ts';
import { columnsOf } from './column.ts';
import { question } from './question.ts';
import { table } from './table.ts';

const entry = columnsOf(historyEntrySchema);

export const history = question({
  name: 'history',
  about: 'authority',
  summary: 'Every event of an authority (or of england), in the order in which things happened',
  england: true,
  answer: z.array(historyEntrySchema),
  key: ({ when, id }) => [when, id],
  tables: () => [
    table({
      name: 'history',
      meaning:
        'Every claim that was public by the day, in the order of when it was so, repairs among them.',
      grain:
        'One row for each event of an authority or of its predecessors; national facts last, where all authorities are asked about.',
      key: ['id'],
      columns: [
        ...claimColumns<HistoryEntry>((row) => row),
        ...entry.fields('when', 'summary', 'position'),
        entry.instant('recorded', 'When the store took it in.', (row) => row.recorded),
        ...entry.fields('correctedBy', 'retracted', 'context'),
      ],
      rows: (answer: readonly HistoryEntry[]) => answer,
    }),
  ],
  watched: false,
  async answerOf(records, at, { authority }, { directory, nameOf, national }) {
    const ties = authority === england ? [] : directory.predecessors(authority);
    const predecessors = await Promise.all(ties.map(({ key }) => records.record(key)));
    return historyView(await records.record(authority), at, { predecessors, nameOf, national });
  },
});

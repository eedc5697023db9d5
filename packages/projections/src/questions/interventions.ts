import {
  type InterventionsHistory,
  interventionSchema,
  interventionsHistorySchema,
} from '../answers/interventions.ts';
import { interventionsHistory } from '../views/interventions/interventions-history.ts';
import { columnsOf } from './column.ts';
import { question } from './question.ts';
import { table } from './table.ts';
import { toldColumns } from './told-columns.ts';

const row = columnsOf(interventionSchema);

export const interventions = question({
  name: 'interventions',
  about: 'authority',
  summary: 'Government intervention and who delivers services, over time',
  england: 'board',
  answer: interventionsHistorySchema,
  tables: () => [
    table({
      name: 'interventions',
      meaning: 'Government interventions over time. They are independent of grades.',
      grain: 'One row for each intervention of an authority.',
      key: ['instrument', 'from_as_given', 'because'],
      columns: [
        ...row.fields('instrument', 'title', 'person'),
        ...toldColumns,
        ...row.fields('from', 'to', 'replacedBy', 'uncertain', 'because'),
      ],
      rows: (answer: InterventionsHistory) => answer.history,
    }),
  ],
  answerOf: async (records, at, { authority }, context) =>
    interventionsHistory(await records.record(authority), at, context),
});

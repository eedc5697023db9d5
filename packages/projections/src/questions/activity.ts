import { z } from 'zod';
import { type ActivityView, activityShownSchema, activityViewSchema } from '../answers/activity.ts';
import { activity as activityView } from '../views/activity.ts';
import { columnsOf } from './column.ts';
import { dayWord } from './options.ts';
import { question } from './question.ts';
import { table } from './table.ts';

export const activity = question({
  name: 'activity',
  about: 'authority',
  summary: 'When inspectors last came, and what came after the last grade',
  england: 'board',
  words: z.strictObject({ since: dayWord('Only what began on or after this day.').optional() }),
  answer: activityViewSchema,
  tables: () => [
    table({
      name: 'activity',
      meaning: 'Inspections and visits, as sources tell of them.',
      grain: 'One row for each inspection or visit of an authority, in the order of time.',
      key: ['because'],
      columns: columnsOf(activityShownSchema).fields(
        'activity',
        'kind',
        'framework',
        'sequence',
        'start',
        'end',
        'published',
        'graded',
        'basis',
        'because',
      ),
      rows: (answer: ActivityView) => answer.activities,
    }),
  ],
  answerOf: async (records, at, { authority, since }, context) =>
    activityView(await records.record(authority), at, context, { since }),
});

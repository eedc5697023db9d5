import { leadershipRoles } from '@monitoring-timeline/core';
import { z } from 'zod';
import {
  type LeadershipHistory,
  leadershipHistorySchema,
  tenureSchema,
} from '../answers/leadership.ts';
import { leadershipHistory } from '../views/leadership/leadership-history.ts';
import { columnsOf } from './column.ts';
import { choiceWord } from './options.ts';
import { question } from './question.ts';
import { table } from './table.ts';
import { toldColumns } from './told-columns.ts';

const tenure = columnsOf(tenureSchema);

export const leadership = question({
  name: 'leadership',
  about: 'authority',
  summary: 'Who held which post, as far as sources tell; silence is never a vacancy',
  england: 'board',
  words: z.strictObject({
    role: choiceWord(leadershipRoles, 'One role, such as dcs.', 'role').optional(),
  }),
  answer: leadershipHistorySchema,
  tables: () => [
    table({
      name: 'leadership',
      meaning:
        'Who held which public office, as far as sources tell. Silence is neither a vacancy nor proof that a tenure goes on.',
      grain: 'One row for each time of one person, named or not, in one post.',
      key: ['role', 'because'],
      columns: [
        ...tenure.fields('role', 'title', 'person', 'personId', 'status', 'jointWith'),
        ...tenure.fields('organisation', 'from', 'to', 'appointed'),
        ...tenure.at('seen.first', { name: 'first_seen' }),
        ...tenure.at('seen.last', { name: 'last_seen' }),
        ...toldColumns,
        ...tenure.fields('confirmed', 'byAddress'),
        ...tenure.at('months.atLeast', {
          meaning:
            'Whole months in post by the end, or by the day asked about: the least where dates are coarse.',
        }),
        ...tenure.at('months.atMost', { meaning: 'The most, where dates are coarse.' }),
        ...tenure.fields('uncertain', 'reportedBy', 'because'),
      ],
      rows: (answer: LeadershipHistory) => answer.tenures,
    }),
  ],
  answerOf: async (records, at, { authority, role }, context) =>
    leadershipHistory(await records.record(authority), at, context, { role }),
});

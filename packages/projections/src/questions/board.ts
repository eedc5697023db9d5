import { england } from '@monitoring-timeline/core';
import { z } from 'zod';
import { type BoardRow, boardRowSchema } from '../answers/board.ts';
import { type DueRow, dueRowSchema } from '../answers/due.ts';
import { unhurried } from '../engine/breath.ts';
import { boardRow } from '../views/across/board.ts';
import { chosenAuthorities } from '../views/across/chosen-authorities.ts';
import { dueOf } from '../views/reinspection/due.ts';
import { columnsOf } from './column.ts';
import { authorityWord, ownListWord, regionWord } from './options.ts';
import { question } from './question.ts';
import { summaryColumns } from './summary-columns.ts';
import { authorityColumns, codeColumns, table } from './table.ts';

const row = columnsOf(boardRowSchema);
const clock = z.strictObject({ next: dueRowSchema.nullable() });
const next = columnsOf<typeof clock, BoardClock>(clock);

type BoardClock = BoardRow & { readonly next: DueRow | null };

export const board = question({
  name: 'board',
  about: 'many',
  summary: 'One row an authority: standing, trajectory, last and next activity, due',
  words: z.strictObject({
    region: regionWord,
    authority: authorityWord('board'),
    authorities: ownListWord,
  }),
  answer: z.array(boardRowSchema),
  key: ({ authority }) => [authority.name, authority.key],
  tables: () => [
    table({
      name: 'board',
      meaning: 'Standing, trajectory, last and next activity and the next inspection, in one row.',
      grain: 'One row for each authority that existed on the day, alphabetical by name.',
      key: ['authority'],
      columns: [
        ...authorityColumns<BoardClock>(({ authority }) => authority),
        ...codeColumns<BoardClock>(({ authority }) => authority),
        ...row.at('standing.status', { name: 'status' }),
        ...row.at('standing.overall', { name: 'overall' }),
        ...row.at('standing.framework', { name: 'framework' }),
        ...row.at('standing.published', { name: 'published' }),
        ...row.at('standing.inadequateAreas', { name: 'inadequate_areas' }),
        ...summaryColumns<BoardClock>(({ trajectory }) => trajectory),
        ...row.at('trajectory.improved', { name: 'improved' }),
        ...row.at('trajectory.declined', { name: 'declined' }),
        ...row.at('trajectory.unchanged', { name: 'unchanged' }),
        ...row.at('trajectory.notComparable', { name: 'not_comparable' }),
        ...row.at('lastActivity.activity', { name: 'last_activity' }),
        ...row.at('lastActivity.kind'),
        ...row.at('lastActivity.end'),
        ...row.at('lastActivity.daysAgo', { name: 'days_since_last_activity' }),
        ...row.at('nextActivity.start', {
          meaning: 'First day of what is announced for a later day.',
        }),
        ...next.at('next.opens', { name: 'next_inspection_opens' }),
        ...next.at('next.due', { name: 'next_inspection_due' }),
        ...next.at('next.closes', { name: 'next_inspection_closes' }),
        ...next.at('next.status', { name: 'next_inspection_status' }),
        ...next.at('next.certainty', { name: 'next_inspection_certainty' }),
        row.integer(
          'priority_actions',
          'Visits since the report whose letters name areas for priority action.',
          ({ priorityActions }) => priorityActions.length,
          { unit: 'visits' },
        ),
        row.list(
          'interventions',
          'Interventions that stand as far as anybody knows; empty means that none is known.',
          ({ interventions }) => interventions.map(({ instrument }) => instrument),
        ),
        ...row.fields('because'),
      ],
      rows: (answer: readonly BoardRow[]) =>
        answer.map((one): BoardClock => {
          const graded = one.due.find(({ activity }) => activity === 'graded_inspection');
          return { ...one, next: graded ?? null };
        }),
    }),
  ],
  async answerOf(records, at, asked, context) {
    const { policy, directory } = context;
    const all = await records.all();
    const national = all.get(england);
    const rows: BoardRow[] = [];
    // every authority of England is long work
    for await (const record of unhurried(chosenAuthorities(all, at, directory, asked))) {
      const due = () => dueOf(record, at, { policy, directory, national });
      rows.push(boardRow(record, at, context, { ...asked, due }));
    }
    return rows;
  },
});

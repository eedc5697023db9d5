import type { EpochDay, PartialDate } from '@monitoring-timeline/core';
import { z } from 'zod';
import { type Commitment, commitmentSchema } from '../answers/commitments.ts';
import { monthsFrom } from '../asking/dates.ts';
import { commitments as commitmentsView } from '../views/across/commitments.ts';
import { columnsOf } from './column.ts';
import { authorityWord, dateOrMonthsWord, dateWord, ownListWord, regionWord } from './options.ts';
import { question } from './question.ts';
import { authorityColumns, table } from './table.ts';
import { toldColumns } from './told-columns.ts';

const row = columnsOf(commitmentSchema);

export const commitments = question({
  name: 'commitments',
  about: 'many',
  summary: 'What authorities said that they would do, and by when',
  words: z.strictObject({
    by: dateWord('Due on or before this day, month or year.').optional(),
    within: dateOrMonthsWord(
      'Due within a month, a year or two ends (2020-01/2020-06), or 6m.',
    ).optional(),
    authority: authorityWord('picture'),
    authorities: ownListWord,
    region: regionWord,
  }),
  answer: z.array(commitmentSchema),
  key: ({ authority, topic, because }) => [authority.name, authority.key, topic, ...because],
  tables: () => [
    table({
      name: 'commitments',
      meaning:
        'What authorities said that they would do, and by when. Whether it was kept no kind of source on record tells.',
      grain: 'One row for each commitment.',
      key: ['authority', 'topic', 'because'],
      columns: [
        ...authorityColumns<Commitment>(({ authority }) => authority),
        ...row.fields('topic', 'made', 'due', 'dueFrom', 'dueTo', 'status'),
        ...toldColumns,
        ...row.fields('publisher', 'title', 'locator', 'recordTo', 'because'),
      ],
      rows: (answer: readonly Commitment[]) => answer,
    }),
  ],
  async answerOf(records, at, { by: dueBy, within, ...chosen }, context) {
    const dueWithin = spanMeant(within, at.asOf);
    return commitmentsView(await records.all(), at, context, { ...chosen, dueBy, dueWithin });
  },
});

/** A span as given, or so many months from the day asked about. */
function spanMeant(within: PartialDate | number | undefined, asOf: EpochDay) {
  return typeof within === 'number' ? monthsFrom(asOf, within) : within;
}

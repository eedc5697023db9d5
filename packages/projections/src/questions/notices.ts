import { isoDay } from '@monitoring-timeline/core';
import { z } from 'zod';
import { type IssuedNotice, issuedNoticeSchema } from '../answers/notices.ts';
import { sinceDay } from '../asking/dates.ts';
import { wantsNotice } from '../notices/interest.ts';
import { columnsOf } from './column.ts';
import { interestMeant, interestWords } from './interest-words.ts';
import { noticeWord, sinceWord } from './options.ts';
import { question } from './question.ts';
import { table } from './table.ts';
import { valuesIn } from './values.ts';

const issued = columnsOf(issuedNoticeSchema);

export const notices = question({
  name: 'notices',
  about: 'log',
  summary: 'What was issued as notice, in its order; what is due by now is issued first',
  words: z.strictObject({
    after: noticeWord('Only those after this one, by its `checkpoint` or `sequence`.').optional(),
    since: sinceWord('Only those of this day or later.').optional(),
    ...interestWords,
  }),
  dates: [],
  beyondLog: true,
  answer: z.array(issuedNoticeSchema),
  key: ({ sequence }) => [sequence],
  tables: () => [
    table({
      name: 'notices',
      meaning:
        'What was told to those who watch: what the log or the calendar changed since notices began.',
      grain: 'One row for each notice, in the order in which they were issued.',
      key: ['id'],
      columns: [
        ...issued.fields(
          'sequence',
          'checkpoint',
          'id',
          'kind',
          'weight',
          'authority',
          'issued',
          'day',
          'known',
          'late',
          'title',
          'text',
          'position',
        ),
        issued.list('subject', 'What it is about, by kind: NAME=VALUE each.', ({ subject }) =>
          valuesIn(subject).map(({ path, value }) => `${path}=${value}`),
        ),
        ...issued.fields('because'),
      ],
      rows: (answer: readonly IssuedNotice[]) => answer,
    }),
  ],
  async answerOf(records, at, { after, since, ...words }, { directory }) {
    const interest = interestMeant(words, directory);
    const number = since && 'sequence' in since ? since.sequence : undefined;
    const from = since && sinceDay(since, at.knownAt);
    const all = await records.notices(after ?? number);
    return all.filter(
      (notice) =>
        wantsNotice(interest, notice) &&
        (number === undefined || notice.sequence > number) &&
        (from === undefined || notice.day >= isoDay(from)),
    );
  },
});

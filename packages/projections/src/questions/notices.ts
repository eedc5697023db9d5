import { z } from 'zod';
import { type IssuedNotice, issuedNoticeSchema } from '../answers/notices.ts';
import { regionsMeant } from '../views/picture/picture.ts';
import { columnsOf } from './column.ts';
import { question } from './question.ts';
import { table } from './table.ts';
import { valuesIn } from './values.ts';
import { authorityWord, regionWord, sequenceWord } from './words.ts';

const issued = columnsOf(issuedNoticeSchema);

export const notices = question({
  name: 'notices',
  about: 'log',
  summary: 'What was issued as notice, in its order; what is due by now is issued first',
  words: z.strictObject({
    after: sequenceWord('Only those after this one, by its `sequence`.').optional(),
    region: regionWord,
    authority: authorityWord('notices'),
  }),
  dates: [],
  beyondLog: true,
  answer: z.array(issuedNoticeSchema),
  key: ({ sequence }) => [sequence],
  tables: [
    table({
      name: 'notices',
      meaning:
        'What was told to those who watch: what the log or the calendar changed since notices began.',
      grain: 'One row for each notice, in the order in which they were issued.',
      key: ['id'],
      columns: [
        ...issued.fields(
          'sequence',
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
  async answerOf(records, _at, { after, region, authority }, { directory }) {
    const key = authority === undefined ? undefined : directory.resolve(authority).key;
    const regions = region === undefined ? undefined : regionsMeant(region);
    const all = await records.notices(after);
    return all.filter(
      (notice) =>
        (key === undefined || notice.authority === key) &&
        (!regions || regions.has(directory.region(notice.authority) ?? '')),
    );
  },
});

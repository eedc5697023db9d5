import { z } from 'zod';
import { type ListedAuthority, listedAuthoritySchema } from '../answers/list.ts';
import { list as listView } from '../views/across/list.ts';
import { columnsOf } from './column.ts';
import { question } from './question.ts';
import { authorityColumns, codeColumns, table } from './table.ts';
import { authorityWord, conditionWord, regionWord } from './words.ts';

const row = columnsOf(listedAuthoritySchema);

export const list = question({
  name: 'list',
  about: 'many',
  summary: 'The authorities in a standing, alphabetical',
  words: z.strictObject({
    where: z.array(conditionWord).max(10).optional().meta({
      description: 'AREA=GRADE; given several times, all must hold.',
      value: 'area=grade',
    }),
    region: regionWord,
    authority: authorityWord('picture'),
    neighboursOf: authorityWord('picture').meta({
      description: 'Among the statistical neighbours of this one.',
      value: 'authority',
    }),
  }),
  answer: z.array(listedAuthoritySchema),
  key: ({ authority }) => [authority.name, authority.key],
  tables: [
    table({
      name: 'list',
      meaning:
        'Authorities with their codes, their overall grade, and the grades that were asked for.',
      grain: 'One row for each authority that existed on the day, alphabetical by name.',
      key: ['authority'],
      columns: [
        ...authorityColumns<ListedAuthority>(({ authority }) => authority),
        ...codeColumns<ListedAuthority>(({ authority }) => authority),
        ...row.fields('status', 'overall'),
        row.list('grades', 'The grades that were asked for, each as AREA=GRADE.', ({ grades }) =>
          grades.map(({ area, grade }) => `${area}=${grade}`),
        ),
        ...row.fields('because'),
      ],
      rows: (answer: readonly ListedAuthority[]) => answer,
    }),
  ],
  answerOf: async (records, at, asked, context) =>
    listView(await records.all(), at, context, asked),
});

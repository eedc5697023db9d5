import { bounds } from '@monitoring-timeline/core';
import { z } from 'zod';
import { type ListedAuthority, listedAuthoritySchema } from '../answers/list.ts';
import { trajectoryLabelSchema } from '../answers/trajectory.ts';
import { list as listView } from '../views/across/list.ts';
import { columnsOf } from './column.ts';
import {
  authorityWord,
  choiceWord,
  conditionWord,
  dateWord,
  flagWord,
  ownListWord,
  regionWord,
} from './options.ts';
import { question } from './question.ts';
import { authorityColumns, codeColumns, table } from './table.ts';

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
    anyInadequate: flagWord('Inadequate overall or in any area.'),
    trajectory: choiceWord(
      trajectoryLabelSchema.options,
      'How the latest report moved: improving, declining, mixed, unchanged or another.',
      'label',
    ).optional(),
    priorityAction: flagWord('A visit since the latest report named an area for priority action.'),
    intervention: flagWord('A government intervention stands, as far as anybody knows.'),
    improvedSince: dateWord('Standing better than on that day, by what is known now.').optional(),
    region: regionWord,
    authority: authorityWord('picture'),
    authorities: ownListWord,
    neighboursOf: authorityWord('picture').meta({
      description: 'Among the statistical neighbours of this one.',
      value: 'authority',
    }),
  }),
  answer: z.array(listedAuthoritySchema),
  key: ({ authority }) => [authority.name, authority.key],
  tables: () => [
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
        row.list(
          'moved',
          'Where movement was asked for: each grade that moved, as AREA=FROM>TO.',
          ({ moved }) => (moved ?? []).map(({ area, from, to }) => `${area}=${from}>${to}`),
        ),
        ...row.fields('recordTo', 'because'),
      ],
      rows: (answer: readonly ListedAuthority[]) => answer,
    }),
  ],
  answerOf: async (records, at, { improvedSince, ...asked }, context) =>
    listView(await records.all(), at, context, {
      ...asked,
      improvedSince: improvedSince && bounds(improvedSince).startEarliest,
    }),
});

import { type Themes, themeSchema, themesSchema } from '../answers/themes.ts';
import { themes as themesView } from '../views/themes.ts';
import { columnsOf } from './column.ts';
import { question } from './question.ts';
import { table } from './table.ts';
import { toldColumns } from './told-columns.ts';

const theme = columnsOf(themeSchema);

export const themes = question({
  name: 'themes',
  about: 'authority',
  summary: 'What inspectors raised, and what a later visit still found',
  england: 'findings',
  answer: themesSchema,
  tables: () => [
    table({
      name: 'themes',
      meaning:
        'What inspectors raised, and whether a later visit found it again. What an analyst links is nobody’s finding and stands in rows of its own.',
      grain: 'One row for each theme of an authority in one reader’s word.',
      key: ['theme', 'asserted_by'],
      columns: [
        ...theme.fields('theme', 'topic', 'assertedBy', 'status'),
        ...toldColumns,
        ...theme.fields('reportsSince', 'occasions'),
        theme.text(
          'first_raised',
          'When it was first raised, as precise as its source.',
          (row) => row.raised[0]?.when,
        ),
        theme.text(
          'last_seen',
          'When it was last raised or found again.',
          (row) => (row.stillEvident.at(-1) ?? row.raised.at(-1))?.when,
        ),
        theme.text(
          'resolved',
          'When a source said that it was resolved.',
          (row) => row.resolved.at(-1)?.when,
        ),
        ...theme.fields('because'),
      ],
      rows: (answer: Themes) => answer.themes,
    }),
  ],
  answerOf: async (records, at, { authority }, context) =>
    themesView(await records.record(authority), at, context),
});

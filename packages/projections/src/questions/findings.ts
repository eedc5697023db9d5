import { z } from 'zod';
import {
  type FindingTopic,
  findingKindSchema,
  findingShownSchema,
  findingTopicSchema,
} from '../answers/findings.ts';
import { findings as findingsView } from '../views/across/findings.ts';
import { columnsOf } from './column.ts';
import { authorityWord, choiceWord, ownListWord, regionWord, textWord } from './options.ts';
import { question } from './question.ts';
import { table } from './table.ts';
import { toldColumns } from './told-columns.ts';

const schema = z.strictObject({ group: findingTopicSchema, ...findingShownSchema.shape });
const found = columnsOf(schema);
const one = columnsOf(findingShownSchema);

export const findings = question({
  name: 'findings',
  about: 'many',
  summary: 'What reports ask to be improved, by topic',
  words: z.strictObject({
    topic: textWord('Code of a theme, or words of a topic.', 'words').optional(),
    kind: choiceWord(
      findingKindSchema.options,
      'Only what reports call recommendation, improvement point, priority action or good practice; good practice has to be named.',
      'kind',
    ).optional(),
    region: regionWord,
    authority: authorityWord('picture'),
    authorities: ownListWord,
  }),
  answer: z.array(findingTopicSchema),
  key: ({ topic }) => [topic],
  tables: () => [
    table({
      name: 'findings',
      meaning: 'What reports ask to be improved, by topic.',
      grain: 'One row for each point of a report that asks for improvement.',
      key: ['authority', 'topic_group', 'published_as_given', 'kind', 'number', 'topic'],
      columns: [
        ...one.fields('authority', 'name'),
        {
          name: 'region',
          type: 'text',
          meaning: 'Region of England, by the scheme of official statistics.',
          of: ({ region }: { readonly region: string | null }) => region,
        },
        ...found.at('group.topic', { name: 'topic_group' }),
        ...found.at('group.recurring', { name: 'recurring' }),
        ...one.fields('kind', 'number', 'topic', 'theme', 'framework'),
        ...one.fields('published'),
        ...toldColumns,
        ...one.fields('reportsSince', 'gradedReports', 'publisher', 'locator'),
        ...found.at('group.recordTo', { name: 'record_to' }),
        ...one.fields('because'),
      ],
      rows: (answer: readonly FindingTopic[], { directory }) =>
        answer.flatMap((group) =>
          group.findings.map((finding) => ({
            ...finding,
            group,
            region: directory.region(finding.authority) ?? null,
          })),
        ),
    }),
  ],
  answerOf: async (records, at, { kind, ...asked }, context) =>
    findingsView(await records.all(), at, context, { ...asked, kinds: kind && [kind] }),
});

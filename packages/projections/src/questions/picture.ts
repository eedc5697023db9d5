import { areas } from '@monitoring-timeline/core';
import { z } from 'zod';
import { areaSchema } from '../answers/common.ts';
import {
  type AreaCounts,
  type Picture,
  type PictureGroup,
  pictureSchema,
} from '../answers/picture.ts';
import { picture as pictureView } from '../views/picture/picture.ts';
import { compareWithPublished } from '../views/picture/published-table.ts';
import { columnsOf } from './column.ts';
import { choiceWord, frameworkWord, regionWord } from './options.ts';
import { question } from './question.ts';
import { table } from './table.ts';

const counted = z.strictObject({
  on: z.iso.date().describe('The day of the counts: `as_of`, or the same day of an earlier year.'),
  group: z
    .string()
    .nullable()
    .describe('Region, type or framework, as asked for with `by`; empty for all together.'),
  area: areaSchema.describe('What was judged, across frameworks.'),
  combined: z
    .boolean()
    .describe('Grades that children in care and care leavers were given together, counted apart.'),
  grade: z.string().describe('Grade, or what stands in its place.'),
  count: z
    .int()
    .meta({ description: 'Authorities, or reports, that hold it.', unit: 'authorities' }),
  judged: z.int().nullable().meta({
    description: 'Those that hold any grade in the area; empty beside a word that is no grade.',
    unit: 'authorities',
  }),
  percent: z.int().nullable().meta({
    description: 'Share of `judged`, rounded: shares need not sum to 100.',
    unit: 'whole percent',
  }),
  recordTo: z.iso.date().nullable().describe('How far the record of graded inspections reaches.'),
});

type CountedRow = z.output<typeof counted>;

export const picture = question({
  name: 'picture',
  about: 'many',
  summary: 'How many authorities hold each grade, in England or a region',
  words: z.strictObject({
    region: regionWord,
    framework: frameworkWord,
    by: choiceWord(['region', 'type', 'framework'], 'Counts in groups.', 'what').optional(),
    every: choiceWord(['year'], 'The same day of every earlier year, too.', 'period').optional(),
    count: choiceWord(
      ['authorities', 'reports'],
      'Standings, or every report published.',
      'what',
    ).optional(),
  }),
  answer: pictureSchema,
  tables: () => [
    table({
      name: 'picture',
      meaning:
        'How many authorities hold each grade in each area, in the whole of England and in each group that was asked for.',
      grain: 'One row for each day, group, area and grade.',
      key: ['on', 'group', 'area', 'combined', 'grade'],
      askedWith: { by: 'region' },
      columns: columnsOf(counted).fields(
        'on',
        'group',
        'area',
        'combined',
        'grade',
        'count',
        'judged',
        'percent',
        'recordTo',
      ),
      *rows({ series = [], ...whole }: Picture): Generator<CountedRow> {
        for (const { asOf, areas: own, groups = {}, recordTo } of [...series, whole]) {
          yield* countsOf(asOf, null, own, recordTo);
          for (const [group, { areas: its }] of Object.entries(groups).sort(([a], [b]) =>
            a < b ? -1 : 1,
          )) {
            yield* countsOf(asOf, group, its, recordTo);
          }
        }
      },
    }),
  ],
  watched: { filters: ['area'] },
  async answerOf(records, at, asked, { directory }) {
    const known = await records.all();
    const against = compareWithPublished(known, at, asked, directory);
    return {
      ...pictureView(known, at, asked, directory),
      ...(against.length > 0 ? { againstPublished: against } : {}),
    };
  },
});

function* countsOf(
  on: string,
  group: string | null,
  own: PictureGroup['areas'],
  recordTo: string | null,
): Generator<CountedRow> {
  for (const area of areas) {
    const counts = own[area];
    if (!counts) continue;
    const row = { on, group, area, recordTo };
    yield* gradesOf(counts).map((one) => ({ ...row, combined: false, ...one }));
    for (const [grade, count] of Object.entries(counts.notGraded)) {
      yield { ...row, combined: false, grade, count, judged: null, percent: null };
    }
    if (counts.combined) {
      yield* gradesOf(counts.combined).map((one) => ({ ...row, combined: true, ...one }));
    }
  }
}

function gradesOf({ counts, judged, percent }: Pick<AreaCounts, 'counts' | 'judged' | 'percent'>) {
  return Object.entries(counts).map(([grade, count]) => ({
    grade,
    count,
    judged,
    percent: percent[grade] ?? null,
  }));
}

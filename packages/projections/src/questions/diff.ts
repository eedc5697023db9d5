import { england, epochDay } from '@monitoring-timeline/core';
import { z } from 'zod';
import {
  type AnswerChange,
  type AuthorityDiff,
  answerChangeSchema,
  type Diff,
  diffSchema,
} from '../answers/diff.ts';
import { unhurried } from '../engine/breath.ts';
import { authorityDiff, diffOf } from '../views/learnt/diff.ts';
import { columnsOf } from './column.ts';
import { question } from './question.ts';
import { authorityColumns, table } from './table.ts';
import { authorityWord, dayWord } from './words.ts';

type Row = AnswerChange & {
  readonly key: string;
  readonly name: string;
  readonly region: string | null;
};

export const diff = question({
  name: 'diff',
  about: 'many',
  summary: 'What became known between two days, and which answers it changed',
  words: z.strictObject({
    from: dayWord('Known by the end of this day.'),
    to: dayWord('Against known by the end of this day.'),
    authority: authorityWord('diff').meta({ argument: true }),
  }),
  dates: ['asOf', 'recordedAt'],
  answer: diffSchema,
  tables: [
    table({
      name: 'diff',
      meaning: 'Which answers changed by what became known between two days.',
      grain: 'One row for each part of an answer that changed.',
      key: ['authority', 'field'],
      columns: [
        ...authorityColumns<Row>((row) => row),
        ...columnsOf(answerChangeSchema).fields('field', 'before', 'after'),
      ],
      rows: ({ authorities }: Diff, { directory }) =>
        authorities.flatMap(({ authority: key, name, answers }) =>
          answers.map((one): Row => ({ ...one, key, name, region: directory.region(key) ?? null })),
        ),
    }),
  ],
  watched: false,
  async answerOf(records, at, { from, to, authority }, { dates, policy, directory, nameOf }) {
    const key = authority === undefined ? undefined : directory.resolve(authority).key;
    const of = key === undefined ? (await records.all()).values() : [await records.record(key)];
    const national = await records.record(england);
    const [first, last] = [epochDay(from), epochDay(to)];
    const context = { directory, nameOf, policy, national };
    // without a day each end asks about its own
    const asOf = dates.asOf === undefined ? undefined : at.asOf;
    const options = { asOf, recordedAt: dates.recordedAt };
    const rows: AuthorityDiff[] = [];
    // answers of everybody at two days are long work
    for await (const record of unhurried(of)) {
      const row = authorityDiff(record, first, last, context, options);
      if (row) rows.push(row);
    }
    return diffOf(rows, first, last, options);
  },
});

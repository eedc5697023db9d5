import { type AuthorityKey, england, epochDay, isoDay } from '@monitoring-timeline/core';
import { z } from 'zod';
import {
  type AnswerChange,
  type AuthorityDiff,
  answerChangeSchema,
  type Diff,
  diffSchema,
} from '../answers/diff.ts';
import { WrongCall } from '../asking/wrong-call.ts';
import { unhurried, unhurriedly } from '../engine/breath.ts';
import { authoritiesWanted } from '../notices/interest.ts';
import { namedBy } from '../views/across/chosen-authorities.ts';
import { authorityDiff, diffOf, refuseReversed } from '../views/learnt/diff.ts';
import { summaryOf } from '../views/learnt/summary.ts';
import { columnsOf } from './column.ts';
import { authorityWord, dayWord, flagWord, regionWord, sinceWord } from './options.ts';
import { question } from './question.ts';
import { sinceMeant } from './since-meant.ts';
import { authorityColumns, table } from './table.ts';

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
    from: dayWord('Known by the end of this day; a week before the other unless given.').optional(),
    to: dayWord('Against known by the end of this day; today unless given.').optional(),
    since: sinceWord('In place of `from`.').optional(),
    region: regionWord,
    authority: authorityWord('diff').meta({ argument: true }),
    summary: flagWord('Counted and sorted: the standing first, then what is due, then the rest.'),
  }),
  dates: ['asOf', 'recordedAt', 'public'],
  answer: diffSchema,
  tables: () => [
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
  refuse({ from, since, to }, manner) {
    const [named, other] = [manner.parameter('from'), manner.parameter('since')];
    if (from !== undefined && since !== undefined) {
      throw new WrongCall(
        `Give ${named.name} or ${other.name}, and only one of them, for example ${named.example('2026-10-29')} or ${other.example('last-week')}.`,
        { parameter: 'since' },
      );
    }
    const first = from ?? (since && 'day' in since ? since.day : undefined);
    if (first !== undefined && to !== undefined) refuseReversed(epochDay(first), epochDay(to));
  },
  async answerOf(records, at, words, { dates, policy, directory, nameOf, manner }) {
    const { to = isoDay(at.knownAt), since, authority, region, summary } = words;
    const today = since === undefined ? epochDay(to) : at.knownAt;
    const from = words.from ?? (await sinceMeant(since, records, today, manner));
    const wanted = region === undefined ? undefined : authoritiesWanted({ region }, directory);
    // without a day each end asks about its own
    const asOf = dates.asOf === undefined ? undefined : at.asOf;
    const named = authority === undefined ? undefined : namedBy(authority, directory, asOf);
    const all = named
      ? await Promise.all(named.map(({ key }) => records.record(key)))
      : [...(await records.all()).values()];
    const of = all.filter((record) => !wanted || wanted.has(record.authority));
    const national = await records.record(england);
    const [first, last] = [epochDay(from), epochDay(to)];
    refuseReversed(first, last);
    const context = { directory, nameOf, policy, national };
    const options = { asOf, recordedAt: dates.recordedAt, publicOnly: dates.publicOnly };
    const rows: AuthorityDiff[] = [];
    // answers of everybody at two days are long work
    for await (const record of unhurried(of)) {
      const row = await unhurriedly(authorityDiff(record, first, last, context, options));
      if (row) rows.push(row);
    }
    const whole = diffOf(rows, first, last, context, options);
    if (!summary) return whole;
    const comeRound = new Set(policy.rules.filter(({ every }) => every).map(({ id }) => id));
    const regionOf = (one: AuthorityKey) => directory.region(one);
    return { ...whole, summary: summaryOf(whole.authorities, regionOf, comeRound) };
  },
});

import { england } from '@monitoring-timeline/core';
import { z } from 'zod';
import { type DueRow, dueRowSchema } from '../answers/due.ts';
import { checkRule } from '../asking/given.ts';
import type { Coordinates } from '../coordinates.ts';
import { chosenEntries } from '../views/across/chosen-authorities.ts';
import { dueOf } from '../views/reinspection/due.ts';
import { dueCertainties, dueStatuses } from '../views/reinspection/status-codes.ts';
import { columnsOf } from './column.ts';
import {
  authorityWord,
  choiceWord,
  monthsWord,
  ownListWord,
  regionWord,
  textWord,
} from './options.ts';
import { type QuestionContext, question, type RecordReader } from './question.ts';
import { authorityColumns, table } from './table.ts';

const row = columnsOf(dueRowSchema);

const words = z.strictObject({
  region: regionWord,
  authority: authorityWord('due').meta({ argument: true }),
  authorities: ownListWord,
  status: choiceWord(
    dueStatuses,
    'One status, such as overdue, due or window_open.',
    'status',
  ).optional(),
  certainty: choiceWord(
    dueCertainties,
    'How surely: certain, may_be_under_way or beyond_record.',
    'certainty',
  ).optional(),
  rule: textWord('One rule, such as ilacs-cycle.', 'id').optional(),
  within: monthsWord('What changes by the calendar within a span, such as 6m or 1y.').optional(),
});

/** Every clock that runs, of all authorities or of those that are named. @throws UnknownRegion, UnknownAuthority, WrongCall where no rule has that name */
export async function dueRows(
  records: RecordReader,
  at: Coordinates,
  asked: z.output<typeof words>,
  { policy, directory, manner }: QuestionContext,
): Promise<readonly DueRow[]> {
  checkRule(manner.parameter('rule'), asked.rule, [policy]);
  const national = await records.record(england);
  const context = { policy, directory, national };
  const chosen = chosenEntries(at, directory, asked).map(({ key }) => key);
  const rows: DueRow[] = [];
  for await (const record of records.each(chosen)) rows.push(...dueOf(record, at, context, asked));
  return rows;
}

export const due = question({
  name: 'due',
  about: 'many',
  summary: 'Which inspections, visits and statements are due, by which rule, how surely',
  words,
  answer: z.array(dueRowSchema),
  key: ({ authority, rule, anchor, activity, opens, due: on }) => [
    authority.name,
    authority.key,
    rule ?? activity,
    anchor?.event ?? anchor?.date ?? null,
    on ?? opens,
  ],
  tables: () => [
    table({
      name: 'due',
      meaning:
        'Which inspections, visits and statements are due, by which rule and how surely. A wait for an inspection is the inspectorate’s calendar, not a failing of the authority.',
      grain:
        'One row for each authority and rule whose clock runs; one without a rule where none says when the next graded inspection comes.',
      key: ['authority', 'rule', 'activity', 'anchor_as_given'],
      columns: [
        ...authorityColumns<DueRow>(({ authority }) => authority),
        ...row.fields('activity', 'rule'),
        ...row.at('version', { name: 'rule_version' }),
        ...row.at('label', { name: 'rule_label' }),
        ...row.fields('basis', 'owedBy', 'status', 'certainty', 'byCalendar'),
        ...row.fields('opens', 'due', 'closes', 'daysPast', 'daysPastWindow'),
        ...row.at('anchor.date', { name: 'anchor' }),
        ...row.at('anchor.kind'),
        ...row.at('anchor.event'),
        ...row.at('anchor.assumed'),
        ...row.at('anchor.exact'),
        ...row.at('next.on', { name: 'next_change' }),
        ...row.at('next.status'),
        ...row.at('underWay.start', { name: 'under_way_since' }),
        ...row.at('met.on'),
        ...row.fields('period', 'recordTo', 'verified'),
        ...row.at('source.title', { name: 'rule_source' }),
        ...row.fields('explanation'),
        row.list(
          'suspensions',
          'Spans in which the activity was suspended: first and last day.',
          ({ suspensions }) => suspensions.map(({ from, to }) => `${from}/${to ?? '..'}`),
        ),
        ...row.fields('policy', 'calendar', 'because'),
      ],
      rows: (answer: readonly DueRow[]) => answer,
    }),
  ],
  explained: async (answer) => (await import('../views/explain/parts.ts')).partsOfDue(answer),
  watched: {
    filters: ['rule'],
    rowName: ({ rule, anchor }, index) => `${rule ?? 'no_rule'}/${anchor?.date ?? index}`,
  },
  answerOf: dueRows,
});

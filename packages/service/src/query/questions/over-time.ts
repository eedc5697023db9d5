import { askDiff, askNotices, askReconciliation } from '@monitoring-timeline/projections';
import {
  answerChangeSchema,
  diffSchema,
  issuedNoticeSchema,
  reconciledCellSchema,
  reconciledRowSchema,
  reconciliationSchema,
} from '@monitoring-timeline/projections/answers';
import { z } from 'zod';
import { list, oneAnswer, type Query } from '../definition.ts';
import { address, day, words } from '../words.ts';

/** What was learnt when, and what a published table says beside ours. */
export const questionsOverTime: readonly Query[] = [
  oneAnswer({
    path: '/diff',
    summary: 'What became known between two days, and which answers it changed',
    words: {
      from: day.describe('Known by the end of this day.'),
      to: day.describe('Against known by the end of this day.'),
      authority: words.authority.optional(),
    },
    dates: ['asOf', 'recordedAt'],
    answer: diffSchema,
    ask: (given) => askDiff(given, address),
    table: {
      row: z.strictObject({ key: z.string(), name: z.string(), ...answerChangeSchema.shape }),
      rows: ({ authorities }) =>
        authorities.flatMap(({ authority: key, name, answers }) =>
          answers.map((one) => ({ key, name, ...one })),
        ),
    },
  }),
  oneAnswer({
    path: '/reconcile',
    summary: 'A published table beside ours, cell by cell, with who explains each difference',
    words: {
      snapshot: z
        .string()
        .min(1)
        .max(500)
        .describe('Title or event id of a published table on record.'),
      count: z
        .enum(['authorities', 'reports'])
        .optional()
        .describe('Standings, or every report published.'),
    },
    answer: reconciliationSchema,
    ask: askReconciliation,
    table: {
      row: z.strictObject({
        area: reconciledRowSchema.shape.area,
        ...reconciledCellSchema.shape,
      }),
      rows: ({ rows }) =>
        rows.flatMap(({ area, cells }) => cells.map((cell) => ({ area, ...cell }))),
    },
  }),
  list({
    path: '/notices',
    summary: 'What was issued as notice, in its order; what is due by now is issued first',
    words: {
      after: z
        .string()
        .min(1)
        .max(12)
        .optional()
        .describe('Only those after this one, by its `sequence`.'),
    },
    dates: 'none',
    beyondLog: true,
    row: issuedNoticeSchema,
    ask: (given) => askNotices(given, address),
    keyOf: ({ sequence }) => [sequence],
  }),
];

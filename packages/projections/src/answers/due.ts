import { z } from 'zod';
import { dueStatuses } from '../views/reinspection/status-codes.ts';
import type { Answer } from './answer.ts';
import { activityKindSchema, becauseSchema, keySchema } from './common.ts';

export const underWaySchema = z
  .strictObject({
    start: z.string().nullable(),
    end: z.string().nullable(),
    basis: z
      .string()
      .describe('What knowing of it rests on: `assumed` where only the later report told of it.'),
    because: becauseSchema,
  })
  .meta({
    id: 'UnderWay',
    description: 'An inspection that has begun and of which no grades are in force.',
  });

export const metSchema = z
  .strictObject({
    on: z.string().nullable(),
    because: becauseSchema,
  })
  .meta({ id: 'Met', description: 'What ended a clock.' });

export const dueRowSchema = z
  .strictObject({
    authority: z.strictObject({
      key: keySchema,
      name: z.string(),
      region: z.string().nullable(),
    }),
    rule: z
      .string()
      .nullable()
      .describe('Null where no rule says when the next graded inspection comes.'),
    version: z.string().nullable(),
    label: z.string().nullable(),
    basis: z.enum(['statutory', 'usual', 'observed']).nullable(),
    owedBy: z.enum(['inspectorate', 'authority', 'department']).nullable(),
    activity: activityKindSchema,
    anchor: z
      .strictObject({
        event: z
          .string()
          .nullable()
          .describe('Null for the day on which an authority of the shipped directory came to be.'),
        date: z.string(),
        kind: z.enum([
          'established',
          'intervention',
          'start',
          'end',
          'publication',
          'receipt',
          'last_visit',
        ]),
        assumed: z
          .boolean()
          .describe('True where the day stands in for one that is not on record.'),
        exact: z
          .boolean()
          .describe(
            'False where a source gives the day more coarsely: its last possible day is counted from.',
          ),
      })
      .nullable(),
    opens: z.string().nullable(),
    due: z.string().nullable(),
    closes: z.string().nullable(),
    status: z.enum(dueStatuses),
    byCalendar: z
      .enum(['due', 'not_yet', 'window_open', 'overdue'])
      .nullable()
      .describe(
        'Where the calendar alone stands, whatever has been begun or done; null without a deadline.',
      ),
    daysPast: z
      .number()
      .nullable()
      .describe(
        "Days after `due`, and after `closes`; 0 up to them, null without them, and where an authority's clock is not known.",
      ),
    daysPastWindow: z.number().nullable(),
    next: z
      .strictObject({
        status: z.enum(dueStatuses),
        on: z.string(),
      })
      .nullable()
      .describe(
        'What the calendar alone brings next, if nothing is done and the record reaches that far.',
      ),
    suspensions: z.array(
      z.strictObject({
        from: z.string(),
        to: z.string().nullable().describe('Null where its end was not known.'),
        reason: z.string(),
      }),
    ),
    expects: z.string().nullable().describe('Kind of inspection that is expected next.'),
    underWay: underWaySchema.nullable(),
    met: metSchema.nullable(),
    recordTo: z
      .string()
      .nullable()
      .describe('How far the record of the activity reaches; null where no source says.'),
    certainty: z.enum(['certain', 'may_be_under_way', 'beyond_record']),
    verified: z.boolean().describe('False where no primary source at hand confirms the rule.'),
    source: z
      .strictObject({
        title: z.string(),
        url: z.string().optional(),
      })
      .nullable(),
    policy: z
      .string()
      .describe('Policy and version of the table of working days behind the deadline.'),
    calendar: z.string(),
    explanation: z.string(),
    because: becauseSchema,
  })
  .meta({
    id: 'DueRow',
    description:
      'One clock of one authority: which rule, from when, how far, and why. All days are ISO.',
  });

export type UnderWay = Answer<typeof underWaySchema>;
export type Met = Answer<typeof metSchema>;
export type DueRow = Answer<typeof dueRowSchema>;

import { z } from 'zod';
import { dueCertainties, dueStatuses } from '../views/reinspection/status-codes.ts';
import type { Answer } from './answer.ts';
import {
  activityKindSchema,
  aheadSchema,
  authorityNamedSchema,
  basisSchema,
  becauseSchema,
  givenDate,
} from './common.ts';

export const underWaySchema = z
  .strictObject({
    start: givenDate.nullable().describe('First day on site of an inspection that has begun.'),
    end: givenDate.nullable().describe('Last day on site.'),
    basis: basisSchema.describe(
      'What knowing of it rests on: `assumed` where only the later report told of it.',
    ),
    because: becauseSchema,
  })
  .meta({
    id: 'UnderWay',
    description: 'An inspection that has begun and of which no grades are in force.',
  });

export const metSchema = z
  .strictObject({
    on: givenDate.nullable().describe('When it was done.'),
    because: becauseSchema,
  })
  .meta({ id: 'Met', description: 'What ended a clock.' });

export const dueRowSchema = z
  .strictObject({
    authority: authorityNamedSchema,
    rule: z.string().nullable().meta({
      description:
        'Code of the rule; null where no rule says when the next graded inspection comes.',
      source: 'packages/projections/src/policy/england-children',
    }),
    version: z.string().nullable().describe('Version of the rule.'),
    label: z.string().nullable().describe('The rule in words.'),
    basis: z
      .enum(['statutory', 'usual', 'observed'])
      .nullable()
      .describe('Whether a law or only usage says so, or only past waits.'),
    owedBy: z
      .enum(['inspectorate', 'authority', 'department'])
      .nullable()
      .describe('Who has to act.'),
    activity: activityKindSchema.describe('What is waited for.'),
    anchor: z
      .strictObject({
        event: z
          .string()
          .nullable()
          .describe(
            'Id of the event that gives the day; null for the day on which an authority of the shipped directory came to be.',
          ),
        date: givenDate.describe('The day that is counted from.'),
        kind: z
          .enum([
            'established',
            'intervention',
            'start',
            'end',
            'publication',
            'receipt',
            'last_visit',
          ])
          .describe('What happened on that day.'),
        assumed: z
          .boolean()
          .describe('True where the day stands in for one that is not on record.'),
        exact: z
          .boolean()
          .describe(
            'False where a source gives the day more coarsely: its last possible day is counted from.',
          ),
      })
      .nullable()
      .describe('What the clock counts from; null where it counts from nothing.'),
    opens: z.iso.date().nullable().meta({
      description: 'The window opens.',
      source: 'packages/projections/src/policy/england-children',
    }),
    due: z.iso.date().nullable().meta({
      description: 'The usual point, or the deadline.',
      source: 'packages/projections/src/policy/england-children',
    }),
    closes: z.iso.date().nullable().meta({
      description: 'The window closes.',
      source: 'packages/projections/src/policy/england-children',
    }),
    status: z.enum(dueStatuses).meta({
      description: 'Where the clock stands on the day.',
      source: 'packages/projections/src/views/reinspection/status-codes.ts',
    }),
    byCalendar: z
      .enum(['not_yet', 'window_open', 'due', 'overdue'])
      .nullable()
      .describe(
        'Where the calendar alone stands, whatever has been begun or done; null without a deadline.',
      ),
    daysPast: z.int().nullable().meta({
      description:
        'Days after `due`, those of a suspension that stops the clock not counted; 0 up to it, null without it, and where an authority’s clock is not known.',
      unit: 'calendar days',
      elapsing: true,
    }),
    daysPastWindow: z.int().nullable().meta({
      description: 'Days after `closes`, as `daysPast`.',
      unit: 'calendar days',
      elapsing: true,
    }),
    next: z
      .strictObject({
        status: z.enum(dueStatuses).describe('The status that comes next.'),
        on: z.iso.date().describe('When the calendar alone changes the status next.'),
      })
      .nullable()
      .describe(
        'What the calendar alone brings next, if nothing is done and the record reaches that far.',
      ),
    suspensions: z
      .array(
        z.strictObject({
          from: z.string().describe('First day, ISO.'),
          to: z.string().nullable().describe('Null where its end was not known.'),
          reason: z.string().describe('Why, in words.'),
        }),
      )
      .describe(
        'Days on which the activity was suspended; whether the clock stood still in them, the rule says.',
      ),
    expects: z.string().nullable().describe('Kind of inspection that is expected next.'),
    underWay: underWaySchema.nullable(),
    met: metSchema.nullable(),
    period: z
      .int()
      .nullable()
      .describe(
        'Which time it is, where a clock comes round: 1 is the first after its anchor. Null where it does not.',
      ),
    recordTo: z.iso
      .date()
      .nullable()
      .describe(
        'How far the record of the activity reaches: after it, silence proves nothing; null where no source says.',
      ),
    certainty: z.enum(dueCertainties).meta({
      description:
        'How surely: inspectors may have been there without its being public, or the record may not reach that far.',
      source: 'packages/projections/src/views/reinspection/status-codes.ts',
    }),
    verified: z.boolean().describe('False where no primary source at hand confirms the rule.'),
    source: z
      .strictObject({
        title: z.string().describe('Where the rule was read.'),
        url: z.string().optional().describe('Address of the source; absent where none is given.'),
      })
      .nullable()
      .describe('Source of the rule; null where no rule is behind the row.'),
    policy: z.string().describe('Policy and its version.'),
    calendar: z.string().describe('Version of the table of working days.'),
    explanation: z.string().meta({ description: 'The row in words.', elapsing: true }),
    because: becauseSchema,
    ahead: aheadSchema,
  })
  .meta({
    id: 'DueRow',
    description:
      'One clock of one authority: which rule, from when, how far, and why. All days are ISO.',
  });

/** An inspection that has begun and whose report is not out: its clock is not overdue. */
export type UnderWay = Answer<typeof underWaySchema>;
/** What ended a clock, and when. */
export type Met = Answer<typeof metSchema>;
/**
 * One clock of one authority: the rule, the day it counts from, its window, where it stands and why. All days are ISO; a rule of
 * usage is never called a breach.
 */
export type DueRow = Answer<typeof dueRowSchema>;

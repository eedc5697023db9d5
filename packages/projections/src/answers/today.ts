import { z } from 'zod';
import { noticeKinds } from '../notices/kinds.ts';
import { activityViewSchema } from './activity.ts';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  areaSchema,
  asOfSchema,
  authorityNamedSchema,
  becauseSchema,
  givenDate,
  knownAtSchema,
  recordedAtSchema,
  standingGradeSchema,
} from './common.ts';
import { answerChangeSchema } from './diff.ts';
import { dueRowSchema } from './due.ts';
import { noticeRuleSchema, noticeSourceSchema } from './notices.ts';
import { standingSchema } from './standing.ts';

export const todayChangeSchema = z
  .strictObject({
    place: z.int().meta({ description: 'Place in the list: 1 is to be looked at first.' }),
    kind: z.enum(noticeKinds).describe('What it tells, by the kinds of notices.'),
    weight: z
      .int()
      .min(1)
      .max(5)
      .describe('How much it asks of whoever reads it: 5 for the most, 1 for the least.'),
    authority: authorityNamedSchema,
    on: givenDate
      .nullable()
      .describe('Day that it counts from: of publication, or of the clock that reached it.'),
    known: z.iso
      .date()
      .nullable()
      .describe('Day from which it was public; null where nothing was published.'),
    came: z.iso
      .date()
      .nullable()
      .describe('Day on which it came in; null where a day was reached and nothing came in.'),
    late: z
      .boolean()
      .describe('True where it had been public for more than thirty days when it came in.'),
    title: z.string().describe('What it says in one line.'),
    text: z.string().describe('What it says in sentences that can be passed on.'),
    why: z.string().nullable().describe('Why it matters, in words, where a rule says so.'),
    moved: z
      .array(
        z
          .strictObject({
            area: areaSchema,
            before: standingGradeSchema
              .nullable()
              .describe('Grade before, or what stood in its place; null where there was none.'),
            after: standingGradeSchema
              .nullable()
              .describe('Grade now, or what stands in its place; null where there is none.'),
            direction: z
              .enum(['up', 'down'])
              .nullable()
              .describe(
                'Null where one of them is no grade, or was given to several areas together.',
              ),
          })
          .meta({ id: 'TodayMove' }),
      )
      .describe('Grades in force that are others, of a change of the standing.'),
    changes: z.array(answerChangeSchema).describe('What it moved, before and after by field.'),
    rule: noticeRuleSchema.nullable().describe('Why it matters, where a rule says so.'),
    sources: z.array(noticeSourceSchema).describe('Where it is written: at most five.'),
    because: becauseSchema,
  })
  .meta({ id: 'TodayChange', description: 'One change since a day, as it stands today.' });

export const todayAuthoritySchema = standingSchema
  .pick({
    authority: true,
    status: true,
    overall: true,
    areas: true,
    report: true,
    awaitingReport: true,
    priorityActions: true,
    interventions: true,
    interventionExpected: true,
    inadequateAreas: true,
    uncertain: true,
    because: true,
  })
  .meta({ id: 'TodayAuthority', description: 'Where one authority stands today.' });

export const todaySchema = z
  .strictObject({
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    recordedAt: recordedAtSchema,
    since: z.iso.date().describe('The day from which changes are told.'),
    within: z.int().meta({ description: 'How far `soon` looks ahead.', unit: 'months' }),
    recordTo: activityViewSchema.shape.recordTo,
    changes: z.array(todayChangeSchema).describe('What changed, the heaviest first.'),
    past: z
      .array(dueRowSchema)
      .describe('Clocks that are past, and those past of which nothing is known.'),
    awaited: z.array(dueRowSchema).describe('Reports that are awaited, by when one is usual.'),
    soon: z.array(dueRowSchema).describe('Clocks that open, fall due or close soon, by the day.'),
    authorities: z
      .array(todayAuthoritySchema)
      .describe('Every authority asked about, alphabetical: nobody is ranked.'),
    sources: z
      .array(noticeSourceSchema)
      .describe('Where priority actions, interventions and awaited inspections are written.'),
    because: becauseSchema,
  })
  .meta({ id: 'Today', description: 'What changed since a day, what stands, and what comes.' });

/** One change since a day, as it stands today; `place` 1 is to be looked at first. */
export type TodayChange = Answer<typeof todayChangeSchema>;
/** Where one authority stands today, in short. */
export type TodayAuthority = Answer<typeof todayAuthoritySchema>;
/** What changed since a day, what stands, and what comes: the page that a day begins with. */
export type Today = Answer<typeof todaySchema>;

import { z } from 'zod';
import { noticeKinds } from '../notices/kinds.ts';
import type { Answer } from './answer.ts';
import { becauseSchema, keySchema } from './common.ts';
import { answerChangeSchema } from './diff.ts';

export const noticeRuleSchema = z
  .strictObject({
    id: z.string().describe('Id of the rule in its policy.'),
    version: z.string().nullable().describe('Version of the rule; null where it has none.'),
    label: z.string().describe('The rule in words.'),
    basis: z.string().nullable().describe('Statutory, usual or observed.'),
    source: z.string().nullable().describe('Title of the source of the rule.'),
    due: z
      .string()
      .nullable()
      .describe('Day on which the clock of the rule falls due, ISO; null where it has none.'),
    closes: z
      .string()
      .nullable()
      .describe('Day on which its window closes, ISO; null where it has none.'),
  })
  .meta({ id: 'NoticeRule', description: 'The rule by which something matters.' });

export const noticeSourceSchema = z
  .strictObject({
    event: z.string().describe('Id of the event: `id` of the table `events`.'),
    publisher: z.string().describe('Who published the source.'),
    title: z.string().describe('Title of the source.'),
    locator: z.string().nullable().describe('Page, row or paragraph.'),
    url: z.string().nullable().describe('Address of the source; null where none is given.'),
  })
  .meta({ id: 'NoticeSource', description: 'Where it is written.' });

export const issuedNoticeSchema = z
  .strictObject({
    sequence: z.string().describe('Place in the order of issue: opaque, compares as text.'),
    checkpoint: z
      .string()
      .describe('Where to go on after it: `sequence`, and a mark that another history refuses.'),
    id: z
      .string()
      .describe('The same log, policy and clock give the same id, so that nobody is told twice.'),
    kind: z.enum(noticeKinds).describe('What it tells.'),
    weight: z
      .int()
      .min(1)
      .max(5)
      .describe('How much it asks of whoever reads it: 5 for the most, 1 for the least.'),
    authority: keySchema.describe('Key; `england` for what is about the log as a whole.'),
    issued: z.iso.datetime().describe('The instant of issue: the same on every channel.'),
    day: z
      .string()
      .describe('Day on which it was so, in London; of what is late, the day it came in.'),
    position: z
      .string()
      .nullable()
      .describe('Position of the event that caused it; null where a day was reached.'),
    known: z
      .string()
      .nullable()
      .describe('Day from which it was public; null where nothing was published.'),
    late: z
      .boolean()
      .describe('True where it had been public for more than thirty days when it came in.'),
    title: z.string().describe('What it says in one line.'),
    text: z.string().describe('What it says in sentences that can be passed on.'),
    subject: z
      .record(z.string(), z.unknown())
      .describe(
        'What it is about, by kind: the areas that moved, the rule and its anchor, the notice withdrawn. Persons stand as ids.',
      ),
    changes: z.array(answerChangeSchema).describe('What it moved, before and after by field.'),
    rule: noticeRuleSchema.nullable().describe('Why it matters, where a rule says so.'),
    sources: z.array(noticeSourceSchema).describe('Where it is written: at most five.'),
    because: becauseSchema,
  })
  .meta({ id: 'IssuedNotice', description: 'A notice in the order in which it was issued.' });

/** A notice in the order of its issue, in words that can be passed on, with its sources and why it matters. */
export type IssuedNotice = Answer<typeof issuedNoticeSchema>;

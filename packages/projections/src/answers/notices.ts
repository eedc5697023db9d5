import { z } from 'zod';
import { noticeKinds } from '../notices/notice.ts';
import type { Answer } from './answer.ts';
import { becauseSchema, keySchema } from './common.ts';

export const issuedNoticeSchema = z
  .strictObject({
    sequence: z.string().describe('Its place: opaque, compares as text.'),
    id: z
      .string()
      .describe('The same log, policy and clock give the same id, so that nobody is told twice.'),
    kind: z.enum(noticeKinds).describe('What is told.'),
    authority: keySchema.describe('Key of the authority.'),
    day: z.iso.date().describe('Day on which it was so, in London.'),
    position: z
      .string()
      .nullable()
      .describe('Position of the event that caused it; null where a day was reached.'),
    subject: z
      .record(z.string(), z.unknown())
      .describe(
        'What it is about, by kind: the areas that moved, the rule and its anchor, the notice withdrawn.',
      ),
    because: becauseSchema,
  })
  .meta({
    id: 'IssuedNotice',
    description: 'A notice in the order in which it was issued: opaque, compares as text.',
  });

export type IssuedNotice = Answer<typeof issuedNoticeSchema>;

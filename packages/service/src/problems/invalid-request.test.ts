import { expect, it } from 'vitest';
import { z } from 'zod';
import { inWords } from './invalid-request.ts';

it.each([
  [z.boolean(), 'yes', 'takes true or false, not a string'],
  [z.string(), 7, 'takes a string, not a number'],
  [z.array(z.string()).min(1), [], 'takes at least 1 item'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'takes at most 2 items'],
  [z.string().min(3), 'a', 'takes at least 3 characters'],
  [z.string().max(1), 'ab', 'takes at most 1 character'],
  [z.int().max(5), 6, 'takes at most 5'],
  [z.iso.date(), '1/2/2018', 'is no day; write year, month and day, such as 2018-07-25'],
  [z.enum(['source', 'ours']), 'theirs', 'is none of source, ours'],
  [z.string(), undefined, 'is missing'],
  [z.string().min(3, 'say in words why'), 'a', 'say in words why'],
])('what a check refuses is said with what it takes (%#)', (schema: z.ZodType, given, words) => {
  expect(schema.safeParse(given).error?.issues.map(({ message }) => inWords(message))).toEqual([
    words,
  ]);
});

import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  string: 'a text',
  array: 'a list',
  object: 'an object',
};

/** Why a setting cannot be taken, and which part of it, in the words of whoever wrote it rather than of the schema. */
export function reason(issue: z.core.$ZodIssue | undefined): string {
  const [, ...within] = issue?.path ?? [];
  return within.length === 0 ? why(issue) : `at ${within.join('.')}, ${why(issue)}`;
}

function why(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type') return `it is not ${kinds[issue.expected] ?? issue.expected}`;
  if (issue?.code === 'invalid_value') return `it is none of ${issue.values.join(', ')}`;
  if (issue?.code === 'too_big' && typeof issue.input !== 'string')
    return `the most is ${issue.maximum}`;
  if (issue?.code === 'too_small' && typeof issue.input !== 'string')
    return `the least is ${issue.minimum}`;
  return issue?.message ?? 'it does not fit';
}

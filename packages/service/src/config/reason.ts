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
  if (issue?.code === 'too_big') return beyond('most', Number(issue.maximum), issue.origin);
  if (issue?.code === 'too_small') return beyond('least', Number(issue.minimum), issue.origin);
  return issue?.message ?? 'it does not fit';
}

/** What of a value is counted, where it is not the value itself. */
const counted: Readonly<Record<string, readonly [string, string]>> = {
  string: [' character', ' characters'],
  array: [' entry', ' entries'],
};

function beyond(bound: 'most' | 'least', number: number, origin: string): string {
  return `the ${bound} is ${number}${counted[origin]?.[number === 1 ? 0 : 1] ?? ''}`;
}

import { z } from 'zod';
import { dateGiven, dayGiven, monthsGiven, monthsOf, sinceGiven } from '../asking/dates.ts';
import { authorityGiven, choiceGiven, frameworkGiven, noticeGiven } from '../asking/given.ts';
import type { Manner, Named } from '../asking/manner.ts';
import { WrongCall } from '../asking/wrong-call.ts';
import { InvalidCondition, parseCondition } from '../views/across/condition.ts';

const text = z.string().min(1).max(200);

/** Stands in a message for the word as whoever asks writes it, which is known where it is read. */
const marked: Named = { name: '{word}', example: (value) => `{example ${value}}` };
const markedManner: Manner = {
  parameter: (name) => ({ ...marked, name: `{word ${name}}` }),
  question: (name) => `{question ${name}}`,
};

/** A word whose text means something: a reader says what, or what is wrong with it. */
function read<T>(shape: z.ZodString, reader: (text: string) => T) {
  return shape.transform((given, context): T => {
    try {
      return reader(given);
    } catch (error) {
      if (!(error instanceof WrongCall)) throw error;
      context.issues.push({ code: 'custom', message: error.message, input: given });
      return z.NEVER;
    }
  });
}

/** A region of England. */
export const regionWord = text.optional().meta({
  description: 'A region of England, by name or code.',
  examples: ['North East'],
  value: 'name',
});

/** One authority, of a question about many; England is none. */
export const authorityWord = (instead = 'picture') =>
  read(text, (given) => authorityGiven(given, markedManner, instead))
    .optional()
    .meta({
      description:
        'One authority, by key, name, alias, URN, ONS or DfE code; several parted by commas.',
      examples: ['sunderland'],
      value: 'name',
    });

/** A day. */
export const dayWord = (description: string) =>
  read(text.max(20), (given) => dayGiven(marked, given)).meta({
    description,
    format: 'date',
    examples: ['2018-07-25'],
    value: 'day',
  });

/** A date as precise as it is written: a day, a month, a year, or two ends. */
export const dateWord = (description: string) =>
  read(text.max(30), (given) => dateGiven(marked, given)).meta({ description, value: 'date' });

/** A date as precise as it is written, or a span to come in months. */
export const dateOrMonthsWord = (description: string) =>
  read(text.max(30), (given) => monthsOf(given) ?? dateGiven(marked, given)).meta({
    description,
    value: 'date',
  });

/** A span to come, in months. */
export const monthsWord = (description: string) =>
  read(text.max(10), (given) => monthsGiven(marked, given)).meta({ description, value: 'span' });

/** One of several words, in any case, with spaces or hyphens. */
export const choiceWord = <const T extends string>(
  choices: readonly T[],
  description: string,
  value: string,
) =>
  read(text.max(60), (given) => choiceGiven(marked, given, choices)).meta({ description, value });

/** One framework. */
export const frameworkWord = read(text, (given) => frameworkGiven(marked, given))
  .optional()
  .meta({ description: 'One framework only, such as SIF or ILACS.', value: 'code' });

/** An area and its grade, `AREA=GRADE`. */
export const conditionWord = text.max(100).transform((given, context) => {
  try {
    return parseCondition(given);
  } catch (error) {
    if (!(error instanceof InvalidCondition)) throw error;
    context.issues.push({ code: 'custom', message: error.message, input: given });
    return z.NEVER;
  }
});

/** `checkpoint` or `sequence` of a notice, also without its leading zeros. */
export const noticeWord = (description: string) =>
  read(text.max(29), (given) => noticeGiven(marked, given)).meta({
    description,
    value: 'checkpoint',
  });

/** Since when: a day, a span back from today, or the number of a notice. */
export const sinceWord = (description: string) =>
  read(text.max(20), (given) => sinceGiven(marked, given)).meta({
    description: `${description} A day, last-week, a span back such as P7D, or the number of a notice.`,
    examples: ['last-week'],
    value: 'since',
  });

/** Any text, of which the answer says what it means. */
export const textWord = (description: string, value: string, longest = 200) =>
  text.max(longest).meta({ description, value });

/** Several authorities, of a question about many. */
export const ownListWord = z
  .array(textWord('One authority.', 'name'))
  .max(200)
  .optional()
  .meta({
    description:
      'A list of your own: several authorities, each by key, name, alias, URN, ONS or DfE code.',
    value: 'name',
    examples: [['sunderland', 'trafford']],
  });

/** Something that is so where it is set. */
export const flagWord = (description: string) => z.boolean().optional().meta({ description });

function isEmpty(given: unknown): boolean {
  return typeof given === 'object' && given !== null && Object.keys(given).length === 0;
}

/**
 * What the words of a question mean.
 * @throws WrongCall naming the word as whoever asks writes it, and what to write instead
 */
export function wordsMeant<W extends z.ZodObject>(
  schema: W,
  given: unknown,
  manner: Manner,
): z.output<W> {
  if (isEmpty(schema.shape) && isEmpty(given)) return {} as z.output<W>;
  const result = schema.safeParse(given);
  if (result.success) return result.data as z.output<W>;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0] ?? '');
  throw new WrongCall(messageOf(issue, manner, Object.keys(schema.shape)), { parameter: name });
}

function messageOf(
  issue: z.core.$ZodIssue | undefined,
  manner: Manner,
  taken: readonly string[],
): string {
  const named = manner.parameter(String(issue?.path[0] ?? ''));
  if (issue?.code === 'custom') {
    return issue.message
      .replaceAll(/\{word(?: (\w+))?\}/g, (_, name?: string) =>
        name === undefined ? named.name : manner.parameter(name).name,
      )
      .replaceAll(/\{example ([^}]*)\}/g, (_, value: string) => named.example(value))
      .replaceAll(/\{question ([^}]*)\}/g, (_, value: string) => manner.question(value));
  }
  if (issue?.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys;
    const names = taken.map((name) => manner.parameter(name).name).join(', ');
    return `${manner.parameter(unknown).name} means nothing here. ${names === '' ? 'Leave it out.' : `Give ${names}, or leave it out.`}`;
  }
  if (issue?.code === 'invalid_value') {
    return `${named.name} is not one of ${issue.values.join(', ')}. Write for example ${named.example(String(issue.values[0]))}.`;
  }
  if (issue?.code === 'invalid_type' && issue.input === undefined) {
    return `${named.name} is missing. Give it, for example ${named.example('VALUE')}.`;
  }
  return `${named.name}: ${issue?.message ?? 'is not as it should be'}.`;
}

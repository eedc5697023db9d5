import type { KindOfDocument, TableKind } from '@monitoring-timeline/ingest';
import type { Question } from '@monitoring-timeline/projections/questions';
import { z } from 'zod';

const asText = z.string('is no text');
const asFunction = z.custom<(...given: never[]) => unknown>(
  (given) => typeof given === 'function',
  'is no function',
);
const asList = z.array(z.unknown(), 'is no list');
const schemaShape = z.custom<z.ZodType>(
  (given) => typeof (given as { safeParse?: unknown } | null)?.safeParse === 'function',
  'is no schema of zod',
);
const snake = asText.regex(
  /^[a-z][a-z0-9_]*$/,
  'is not small letters, digits and underscores, beginning with a letter',
);

/** One sort of thing that a module brings. */
export interface Sort<T> {
  /** As a sentence calls one. */
  readonly noun: string;
  /** What shows that a thing is meant as one: it has the field `named`, and any of these. */
  readonly named: 'name' | 'kind';
  readonly toldBy: readonly string[];
  readonly shape: z.ZodType;
  /** How one is made, for whoever made it otherwise. */
  readonly advice: string;
  /** What it is, where it has its shape. */
  readonly as: (given: unknown) => T;
}

export const questions: Sort<Question> = {
  noun: 'question',
  named: 'name',
  toldBy: ['answerOf'],
  shape: z.looseObject({
    name: asText,
    about: z.enum(['authority', 'many', 'log'], 'is none of authority, many, log'),
    summary: asText,
    words: schemaShape,
    answer: schemaShape,
    tables: asList,
    answerOf: asFunction,
  }),
  advice: 'Make it with `question({...})` or `projection({...})`',
  as: (given) => given as Question,
};

export const documentKinds: Sort<KindOfDocument> = {
  noun: 'kind of document',
  named: 'kind',
  toldBy: ['recognise', 'extract'],
  shape: z.looseObject({
    kind: snake,
    examples: asList,
    recognise: asFunction,
    extract: asFunction,
  }),
  advice: 'Give it the fields of `KindOfDocument`',
  as: (given) => given as KindOfDocument,
};

export const tableKinds: Sort<TableKind> = {
  noun: 'kind of table',
  named: 'kind',
  toldBy: ['required', 'open'],
  shape: z.looseObject({
    kind: snake,
    required: z
      .array(z.array(asText, 'is no list of names').min(1, 'names no column'), 'is no list')
      .min(1, 'names no column'),
    recognises: asFunction.optional(),
    lacks: asFunction.optional(),
    gradeColumns: asFunction.optional(),
    release: z.boolean('is neither true nor false').optional(),
    comparisonOnly: asText.optional(),
    open: asFunction,
  }),
  advice: 'Give it the fields of `TableKind`',
  as: (given) => given as TableKind,
};

/** True for what shows itself as one of a sort, whether or not it is well made. */
export function isMeantAs({ named, toldBy }: Sort<unknown>, given: unknown): boolean {
  return hasField(given, named) && toldBy.some((field) => hasField(given, field));
}

export function hasField(given: unknown, field: string): boolean {
  return typeof given === 'object' && given !== null && field in given;
}

/** What is wrong with a thing as one of its sort, and what to do; undefined where nothing is. */
export function faultOf(
  { noun, named, shape, advice }: Sort<unknown>,
  given: unknown,
): string | undefined {
  const issues = shape.safeParse(given).error?.issues ?? [];
  if (issues.length === 0) return undefined;
  const name = (given as Readonly<Record<string, unknown>>)[named];
  const called = typeof name === 'string' ? ` "${name}"` : '';
  const wrong = issues.map(({ path, message }) => `\`${path.join('.')}\` ${message}`);
  return `its ${noun}${called} cannot be taken: ${wrong.join(', ')}. ${advice}`;
}

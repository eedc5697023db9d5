import { argumentOf, type Question, unwrapped } from '@monitoring-timeline/projections/questions';
import { z } from 'zod';
import { dateWords, pageWords, words } from './parameters.ts';

/** The address of a question below `/api`; a part that begins with a colon is a word. */
export function pathOf(question: Question): string {
  if (question.about !== 'authority') return `/${question.name}`;
  const argument = argumentOf(question);
  return `/authorities/:authority/${question.name}${argument === undefined ? '' : `/:${argument}`}`;
}

/** The words that stand in the address. */
export function paramsOf(question: Question): z.ZodObject {
  if (question.about !== 'authority') return z.strictObject({});
  const argument = argumentOf(question);
  return z.strictObject({
    authority: words.authority,
    ...(argument === undefined ? {} : { [argument]: shapeOf(question.words.shape[argument]) }),
  });
}

/** The words that stand in the query: those of the question, the dates that it takes, and the page of a list. */
export function queryOf(question: Question): z.ZodObject {
  const inPath = Object.keys(paramsOf(question).shape);
  const own = Object.entries(question.words.shape).filter(([name]) => !inPath.includes(name));
  return z.strictObject({
    ...written(Object.fromEntries(own)),
    ...Object.fromEntries(question.dates.map((name) => [name, dateWords[name]])),
    ...(question.key ? pageWords : {}),
  });
}

/** A word as it is written in an address, before it is read. */
function shapeOf(word: z.ZodType): z.ZodType {
  const { schema, meta } = unwrapped(word);
  const { description, examples, format } = meta;
  const told = {
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined ? {} : { examples: [...examples] }),
    ...(format === undefined ? {} : { format }),
  };
  const shape = writtenOf(schema);
  return (word.isOptional() ? shape.optional() : shape).meta(told);
}

type Words = Readonly<Record<string, z.ZodType>>;

type AsWritten<Value> = Value extends boolean
  ? 'true' | 'false' | ''
  : Value extends readonly (infer One)[]
    ? One | One[]
    : Value;

/** Words as they are written in an address: a flag as true or false, one of a list without the list. */
export type Written<W extends Words> = {
  readonly [N in keyof W]: z.ZodOptional<z.ZodType<AsWritten<Exclude<z.input<W[N]>, undefined>>>>;
};

export function written<W extends Words>(words: W): Written<W> {
  const shapes = Object.entries(words).map(([name, word]) => [name, shapeOf(word)]);
  return Object.fromEntries(shapes) as Written<W>;
}

function writtenOf(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodBoolean) return words.flag;
  if (schema instanceof z.ZodPipe) return writtenOf(schema.in as z.ZodType);
  if (!(schema instanceof z.ZodArray)) return schema;
  const one = writtenOf(schema.element as z.ZodType);
  const limits = schema.def.checks as readonly z.core.$ZodCheck<unknown[]>[] | undefined;
  return z.union([one, limits ? z.array(one).check(...limits) : z.array(one).max(10)]);
}

/** The words of a question as they were given, each as the question takes it. */
export function given(
  { words: own, about }: Question,
  all: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return {
    ...(about === 'authority' ? { authority: all.authority } : {}),
    ...asGiven(own.shape, all),
  };
}

/** Words as they were written, each as it is taken. */
export function asGiven(
  words: Words,
  all: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const taken = Object.entries(words).flatMap(([name, word]) =>
    all[name] === undefined ? [] : [[name, asTaken(unwrapped(word).schema, all[name])]],
  );
  return Object.fromEntries(taken);
}

function asTaken(schema: z.ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodBoolean) return value !== 'false';
  return schema instanceof z.ZodArray ? [value].flat() : value;
}

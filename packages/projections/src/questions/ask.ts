import { type Directory, type EpochDay, england } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from '../answers/answer.ts';
import type { Manner } from '../asking/manner.ts';
import { WrongCall } from '../asking/wrong-call.ts';
import type { Coordinates } from '../coordinates.ts';
import { unhurriedly } from '../engine/breath.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { unwrapped } from './fields.ts';
import { wordsMeant } from './options.ts';
import type {
  About,
  AnsweringContext,
  Question,
  QuestionContext,
  RecordReader,
  WordsMeant,
  WordsOf,
} from './question.ts';
import { shipped } from './shipped.ts';

/** How a program that calls the library writes words. */
export const calling: Manner = {
  parameter: (name) => ({ name, example: (value) => `${name}: '${value}'` }),
  question: (name) => name,
};

const defaults: Pick<QuestionContext, 'dates' | 'questions'> = {
  dates: {},
  questions: () => Promise.all(Object.values(shipped).map((load): Promise<Question> => load())),
};

/** A question whose words were read: the same for any log, at any dates. */
export interface PreparedQuestion<A extends z.ZodType = z.ZodType> {
  /** Key of the authority that a question about one is asked of, once the directory is at hand. @throws UnknownAuthority, AmbiguousAuthority */
  answer(records: RecordReader, at: Coordinates, context: AnsweringContext): Promise<Answer<A>>;
}

/**
 * Reads the words of a question before anything is opened.
 * @throws WrongCall where they mean nothing, or England is asked of what it has not
 */
export function readQuestion<Q extends About, W extends z.ZodObject, A extends z.ZodType>(
  question: Question<Q, W, A>,
  words: WordsOf<Question<Q, W, A>>,
  manner: Manner = calling,
): PreparedQuestion<A> {
  if (question.about !== 'authority') {
    const meant = wordsMeant(question.words, words, manner) as WordsMeant<Q, W>;
    question.refuse?.(meant, manner);
    return {
      answer: async (given, at, context) => {
        const records = readAt(given, at);
        return question.answerOf(
          records,
          at,
          meant,
          await answering(question, records, context, manner),
        );
      },
    };
  }
  const { authority, ...others } = words as { readonly authority?: unknown };
  const named = authorityNamed(question, authority, manner);
  const meant = wordsMeant(question.words, others, manner);
  question.refuse?.(meant, manner);
  return {
    answer: async (given, at, context) => {
      const records = readAt(given, at);
      const key = keyOf(named, context.directory, at);
      const all = { ...meant, authority: key } as WordsMeant<Q, W>;
      return question.answerOf(
        records,
        at,
        all,
        await answering(question, records, context, manner),
      );
    },
  };
}

/**
 * An answer, marked where a day that was asked for is still to come: in each row of a list, since rows are kept by themselves. An answer
 * whose schema knows no such mark stays as it is.
 */
export function markedAhead(
  { answer: schema }: Pick<Question, 'answer'>,
  answer: unknown,
  { asOf, knownAt }: Coordinates,
  today: EpochDay,
): unknown {
  if (asOf <= today && knownAt <= today) return answer;
  const { schema: plain } = unwrapped(schema);
  const row = plain instanceof z.ZodArray ? unwrapped(plain.element as z.ZodType).schema : plain;
  if (!(row instanceof z.ZodObject) || !('ahead' in row.shape)) return answer;
  const marked = (one: object) => ({ ...one, ahead: true });
  return Array.isArray(answer) ? answer.map(marked) : marked(answer as object);
}

/** Records of fewer claims are worked out in a few milliseconds. */
const many = 250;

/** The same records, with what was known at a place of long ones worked out in turns with everything else. */
function readAt(records: RecordReader, at: Coordinates): RecordReader {
  const ready = async (record: AuthorityRecord): Promise<AuthorityRecord> => {
    if (record.size > many) await unhurriedly(record.atInSteps(at));
    return record;
  };
  return {
    ...records,
    record: async (authority) => ready(await records.record(authority)),
    async *each(authorities) {
      for await (const record of records.each(authorities)) yield await ready(record);
    },
    async all() {
      const all = await records.all();
      for (const record of all.values()) await ready(record);
      return all;
    },
  };
}

/** What an answer is worked out with: of what is on record of England, too, since that says how far the record reaches. */
async function answering(
  { about }: Pick<Question, 'about'>,
  records: RecordReader,
  context: AnsweringContext,
  manner: Manner,
): Promise<QuestionContext> {
  const national = about === 'log' ? undefined : await records.record(england);
  return { ...defaults, national, ...context, manner };
}

function authorityNamed(
  { england: answered = 'picture' }: Pick<Question, 'england'>,
  given: unknown,
  manner: Manner,
): string {
  if (typeof given !== 'string' || given.trim() === '') {
    throw new WrongCall(`${manner.parameter('authority').name} is missing. Name an authority.`);
  }
  if (given.trim().toLowerCase() !== england) return given;
  if (answered === true) return england;
  throw new WrongCall(
    `England is no authority. Ask \`${manner.question(answered)}\`, or name an authority.`,
  );
}

function keyOf(named: string, directory: Directory, { asOf }: Coordinates): string {
  return named === england ? england : directory.resolve(named, { asOf }).key;
}

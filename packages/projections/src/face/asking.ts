import { type EpochDay, england, epochDay, TimelineError } from '@monitoring-timeline/core';
import type { Answer } from '../answers/answer.ts';
import { authoritiesNamed } from '../asking/authorities-named.ts';
import type { Manner } from '../asking/manner.ts';
import { WrongCall } from '../asking/wrong-call.ts';
import { type Coordinates, coordinatesOf, type Dates } from '../coordinates.ts';
import type { Policy } from '../policy/schema.ts';
import { markedAhead, readQuestion } from '../questions/ask.ts';
import type {
  AnsweringContext,
  AnswerOf,
  Question,
  RecordReader,
  WordsOf,
} from '../questions/question.ts';
import { type Shipped, shipped } from '../questions/shipped.ts';
import type { ReplayStep } from '../views/learnt/replay.ts';
import { recordTo } from '../views/picture/coverage.ts';

/** How a question is asked, beside its words and dates. */
export interface AskOptions {
  /** Other rules than those in force: what if. */
  readonly policy?: Policy | undefined;
  /** How whoever asks writes words. */
  readonly manner?: Manner | undefined;
  /** Whether people are named, where whoever asks may have names; they are ids alone where not. */
  readonly named?: boolean | undefined;
}

/** Asking, once, at any two dates. */
export interface Asking {
  /** Coordinates of a question: `asOf` alone sets both axes, `knownAt` moves the second alone, neither means today. */
  coordinates(dates?: Dates): Coordinates;
  /** ISO day to which the record of graded inspections reaches, as known at these dates; null where no source says. */
  recordTo(dates?: Dates): Promise<string | null>;
  /** The record in the order in which it became known, with the changes that each event caused. */
  replay(range?: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    /** Names, keys or codes; of all without them. */
    readonly authorities?: readonly string[] | undefined;
  }): Promise<Iterable<ReplayStep>>;
  /** Every question that can be asked here: those given when it was opened, else all that are shipped. */
  questions(): Promise<readonly Question[]>;
  /**
   * The answer to a question, with the ids of the events behind it. `asOf` alone sets both axes, `knownAt` moves the second
   * alone, neither means today.
   * @throws WrongCall, UnknownAuthority, AmbiguousAuthority, UnknownRegion, the errors of the store
   */
  ask<Q extends Question>(
    question: Q,
    words: WordsOf<Q>,
    dates?: Dates,
    options?: AskOptions,
  ): Promise<AnswerOf<Q>>;
  /** The same of a shipped question, by its name. */
  ask<N extends keyof Shipped>(
    name: N,
    words: WordsOf<Shipped[N]>,
    dates?: Dates,
    options?: AskOptions,
  ): Promise<AnswerOf<Shipped[N]>>;
}

export interface AskingParts {
  readonly context: AnsweringContext;
  readonly reader: RecordReader;
  readonly today: () => EpochDay;
  readonly questions?: readonly Question[] | undefined;
}

/** Two questions that are opened together have one name; the message says which. */
export class QuestionNameTaken extends TimelineError {
  readonly code = 'QuestionNameTaken';
}

/** @throws QuestionNameTaken */
export function createAsking(parts: AskingParts): Asking {
  const { context, reader, today } = parts;
  refuseTwins(parts.questions ?? []);

  const questions = async () =>
    parts.questions ??
    (await Promise.all(Object.values(shipped).map((load): Promise<Question> => load())));

  async function named(name: string): Promise<Question> {
    const own = parts.questions?.find((one) => one.name === name);
    if (own) return own;
    if (Object.hasOwn(shipped, name)) return shipped[name as keyof Shipped]();
    const names = (await questions()).map((one) => one.name).join(', ');
    throw new WrongCall(`There is no question "${name}". Ask one of ${names}.`, { name });
  }

  return {
    coordinates: (dates = {}) => coordinatesOf(dates, today()),
    async replay({ from, to, authorities } = {}) {
      const named = authorities?.flatMap((one) => authoritiesNamed([one], context.directory));
      const keys = named && [...new Set(named.map(({ key }) => key))];
      const of = keys
        ? await Promise.all(keys.map((key) => reader.record(key)))
        : (await reader.all()).values();
      const national = await reader.record(england);
      const { replay } = await import('../views/learnt/replay.ts');
      return replay(
        of,
        { ...context, national },
        {
          ...(from === undefined ? {} : { from: epochDay(from) }),
          ...(to === undefined ? {} : { to: epochDay(to) }),
        },
      );
    },
    questions,
    recordTo: async (dates = {}) =>
      recordTo(await reader.record(england), coordinatesOf(dates, today()), 'graded_inspection'),
    async ask(
      asked: Question | string,
      words: object,
      dates: Dates = {},
      { policy = context.policy, manner, named: withNames = true }: AskOptions = {},
    ): Promise<never> {
      const question = typeof asked === 'string' ? await named(asked) : asked;
      const read = readQuestion(question, words as WordsOf<Question>, manner);
      const at = coordinatesOf(dates, today());
      const answer: Answer<Question['answer']> = await read.answer(reader, at, {
        ...context,
        ...(withNames ? {} : { nameOf: () => null }),
        policy,
        dates,
        questions,
      });
      return markedAhead(question, answer, at, today()) as never;
    },
  };
}

/** @throws QuestionNameTaken where a name would be asked of the first alone */
function refuseTwins(questions: readonly Question[]): void {
  const names = new Set<string>();
  for (const { name } of questions) {
    if (names.has(name)) {
      throw new QuestionNameTaken(
        `Two questions are called "${name}". Give the one that is yours another name.`,
        { name },
      );
    }
    names.add(name);
  }
}

import type { AuthorityKey } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from '../answers/answer.ts';
import type { IssuedNotice } from '../answers/notices.ts';
import type { Manner } from '../asking/manner.ts';
import type { Coordinates, Dates } from '../coordinates.ts';
import type { Policy } from '../policy/schema.ts';
import type { Projection } from '../projections/fold.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import type { ViewContext } from '../views/authority.ts';
import type { ExplainedPart } from '../views/explain/explain.ts';
import type { PassageReader } from '../views/explain/passages.ts';
import type { Records } from '../views/picture/picture.ts';
import { derivedTable } from './derived-table.ts';
import { unwrapped } from './fields.ts';
import { type AnswerTable, leadColumns, ledBy } from './table.ts';

/** What a question is about: one authority that is named, authorities side by side, or the log as it is kept. */
export type About = 'authority' | 'many' | 'log';

/** The dates that a question can be asked at. */
export const dateNames = ['asOf', 'knownAt', 'recordedAt', 'public'] as const;
/** Name of a date: see `Dates`. `public` is `publicOnly`. */
export type DateName = (typeof dateNames)[number];

/** How a question gets at what is on record: the same for an answer that is pulled and for one that is kept up. */
export interface RecordReader {
  /** The record of an authority; the national one under `england`. One of which nothing is on record is empty. */
  record(authority: AuthorityKey): Promise<AuthorityRecord>;
  /** All records together, the national one under `england`. */
  all(): Promise<Records>;
  /** The records of some authorities one after the other, each let go again: for an answer that is made of one at a time. */
  each(authorities: Iterable<AuthorityKey>): AsyncIterable<AuthorityRecord>;
  /** Issues what is due by now, then gives the notices kept after one of them (its `sequence`). */
  notices(after?: string): Promise<readonly IssuedNotice[]>;
  /** The state of a projection with all that the log holds, or held up to a position. */
  folded<S>(projection: Projection<S>, upTo?: string): Promise<S>;
}

/** What an answer is worked out with, beside the record. */
export interface QuestionContext extends ViewContext {
  /** The rules that deadlines follow. */
  readonly policy: Policy;
  /** The dates as they were given: what is absent was not asked for. */
  readonly dates: Dates;
  /** Every question that can be asked beside this one. */
  questions(): Promise<readonly Question[]>;
  /** How whoever asks writes words, so that a message says what to write there. */
  readonly manner: Manner;
  /** What kept documents say; absent where none are at hand. */
  readonly passages?: PassageReader | undefined;
}

/** What whoever answers has at hand; the rest is known where a question is asked. */
export type AnsweringContext = Omit<QuestionContext, 'manner' | 'dates' | 'questions'> &
  Partial<Pick<QuestionContext, 'dates' | 'questions'>>;

/** A row of a list as its place in it: what it is sorted by, then what tells it from its equals. */
export type RowKey = readonly (string | number | null)[];

/** How the answers of a question can be followed as they change. */
export interface Watched<Row = never> {
  /** What a subscriber may narrow the changes to, beside authority and region. */
  readonly filters?: readonly ('area' | 'rule')[];
  /** Of an answer that is a list about many authorities: the name of a row among those of its authority. */
  rowName?(row: Row, index: number): string;
}

type Out<W extends z.ZodObject> = keyof W['shape'] extends never ? object : z.output<W>;

/** The words of a question about one authority hold the key of it. */
export type WordsMeant<Q extends About, W extends z.ZodObject> = Out<W> &
  (Q extends 'authority'
    ? {
        /** Key of the authority asked about. */
        readonly authority: AuthorityKey;
      }
    : unknown);

/** A row of an answer that is a list. */
export type RowOf<A extends z.ZodType> = Answer<A> extends readonly (infer Row)[] ? Row : never;

/** What a question is declared with. */
export interface QuestionDefinition<Q extends About, W extends z.ZodObject, A extends z.ZodType> {
  /** What a person types, and what stands in the address: lower case, words joined by hyphens. */
  readonly name: string;
  /** What it is asked about, which decides how it is called and watched. */
  readonly about: Q;
  /** One sentence without a full stop, as help and API show it. */
  readonly summary: string;
  /** What else has to be known to read the answer. */
  readonly description?: string;
  /** Its options beside the authority and the dates; texts as people write them go in, what they mean comes out. */
  readonly words?: W;
  /** What words mean nothing together: looked at before anything is opened. @throws WrongCall, DaysReversed */
  refuse?(words: Out<W>, manner: Manner): void;
  /** The dates that it takes; all of them unless said otherwise. */
  readonly dates?: readonly DateName[];
  /** Of a question about one authority: what to ask of England instead, or `true` where England has an answer. */
  readonly england?: string | true;
  /** The shape of its answer, each field with its meaning; fields that only count days gone by are `elapsing`. */
  readonly answer: A;
  /** Of an answer that is a list: the place of a row in it. The list is then given page by page. */
  key?(row: RowOf<A>): RowKey;
  /**
   * Its answer as tables, the one of its own name first; made from the schema of the answer unless given. A function makes them
   * when something looks at them, which who asks once does not.
   */
  readonly tables?: readonly AnswerTable<Answer<A>>[] | (() => readonly AnswerTable<Answer<A>>[]);
  /** Whether, and how, its changes can be followed; nobody can where it is false. */
  readonly watched?: Watched<RowOf<A>> | false;
  /** What an answer about one authority says, part by part; made from its table unless given. */
  explained?(answer: Answer<A>): readonly ExplainedPart[] | Promise<readonly ExplainedPart[]>;
  /** True where the answer depends on more than the log and the day. */
  readonly beyondLog?: boolean;
  /**
   * The answer: a pure function of what is on record. Words have been read, and of a question about one authority
   * `words.authority` is its key.
   */
  answerOf(
    records: RecordReader,
    at: Coordinates,
    words: WordsMeant<Q, W>,
    context: QuestionContext,
  ): Answer<A> | Promise<Answer<A>>;
}

/** A question as one value: whatever asks it, describes it or writes its answer follows from this. */
export interface Question<
  Q extends About = About,
  W extends z.ZodObject = z.ZodObject,
  A extends z.ZodType = z.ZodType,
> extends QuestionDefinition<Q, W, A> {
  readonly words: W;
  readonly dates: readonly DateName[];
  readonly tables: readonly AnswerTable<Answer<A>>[];
  readonly watched: Watched<RowOf<A>> | false;
}

/** The words of a question as a program gives them. */
export type WordsOf<Q extends Question> =
  Q extends Question<infer B, infer W, z.ZodType>
    ? OwnWords<W> &
        (B extends 'authority'
          ? {
              /** The authority asked about: key, name, alias, URN, ONS or DfE code. */
              readonly authority: string;
            }
          : unknown)
    : never;

/** A question without words of its own takes none. */
type OwnWords<W extends z.ZodObject> = string extends keyof z.input<W> ? object : z.input<W>;

/** The answer to a question. */
export type AnswerOf<Q extends Question> =
  Q extends Question<About, z.ZodObject, infer A> ? Answer<A> : never;

const nameForm = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Declares a question; nothing else has to be told of it.
 * @throws TypeError where the name cannot stand in an address, or no table follows from the answer
 */
export function question<
  const Q extends About,
  A extends z.ZodType,
  W extends z.ZodObject = z.ZodObject<Record<never, never>>,
>(definition: QuestionDefinition<Q, W, A>): Question<Q, W, A> {
  const { name } = definition;
  if (!nameForm.test(name)) {
    throw new TypeError(`"${name}" is no name of a question. Write lower case and hyphens.`);
  }
  const { words, dates = dateNames, tables = [derivedTable<Answer<A>>(definition)] } = definition;
  let made: readonly AnswerTable<Answer<A>>[] | undefined;
  const make = () => {
    const lead = leadColumns(dates, definition.about === 'authority');
    return (typeof tables === 'function' ? tables() : tables).map((one) => ledBy(lead, one));
  };
  return {
    ...definition,
    words: words ?? (z.strictObject({}) as unknown as W),
    dates,
    get tables() {
      made ??= make();
      return made;
    },
    watched: definition.watched ?? (definition.about === 'log' ? false : {}),
  };
}

/** The word that is written without its name, where a question has one. */
export function argumentOf({ words }: Pick<Question, 'words'>): string | undefined {
  return Object.keys(words.shape).find(
    (name) => unwrapped(words.shape[name] as z.ZodType).meta.argument === true,
  );
}

import type { Ask } from '@monitoring-timeline/projections';
import { z } from 'zod';

/** As the views give it: nothing of it may be changed. */
export type ReadonlyDeep<T> = T extends readonly (infer E)[]
  ? readonly ReadonlyDeep<E>[]
  : T extends object
    ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
    : T;

type Shape = Readonly<Record<string, z.ZodType>>;
type Given<S extends Shape> = z.output<z.ZodObject<S>>;
type Answer<A extends z.ZodType> = ReadonlyDeep<z.input<A>>;

/** A row of a list as its place in it: what it is sorted by, then what tells it from its equals. */
export type RowKey = readonly (string | number | null)[];

/** How an answer is laid out as a table: the columns follow from the schema of a row. */
export interface Table {
  readonly row: z.ZodType;
  rows(answer: unknown): readonly unknown[];
}

/** Which of the dates a question takes. */
export type TakenDates = 'all' | 'none' | readonly ('asOf' | 'knownAt' | 'recordedAt' | 'public')[];

/** A question over HTTP: its address, its words, the shape of its answer, and how it is asked. */
export interface Query {
  /** Below `/api`; a part that begins with a colon is a word. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly params: z.ZodObject;
  readonly words: Shape;
  readonly dates: TakenDates;
  readonly answer: z.ZodType;
  readonly table: Table;
  /** Where the answer is a list: the place of a row in it. */
  readonly keyOf?: ((row: never) => RowKey) | undefined;
  /** True where the answer depends on more than the log and the day. */
  readonly beyondLog?: boolean | undefined;
  ask(given: never): Ask<unknown>;
}

interface Common<P extends Shape, W extends Shape> {
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly words?: W;
  readonly dates?: TakenDates;
  readonly beyondLog?: boolean;
}

/** A question with one answer; `table` says what its rows are where it is asked as CSV. */
export function oneAnswer<
  A extends z.ZodType,
  R extends z.ZodType,
  P extends Shape = Record<never, never>,
  W extends Shape = Record<never, never>,
>(
  definition: Common<P, W> & {
    readonly answer: A;
    readonly ask: (given: Given<P> & Given<W>) => Ask<Answer<A>>;
    readonly table: { readonly row: R; rows(answer: Answer<A>): readonly Answer<R>[] };
  },
): Query {
  const { params, words, dates = 'all' } = definition;
  return {
    ...definition,
    params: z.strictObject(params ?? {}),
    words: words ?? {},
    dates,
    table: definition.table as Table,
  };
}

/** A question whose answer is a list, given page by page. */
export function list<
  R extends z.ZodType,
  P extends Shape = Record<never, never>,
  W extends Shape = Record<never, never>,
>(
  definition: Common<P, W> & {
    readonly row: R;
    readonly ask: (given: Given<P> & Given<W>) => Ask<readonly Answer<R>[]>;
    readonly keyOf: (row: Answer<R>) => RowKey;
  },
): Query {
  const { params, words, dates = 'all', row } = definition;
  return {
    ...definition,
    params: z.strictObject(params ?? {}),
    words: words ?? {},
    dates,
    answer: z.array(row),
    table: { row, rows: (answer) => answer as readonly unknown[] },
  };
}

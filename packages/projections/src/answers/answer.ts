import type { z } from 'zod';

/** As the views give it: nothing of it may be changed. */
export type ReadonlyDeep<T> = T extends string | number
  ? T
  : T extends readonly (infer E)[]
    ? readonly ReadonlyDeep<E>[]
    : T extends object
      ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
      : T;

/** The type of an answer, from its schema: nowhere is it written a second time. */
export type Answer<A extends z.ZodType> = ReadonlyDeep<z.output<A>>;

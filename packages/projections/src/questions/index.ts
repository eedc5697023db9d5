import type { Question } from './question.ts';
import { shipped } from './shipped.ts';

export * from './ask.ts';
export * from './claim-columns.ts';
export { type Cell, type Column, type ColumnTold, type ColumnType, columnsOf } from './column.ts';
export * from './extensions.ts';
export { type FieldMeta, unwrapped } from './fields.ts';
export * from './question.ts';
export { settled, withoutElapsing } from './settled.ts';
export * from './shipped.ts';
export * from './table.ts';
export * from './values.ts';
export * from './words.ts';

/** Every question that is shipped. */
export const shippedQuestions: readonly Question[] = await Promise.all(
  Object.values(shipped).map((load): Promise<Question> => load()),
);

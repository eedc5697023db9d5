import type { Question } from './question.ts';
import { shipped } from './shipped.ts';

export * from './ask.ts';
export { type Cell, type ColumnTold, type ColumnType, columnsOf } from './column.ts';
export * from './question.ts';
export { settled, withoutElapsing } from './settled.ts';
export * from './table.ts';
export * from './words.ts';

/** Every question that is shipped. */
export const shippedQuestions: readonly Question[] = await Promise.all(
  Object.values(shipped).map((load): Promise<Question> => load()),
);

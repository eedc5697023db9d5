import { loadExtensions } from './extensions.ts';
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

/**
 * Every question that can be asked: those shipped, and those of modules that are named.
 * @throws InvalidExtension where a module cannot be loaded, or a name in it is taken
 */
export async function questionsWith(
  files: readonly string[],
  taken: readonly string[] = [],
): Promise<readonly Question[]> {
  const names = shippedQuestions.map(({ name }) => name);
  const { questions } = await loadExtensions(files, [...taken, ...names]);
  return [...shippedQuestions, ...questions];
}

import { loadExtensions } from './extensions.ts';
import type { Question } from './question.ts';
import { shipped } from './shipped.ts';

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

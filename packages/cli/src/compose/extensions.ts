import {
  loadExtensions,
  type Question,
  shippedQuestions,
} from '@monitoring-timeline/projections/questions';

/**
 * Every question that can be asked: those shipped, and those of modules that were named.
 * @throws InvalidExtension where a module cannot be loaded, or a name in it is taken
 */
export async function questionsAtHand(
  files: readonly string[] = [],
  taken: readonly string[] = [],
): Promise<readonly Question[]> {
  const { questions } = await loadExtensions(files, [
    ...taken,
    ...shippedQuestions.map(({ name }) => name),
  ]);
  return [...shippedQuestions, ...questions];
}

import type { Question } from './question.ts';
import { shipped } from './shipped.ts';

/** Every question that is shipped. */
export const shippedQuestions: readonly Question[] = await Promise.all(
  Object.values(shipped).map((load): Promise<Question> => load()),
);
